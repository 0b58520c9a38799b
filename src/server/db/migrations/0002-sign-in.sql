-- How people and programs sign in. The tables user, session, account and verification are those of better-auth, kept
-- here as it names them; it never migrates by itself (a test compares). A row of auth."user" has the id of the user
-- record it stands for; the e-mail and the name people know are on that record alone.
CREATE SCHEMA auth;

CREATE TABLE auth."user" (
  id uuid PRIMARY KEY REFERENCES public."user" (id) ON DELETE CASCADE,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL DEFAULT false,
  image text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE auth.session (
  id uuid PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE
);
CREATE INDEX session_by_user ON auth.session ("userId");
CREATE INDEX session_expiry ON auth.session ("expiresAt");

CREATE TABLE auth.account (
  id uuid PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" uuid NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_user ON auth.account ("userId");
CREATE UNIQUE INDEX account_identity ON auth.account ("providerId", "accountId");

CREATE TABLE auth.verification (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier ON auth.verification (identifier);

-- A key a program signs in with, in the name and with the rights of a user. The key itself is shown once, never kept.
CREATE TABLE auth.api_key (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES public."user" (id) ON DELETE CASCADE,
  name text NOT NULL,
  sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_key_user ON auth.api_key (user_id);

-- Failed sign-ins, counted per account, per address and per both. The subject is a keyed hash: no address is kept.
CREATE TABLE auth.failed_sign_in (
  subject bytea PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL
);
CREATE INDEX failed_sign_in_last ON auth.failed_sign_in (last_at);

-- Whoever may no longer sign in loses the sessions they have, whatever the way the record was changed.
CREATE FUNCTION auth.end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM auth.session WHERE "userId" = NEW.id;
  RETURN NEW;
END
$$;
CREATE TRIGGER user_sessions AFTER UPDATE OF active, deleted_at ON public."user"
  FOR EACH ROW WHEN (NEW.active IS NOT TRUE OR NEW.deleted_at IS NOT NULL)
  EXECUTE FUNCTION auth.end_sessions();

-- What set-up was told of the company; one row.
CREATE TABLE company_profile (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  name text NOT NULL,
  language text NOT NULL,
  time_zone text NOT NULL DEFAULT 'Europe/Paris',
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A record opened by hand to a user or to a team. The engine keeps it in the readers and editors of the row.
CREATE TABLE record_share (
  id uuid PRIMARY KEY,
  record text NOT NULL,
  record_id uuid NOT NULL,
  grantee uuid NOT NULL,
  level text NOT NULL CHECK (level IN ('read', 'edit')),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  UNIQUE (record_id, grantee)
);
CREATE INDEX record_share_grantee ON record_share (grantee);

-- The answer to a create that carried an Idempotency-Key, written in the transaction of the create itself.
CREATE TABLE idempotency_key (
  user_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status integer NOT NULL,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
