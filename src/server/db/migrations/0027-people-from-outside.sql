-- People from outside: extranet users, collaborators, and how they come to the portal.

CREATE TABLE "extranet_user" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  search text NOT NULL DEFAULT '',
  readers uuid[] NOT NULL DEFAULT '{}',
  editors uuid[] NOT NULL DEFAULT '{}',
  contact_id uuid,
  contact_id_key text COLLATE "C" NOT NULL DEFAULT '',
  account_id uuid,
  login text,
  login_key text COLLATE "C" NOT NULL DEFAULT '',
  profiles text[],
  only_own_sites boolean,
  active boolean,
  exit_date date,
  password_mode text,
  PRIMARY KEY (id)
);
CREATE INDEX extranet_user_trash ON "extranet_user" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX extranet_user_trash_root ON "extranet_user" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX extranet_user_search ON "extranet_user" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX extranet_user_readers ON "extranet_user" USING gin (readers) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX extranet_user_contact_id_unique ON "extranet_user" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX extranet_user_contact_id ON "extranet_user" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX extranet_user_account_id ON "extranet_user" USING btree (account_id) WHERE deleted_at IS NULL;
CREATE INDEX extranet_user_login_key ON "extranet_user" USING btree (login_key, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX extranet_user_login_unique ON "extranet_user" USING btree (lower(login)) WHERE deleted_at IS NULL;
CREATE INDEX extranet_user_created_at ON "extranet_user" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX extranet_user_updated_at ON "extranet_user" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "extranet_user" ADD CONSTRAINT extranet_user_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
ALTER TABLE "extranet_user" ADD CONSTRAINT extranet_user_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);
CREATE TABLE "collaborator" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  search text NOT NULL DEFAULT '',
  readers uuid[] NOT NULL DEFAULT '{}',
  editors uuid[] NOT NULL DEFAULT '{}',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  type text,
  contact_id uuid,
  contact_id_key text COLLATE "C" NOT NULL DEFAULT '',
  user_id uuid,
  user_id_key text COLLATE "C" NOT NULL DEFAULT '',
  email text,
  email_key text COLLATE "C" NOT NULL DEFAULT '',
  phone text,
  details text,
  active boolean,
  exit_date date,
  password_mode text,
  PRIMARY KEY (id)
);
CREATE INDEX collaborator_trash ON "collaborator" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX collaborator_trash_root ON "collaborator" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX collaborator_search ON "collaborator" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX collaborator_readers ON "collaborator" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX collaborator_name_key ON "collaborator" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX collaborator_contact_id_unique ON "collaborator" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX collaborator_contact_id ON "collaborator" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX collaborator_user_id_unique ON "collaborator" USING btree (user_id) WHERE deleted_at IS NULL;
CREATE INDEX collaborator_user_id ON "collaborator" USING btree (user_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX collaborator_email_unique ON "collaborator" USING btree (lower(email)) WHERE deleted_at IS NULL;
CREATE INDEX collaborator_created_at ON "collaborator" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX collaborator_updated_at ON "collaborator" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "collaborator" ADD CONSTRAINT collaborator_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
ALTER TABLE "collaborator" ADD CONSTRAINT collaborator_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user" (id);
ALTER TABLE "document" ADD COLUMN on_portal boolean;

-- Whether there is a portal, and what each profile of extranet users is shown there; at most one row.
CREATE TABLE portal_setting (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  enabled boolean NOT NULL DEFAULT false,
  -- { "standard": ["contact", "site", "document"] }: by the code of the profile.
  profiles jsonb NOT NULL
);

-- What visitors of the portal sign in with. A visitor is a row of extranet_user or of collaborator; no foreign key, since
-- it may be either: each look at what stands here asks for the live row too.
CREATE TABLE auth.portal_password (
  visitor_id uuid PRIMARY KEY,
  -- argon2id of the password that was chosen …
  password text,
  -- … or the SHA-256 of a temporary one, drawn at random (100 bits), until it is exchanged for a password.
  temporary bytea,
  temporary_ends_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(password, temporary) = 1)
);

-- One-time links, as in auth.entry_link.
CREATE TABLE auth.portal_link (
  id uuid PRIMARY KEY,
  visitor_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invitation', 'reset')),
  sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX portal_link_open ON auth.portal_link (visitor_id, kind) WHERE ended_at IS NULL;

CREATE TABLE auth.portal_session (
  id uuid PRIMARY KEY,
  visitor_id uuid NOT NULL,
  sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX portal_session_visitor ON auth.portal_session (visitor_id);

-- Links and temporary passwords that a batch made, for who began it to fetch once; sealed with the key kept outside the
-- database.
CREATE TABLE auth.portal_handout (
  operation_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (operation_id, visitor_id)
);
