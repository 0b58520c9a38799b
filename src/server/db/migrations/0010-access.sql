-- Who came in, what left, and by which links and mails people are let in.

-- The journal of accesses: sign-ins, exports, backups, « voir comme ». Append-only; a line may be deleted once it is a
-- year old (CNIL, deliberation 2021-122: six months to one year), never changed.
CREATE TABLE access_log (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  -- Who did it, and whom it concerns where that is another. No foreign keys: the journal outlives the people.
  user_id uuid,
  about_id uuid,
  address text,
  user_agent text,
  session_id uuid,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX access_log_user ON access_log (user_id, id);
CREATE INDEX access_log_about ON access_log (about_id, id) WHERE about_id IS NOT NULL;
CREATE INDEX access_log_kind ON access_log (kind, id);

CREATE FUNCTION refuse_access_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1 year' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The journal of accesses is append-only';
END
$$;
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log
  FOR EACH ROW EXECUTE FUNCTION refuse_access_log_change();
CREATE TRIGGER access_log_not_emptied BEFORE TRUNCATE ON access_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_access_log_change();

-- What Carnet knows of a session beside better-auth: when it was last used, and as whom it sees.
CREATE TABLE auth.session_state (
  session_id uuid PRIMARY KEY REFERENCES auth.session (id) ON DELETE CASCADE,
  seen_at timestamptz NOT NULL,
  -- « Voir comme »: the user whose rights the session reads with, and nothing more. No foreign key: were that user
  -- erased, the session must see nothing, not fall back on its owner's rights.
  viewing uuid,
  viewing_since timestamptz
);

-- One-time links: the first password of someone invited, another one for who forgot theirs. The link itself is never
-- kept; a user has one open link a kind.
CREATE TABLE auth.entry_link (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES public."user" (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('invitation', 'reset')),
  sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX entry_link_open ON auth.entry_link (user_id, kind) WHERE ended_at IS NULL;

-- Mail on its way out. What it says is sealed with the key kept outside the database, and goes once it has left.
CREATE TABLE mail_message (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  sealed bytea,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  -- What the server of mail said last.
  answer text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  ended_at timestamptz
);
CREATE INDEX mail_message_due ON mail_message (next_at) WHERE state = 'waiting';
CREATE INDEX mail_message_ended ON mail_message (ended_at) WHERE ended_at IS NOT NULL;

-- The mail server that an administrator named; one row. The password is sealed like the messages.
CREATE TABLE mail_setting (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  host text NOT NULL,
  port integer NOT NULL,
  security text NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
  user_name text,
  password bytea,
  sender_address text NOT NULL,
  sender_name text NOT NULL
);

-- Where people reach Carnet (https://carnet.exemple.fr): what links in mails begin with.
ALTER TABLE company_profile ADD COLUMN address text;
