-- The record types, as src/meta/derive/storage.ts derives them from their declarations (a test compares), and what the
-- engine keeps beside them: audit trail, operations, settings.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Folds a text for comparing, as fold() of the application does: lower case, no accents, ligatures opened, every kind
-- of space, apostrophe and hyphen made plain. Depends on no collation and on no extension, so that it is the same on
-- every server. For fields that keep no folded key.
CREATE OR REPLACE FUNCTION carnet_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE
  WHEN value ~ '^[!-~]*( [!-~]+)*$' THEN lower(value COLLATE "C")
  ELSE btrim(regexp_replace(
    replace(replace(replace(replace(translate(
      lower(regexp_replace(normalize(value, NFKD),
        '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]+',
        '', 'g') COLLATE "C"),
      'ŒÆØĐŁÐÞẞøđłðıΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ‘’ʼ‐‑‒–—―',
      'œæodldþßodldiαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ''''''------'),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
    '[\s\u200b\u2028\u2029]+', ' ', 'g'))
END;

-- Takes a record's search text and the markers of fields that the reader may not see; returns the text without the
-- sections of those fields.
CREATE OR REPLACE FUNCTION carnet_visible_search(search text, markers text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(search, '[' || array_to_string(markers, '') || '][^\ue000-\uf8ff]*', '', 'g');
CREATE TABLE "role" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  search text NOT NULL DEFAULT '',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  permissions jsonb,
  PRIMARY KEY (id)
);
CREATE INDEX role_trash ON "role" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX role_trash_root ON "role" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX role_search ON "role" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX role_name_key ON "role" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX role_name_unique ON "role" USING btree (lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX role_created_at ON "role" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX role_updated_at ON "role" USING btree (updated_at, id) WHERE deleted_at IS NULL;

CREATE TABLE "team" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  search text NOT NULL DEFAULT '',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  parent_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX team_trash ON "team" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX team_trash_root ON "team" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX team_search ON "team" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX team_name_key ON "team" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX team_created_at ON "team" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX team_updated_at ON "team" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "team" ADD CONSTRAINT team_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES "team" (id);

CREATE TABLE "user" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  search text NOT NULL DEFAULT '',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  email text,
  email_key text COLLATE "C" NOT NULL DEFAULT '',
  role_id uuid,
  team_id uuid,
  active boolean,
  language text,
  time_zone text,
  PRIMARY KEY (id)
);
CREATE INDEX user_trash ON "user" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX user_trash_root ON "user" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX user_search ON "user" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX user_name_key ON "user" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX user_email_unique ON "user" USING btree (lower(email)) WHERE deleted_at IS NULL;
CREATE INDEX user_created_at ON "user" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX user_updated_at ON "user" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "user" ADD CONSTRAINT user_role_id_fkey FOREIGN KEY (role_id) REFERENCES "role" (id);
ALTER TABLE "user" ADD CONSTRAINT user_team_id_fkey FOREIGN KEY (team_id) REFERENCES "team" (id);

CREATE TABLE "account" (
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
  legal_name text,
  legal_name_key text COLLATE "C" NOT NULL DEFAULT '',
  roles text[],
  account_type text,
  industry text,
  owner_id uuid,
  owner_id_key text COLLATE "C" NOT NULL DEFAULT '',
  parent_account_id uuid,
  phone text,
  fax text,
  email text,
  email_key text COLLATE "C" NOT NULL DEFAULT '',
  website text,
  address_street text,
  address_street2 text,
  address_postcode text,
  address_city text,
  address_region text,
  address_country text,
  address_postcode_key text COLLATE "C" NOT NULL DEFAULT '',
  address_city_key text COLLATE "C" NOT NULL DEFAULT '',
  latitude numeric,
  longitude numeric,
  siren text,
  siren_key text COLLATE "C" NOT NULL DEFAULT '',
  siret text,
  siret_key text COLLATE "C" NOT NULL DEFAULT '',
  vat_number text,
  billing_email text,
  do_not_dun boolean,
  closed_at date,
  comment text,
  PRIMARY KEY (id)
);
CREATE INDEX account_trash ON "account" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX account_trash_root ON "account" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX account_search ON "account" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX account_readers ON "account" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX account_legal_name_key ON "account" USING btree (legal_name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX account_roles ON "account" USING gin (roles) WHERE deleted_at IS NULL;
CREATE INDEX account_account_type ON "account" USING btree (account_type) WHERE deleted_at IS NULL;
CREATE INDEX account_industry ON "account" USING btree (industry) WHERE deleted_at IS NULL;
CREATE INDEX account_owner_id ON "account" USING btree (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX account_email_key ON "account" USING btree (email_key) WHERE deleted_at IS NULL;
CREATE INDEX account_address_postcode_key ON "account" USING btree (address_postcode_key) WHERE deleted_at IS NULL;
CREATE INDEX account_address_city_key ON "account" USING btree (address_city_key) WHERE deleted_at IS NULL;
CREATE INDEX account_siren_key ON "account" USING btree (siren_key) WHERE deleted_at IS NULL;
CREATE INDEX account_siret_key ON "account" USING btree (siret_key) WHERE deleted_at IS NULL;
CREATE INDEX account_created_at ON "account" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX account_updated_at ON "account" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "account" ADD CONSTRAINT account_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);
ALTER TABLE "account" ADD CONSTRAINT account_parent_account_id_fkey FOREIGN KEY (parent_account_id) REFERENCES "account" (id);

CREATE TABLE "site" (
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
  account_id uuid,
  account_id_key text COLLATE "C" NOT NULL DEFAULT '',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  is_default boolean,
  address_types text[],
  address_street text,
  address_street2 text,
  address_postcode text,
  address_city text,
  address_region text,
  address_country text,
  address_postcode_key text COLLATE "C" NOT NULL DEFAULT '',
  address_city_key text COLLATE "C" NOT NULL DEFAULT '',
  customer_reference text,
  closed_at date,
  PRIMARY KEY (id)
);
CREATE INDEX site_trash ON "site" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX site_trash_root ON "site" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX site_search ON "site" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX site_readers ON "site" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX site_account_id_key ON "site" USING btree (account_id_key, id) WHERE deleted_at IS NULL;
CREATE INDEX site_name_key ON "site" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX site_address_postcode_key ON "site" USING btree (address_postcode_key) WHERE deleted_at IS NULL;
CREATE INDEX site_address_city_key ON "site" USING btree (address_city_key) WHERE deleted_at IS NULL;
CREATE INDEX site_created_at ON "site" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX site_updated_at ON "site" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX site_primary_unique ON "site" USING btree (account_id) WHERE is_default AND deleted_at IS NULL;
CREATE INDEX site_account_id ON "site" USING btree (account_id) WHERE deleted_at IS NULL;
ALTER TABLE "site" ADD CONSTRAINT site_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);

CREATE TABLE "contact" (
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
  civility text,
  last_name text,
  last_name_key text COLLATE "C" NOT NULL DEFAULT '',
  first_name text,
  first_name_key text COLLATE "C" NOT NULL DEFAULT '',
  gender text,
  photo uuid,
  skype text,
  linkedin text,
  last_follow_up_on date,
  marketing_consent boolean,
  status text,
  disappeared_at timestamp with time zone,
  disappeared_by_id uuid,
  source text,
  comment text,
  account_id uuid,
  account_id_key text COLLATE "C" NOT NULL DEFAULT '',
  job_title text,
  department text,
  phone text,
  extension text,
  mobile text,
  fax text,
  email text,
  email_key text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (id)
);
CREATE INDEX contact_trash ON "contact" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX contact_trash_root ON "contact" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX contact_search ON "contact" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX contact_readers ON "contact" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX contact_last_name_key ON "contact" USING btree (last_name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_first_name_key ON "contact" USING btree (first_name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_gender ON "contact" USING btree (gender) WHERE deleted_at IS NULL;
CREATE INDEX contact_last_follow_up_on ON "contact" USING btree (last_follow_up_on, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_status ON "contact" USING btree (status) WHERE deleted_at IS NULL;
CREATE INDEX contact_account_id_key ON "contact" USING btree (account_id_key, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_account_id ON "contact" USING btree (account_id) WHERE deleted_at IS NULL;
CREATE INDEX contact_job_title ON "contact" USING btree (job_title, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_email_key ON "contact" USING btree (email_key) WHERE deleted_at IS NULL;
CREATE INDEX contact_created_at ON "contact" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_updated_at ON "contact" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "contact" ADD CONSTRAINT contact_disappeared_by_id_fkey FOREIGN KEY (disappeared_by_id) REFERENCES "user" (id);

CREATE TABLE "account_contact" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  readers uuid[] NOT NULL DEFAULT '{}',
  editors uuid[] NOT NULL DEFAULT '{}',
  contact_id uuid,
  contact_id_key text COLLATE "C" NOT NULL DEFAULT '',
  account_id uuid,
  account_id_key text COLLATE "C" NOT NULL DEFAULT '',
  is_primary boolean,
  job_title text,
  department text,
  phone text,
  extension text,
  mobile text,
  fax text,
  email text,
  recv_invoice boolean,
  recv_invoice_all_sites boolean,
  recv_reminder boolean,
  recv_reminder_all_sites boolean,
  interlocutor_types text[],
  hide_from_crm boolean,
  ended_at date,
  PRIMARY KEY (id)
);
CREATE INDEX account_contact_trash ON "account_contact" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX account_contact_trash_root ON "account_contact" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX account_contact_readers ON "account_contact" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX account_contact_contact_id ON "account_contact" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX account_contact_account_id ON "account_contact" USING btree (account_id) WHERE deleted_at IS NULL;
CREATE INDEX account_contact_job_title ON "account_contact" USING btree (job_title) WHERE deleted_at IS NULL;
CREATE INDEX account_contact_interlocutor_types ON "account_contact" USING gin (interlocutor_types) WHERE deleted_at IS NULL;
CREATE INDEX account_contact_created_at ON "account_contact" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX account_contact_updated_at ON "account_contact" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX account_contact_pair_unique ON "account_contact" USING btree (account_id, contact_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX account_contact_primary_unique ON "account_contact" USING btree (contact_id) WHERE is_primary AND deleted_at IS NULL;
ALTER TABLE "account_contact" ADD CONSTRAINT account_contact_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
ALTER TABLE "account_contact" ADD CONSTRAINT account_contact_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);

CREATE TABLE "site_contact" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  readers uuid[] NOT NULL DEFAULT '{}',
  editors uuid[] NOT NULL DEFAULT '{}',
  contact_id uuid,
  contact_id_key text COLLATE "C" NOT NULL DEFAULT '',
  site_id uuid,
  site_id_key text COLLATE "C" NOT NULL DEFAULT '',
  job_title text,
  exit_date date,
  PRIMARY KEY (id)
);
CREATE INDEX site_contact_trash ON "site_contact" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX site_contact_trash_root ON "site_contact" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX site_contact_readers ON "site_contact" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX site_contact_contact_id ON "site_contact" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX site_contact_site_id ON "site_contact" USING btree (site_id) WHERE deleted_at IS NULL;
CREATE INDEX site_contact_created_at ON "site_contact" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX site_contact_updated_at ON "site_contact" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX site_contact_pair_unique ON "site_contact" USING btree (site_id, contact_id) WHERE deleted_at IS NULL;
ALTER TABLE "site_contact" ADD CONSTRAINT site_contact_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
ALTER TABLE "site_contact" ADD CONSTRAINT site_contact_site_id_fkey FOREIGN KEY (site_id) REFERENCES "site" (id);

CREATE TABLE "view" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  readers uuid[] NOT NULL DEFAULT '{}',
  editors uuid[] NOT NULL DEFAULT '{}',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  record text,
  record_key text COLLATE "C" NOT NULL DEFAULT '',
  owner_id uuid,
  owner_id_key text COLLATE "C" NOT NULL DEFAULT '',
  shared boolean,
  query jsonb,
  PRIMARY KEY (id)
);
CREATE INDEX view_trash ON "view" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX view_trash_root ON "view" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX view_readers ON "view" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX view_name_key ON "view" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX view_record_key ON "view" USING btree (record_key) WHERE deleted_at IS NULL;
CREATE INDEX view_owner_id ON "view" USING btree (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX view_created_at ON "view" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX view_updated_at ON "view" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "view" ADD CONSTRAINT view_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);

-- Every write, one line a record: nothing alters or removes a line but the audited redaction of RGPD erasure.
CREATE TABLE audit (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  record text NOT NULL,
  record_id uuid NOT NULL,
  root_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('create', 'update', 'delete', 'restore', 'redact')),
  version integer NOT NULL,
  user_id uuid,
  channel text NOT NULL,
  operation_id uuid,
  changes jsonb NOT NULL
);
CREATE INDEX audit_record ON audit (record_id, id);
CREATE INDEX audit_operation ON audit (operation_id, root_id, id) WHERE operation_id IS NOT NULL;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('carnet.redact', true) = 'on' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'The audit trail is append-only';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The one way to take personal data out of the trail: its values go, that there was a change stays, and the redaction
-- itself is a line.
CREATE FUNCTION redact_audit(redacted uuid, fields text[], line uuid, author uuid) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  touched integer;
BEGIN
  PERFORM set_config('carnet.redact', 'on', true);
  UPDATE audit SET changes = (SELECT coalesce(jsonb_object_agg(key, CASE WHEN key = ANY(fields) THEN '[null, null]'::jsonb ELSE value END), '{}') FROM jsonb_each(changes))
    WHERE record_id = redacted AND changes ?| fields;
  GET DIAGNOSTICS touched = ROW_COUNT;
  PERFORM set_config('carnet.redact', 'off', true);
  INSERT INTO audit (id, at, record, record_id, root_id, kind, version, user_id, channel, changes)
    SELECT line, now(), record, record_id, record_id, 'redact', version, author, 'job', jsonb_build_object('fields', to_jsonb(fields))
    FROM audit WHERE record_id = redacted ORDER BY id DESC LIMIT 1;
  RETURN touched;
END
$$;

-- A batch: import, bulk edit, undo. Its audit lines carry its id, so that it can be undone as one.
CREATE TABLE operation (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  record text,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'cancelled', 'failed', 'undone')),
  parameters jsonb NOT NULL DEFAULT '{}',
  done integer NOT NULL DEFAULT 0,
  total integer,
  -- Where a run that was cut goes on; written with the rows of each chunk.
  checkpoint jsonb,
  result jsonb NOT NULL DEFAULT '{}',
  cancel_requested boolean NOT NULL DEFAULT false,
  undoes uuid REFERENCES operation (id),
  undone_by uuid REFERENCES operation (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  started_at timestamptz,
  ended_at timestamptz,
  -- The process that runs it renews this; once past, another takes over.
  lease_until timestamptz
);
CREATE INDEX operation_created ON operation (created_at, id);
CREATE INDEX operation_waiting ON operation (created_at) WHERE state IN ('queued', 'running');

-- What the company laid over the declarations: one document per record type, one per value list, and its version.
CREATE TABLE record_setting (
  record text PRIMARY KEY,
  settings jsonb NOT NULL
);
CREATE TABLE value_list (
  name text PRIMARY KEY,
  list_values jsonb NOT NULL
);
CREATE TABLE model_version (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  version integer NOT NULL
);
INSERT INTO model_version (version) VALUES (1);
