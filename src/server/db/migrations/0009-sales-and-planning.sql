-- Actions, events, deals, projects, targets, relations between accounts: printed from their declarations.
CREATE TABLE "account_relation" (
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
  from_id uuid,
  to_id uuid,
  type text,
  comment text,
  PRIMARY KEY (id)
);
CREATE INDEX account_relation_trash ON "account_relation" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX account_relation_trash_root ON "account_relation" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX account_relation_readers ON "account_relation" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX account_relation_from_id ON "account_relation" USING btree (from_id) WHERE deleted_at IS NULL;
CREATE INDEX account_relation_to_id ON "account_relation" USING btree (to_id) WHERE deleted_at IS NULL;
CREATE INDEX account_relation_type ON "account_relation" USING btree (type) WHERE deleted_at IS NULL;
CREATE INDEX account_relation_created_at ON "account_relation" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX account_relation_updated_at ON "account_relation" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "account_relation" ADD CONSTRAINT account_relation_from_id_fkey FOREIGN KEY (from_id) REFERENCES "account" (id);
ALTER TABLE "account_relation" ADD CONSTRAINT account_relation_to_id_fkey FOREIGN KEY (to_id) REFERENCES "account" (id);
CREATE TABLE "deal" (
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
  account_id uuid,
  account_id_key text COLLATE "C" NOT NULL DEFAULT '',
  site_id uuid,
  status text,
  owner_id uuid,
  owner_id_key text COLLATE "C" NOT NULL DEFAULT '',
  amount numeric,
  amount_currency text,
  probability numeric,
  expected_on date,
  closed_on date,
  comment text,
  weighted numeric,
  weighted_currency text,
  PRIMARY KEY (id)
);
CREATE INDEX deal_trash ON "deal" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX deal_trash_root ON "deal" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX deal_search ON "deal" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX deal_readers ON "deal" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX deal_name_key ON "deal" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_account_id_key ON "deal" USING btree (account_id_key, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_account_id ON "deal" USING btree (account_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_site_id ON "deal" USING btree (site_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_status ON "deal" USING btree (status) WHERE deleted_at IS NULL;
CREATE INDEX deal_owner_id ON "deal" USING btree (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_amount ON "deal" USING btree (amount, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_expected_on ON "deal" USING btree (expected_on, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_closed_on ON "deal" USING btree (closed_on) WHERE deleted_at IS NULL;
CREATE INDEX deal_created_at ON "deal" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_updated_at ON "deal" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "deal" ADD CONSTRAINT deal_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);
ALTER TABLE "deal" ADD CONSTRAINT deal_site_id_fkey FOREIGN KEY (site_id) REFERENCES "site" (id);
ALTER TABLE "deal" ADD CONSTRAINT deal_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);
CREATE TABLE "deal_contact" (
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
  deal_id uuid,
  contact_id uuid,
  role text,
  PRIMARY KEY (id)
);
CREATE INDEX deal_contact_trash ON "deal_contact" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX deal_contact_trash_root ON "deal_contact" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX deal_contact_readers ON "deal_contact" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX deal_contact_deal_id ON "deal_contact" USING btree (deal_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_contact_contact_id ON "deal_contact" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_contact_created_at ON "deal_contact" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_contact_updated_at ON "deal_contact" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX deal_contact_pair_unique ON "deal_contact" USING btree (contact_id, deal_id) WHERE deleted_at IS NULL;
ALTER TABLE "deal_contact" ADD CONSTRAINT deal_contact_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES "deal" (id);
ALTER TABLE "deal_contact" ADD CONSTRAINT deal_contact_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
CREATE TABLE "project" (
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
  account_id uuid,
  account_id_key text COLLATE "C" NOT NULL DEFAULT '',
  site_id uuid,
  deal_id uuid,
  status text,
  owner_id uuid,
  owner_id_key text COLLATE "C" NOT NULL DEFAULT '',
  starts_on date,
  ends_on date,
  comment text,
  PRIMARY KEY (id)
);
CREATE INDEX project_trash ON "project" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX project_trash_root ON "project" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX project_search ON "project" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX project_readers ON "project" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX project_name_key ON "project" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX project_account_id_key ON "project" USING btree (account_id_key, id) WHERE deleted_at IS NULL;
CREATE INDEX project_account_id ON "project" USING btree (account_id) WHERE deleted_at IS NULL;
CREATE INDEX project_site_id ON "project" USING btree (site_id) WHERE deleted_at IS NULL;
CREATE INDEX project_deal_id ON "project" USING btree (deal_id) WHERE deleted_at IS NULL;
CREATE INDEX project_status ON "project" USING btree (status) WHERE deleted_at IS NULL;
CREATE INDEX project_owner_id ON "project" USING btree (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX project_starts_on ON "project" USING btree (starts_on, id) WHERE deleted_at IS NULL;
CREATE INDEX project_ends_on ON "project" USING btree (ends_on, id) WHERE deleted_at IS NULL;
CREATE INDEX project_created_at ON "project" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX project_updated_at ON "project" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "project" ADD CONSTRAINT project_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);
ALTER TABLE "project" ADD CONSTRAINT project_site_id_fkey FOREIGN KEY (site_id) REFERENCES "site" (id);
ALTER TABLE "project" ADD CONSTRAINT project_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES "deal" (id);
ALTER TABLE "project" ADD CONSTRAINT project_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);
CREATE TABLE "project_contact" (
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
  project_id uuid,
  contact_id uuid,
  role text,
  PRIMARY KEY (id)
);
CREATE INDEX project_contact_trash ON "project_contact" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX project_contact_trash_root ON "project_contact" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX project_contact_readers ON "project_contact" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX project_contact_project_id ON "project_contact" USING btree (project_id) WHERE deleted_at IS NULL;
CREATE INDEX project_contact_contact_id ON "project_contact" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX project_contact_created_at ON "project_contact" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX project_contact_updated_at ON "project_contact" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX project_contact_pair_unique ON "project_contact" USING btree (contact_id, project_id) WHERE deleted_at IS NULL;
ALTER TABLE "project_contact" ADD CONSTRAINT project_contact_project_id_fkey FOREIGN KEY (project_id) REFERENCES "project" (id);
ALTER TABLE "project_contact" ADD CONSTRAINT project_contact_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
CREATE TABLE "event" (
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
  kind text,
  subject text,
  subject_key text COLLATE "C" NOT NULL DEFAULT '',
  category text,
  status text,
  priority text,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  all_day boolean,
  due_at timestamp with time zone,
  reminder_at timestamp with time zone,
  place text,
  account_id uuid,
  deal_id uuid,
  project_id uuid,
  owner_id uuid,
  owner_id_key text COLLATE "C" NOT NULL DEFAULT '',
  comment text,
  at timestamp with time zone,
  PRIMARY KEY (id)
);
CREATE INDEX event_trash ON "event" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX event_trash_root ON "event" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX event_search ON "event" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX event_readers ON "event" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX event_kind ON "event" USING btree (kind) WHERE deleted_at IS NULL;
CREATE INDEX event_subject_key ON "event" USING btree (subject_key, id) WHERE deleted_at IS NULL;
CREATE INDEX event_status ON "event" USING btree (status) WHERE deleted_at IS NULL;
CREATE INDEX event_due_at ON "event" USING btree (due_at) WHERE deleted_at IS NULL;
CREATE INDEX event_account_id ON "event" USING btree (account_id, at, id) WHERE deleted_at IS NULL;
CREATE INDEX event_deal_id ON "event" USING btree (deal_id, at, id) WHERE deleted_at IS NULL;
CREATE INDEX event_project_id ON "event" USING btree (project_id, at, id) WHERE deleted_at IS NULL;
CREATE INDEX event_owner_id ON "event" USING btree (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX event_at ON "event" USING btree (at, id) WHERE deleted_at IS NULL;
CREATE INDEX event_created_at ON "event" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX event_updated_at ON "event" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "event" ADD CONSTRAINT event_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);
ALTER TABLE "event" ADD CONSTRAINT event_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES "deal" (id);
ALTER TABLE "event" ADD CONSTRAINT event_project_id_fkey FOREIGN KEY (project_id) REFERENCES "project" (id);
ALTER TABLE "event" ADD CONSTRAINT event_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);
CREATE TABLE "event_contact" (
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
  event_id uuid,
  contact_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX event_contact_trash ON "event_contact" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX event_contact_trash_root ON "event_contact" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX event_contact_readers ON "event_contact" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX event_contact_event_id ON "event_contact" USING btree (event_id) WHERE deleted_at IS NULL;
CREATE INDEX event_contact_contact_id ON "event_contact" USING btree (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX event_contact_created_at ON "event_contact" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX event_contact_updated_at ON "event_contact" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX event_contact_pair_unique ON "event_contact" USING btree (contact_id, event_id) WHERE deleted_at IS NULL;
ALTER TABLE "event_contact" ADD CONSTRAINT event_contact_event_id_fkey FOREIGN KEY (event_id) REFERENCES "event" (id);
ALTER TABLE "event_contact" ADD CONSTRAINT event_contact_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
CREATE TABLE "action" (
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
  type text,
  occurred_at timestamp with time zone,
  subject text,
  subject_key text COLLATE "C" NOT NULL DEFAULT '',
  body text,
  account_id uuid,
  contact_id uuid,
  deal_id uuid,
  project_id uuid,
  owner_id uuid,
  owner_id_key text COLLATE "C" NOT NULL DEFAULT '',
  automatic boolean,
  PRIMARY KEY (id)
);
CREATE INDEX action_trash ON "action" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX action_trash_root ON "action" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX action_search ON "action" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX action_readers ON "action" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX action_type ON "action" USING btree (type) WHERE deleted_at IS NULL;
CREATE INDEX action_occurred_at ON "action" USING btree (occurred_at, id) WHERE deleted_at IS NULL;
CREATE INDEX action_subject_key ON "action" USING btree (subject_key, id) WHERE deleted_at IS NULL;
CREATE INDEX action_account_id ON "action" USING btree (account_id, occurred_at, id) WHERE deleted_at IS NULL;
CREATE INDEX action_contact_id ON "action" USING btree (contact_id, occurred_at, id) WHERE deleted_at IS NULL;
CREATE INDEX action_deal_id ON "action" USING btree (deal_id, occurred_at, id) WHERE deleted_at IS NULL;
CREATE INDEX action_project_id ON "action" USING btree (project_id, occurred_at, id) WHERE deleted_at IS NULL;
CREATE INDEX action_owner_id ON "action" USING btree (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX action_created_at ON "action" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX action_updated_at ON "action" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "action" ADD CONSTRAINT action_account_id_fkey FOREIGN KEY (account_id) REFERENCES "account" (id);
ALTER TABLE "action" ADD CONSTRAINT action_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES "contact" (id);
ALTER TABLE "action" ADD CONSTRAINT action_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES "deal" (id);
ALTER TABLE "action" ADD CONSTRAINT action_project_id_fkey FOREIGN KEY (project_id) REFERENCES "project" (id);
ALTER TABLE "action" ADD CONSTRAINT action_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);
CREATE TABLE "target" (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by uuid,
  updated_at timestamp with time zone NOT NULL,
  updated_by uuid,
  deleted_at timestamp with time zone,
  trash_root uuid,
  search text NOT NULL DEFAULT '',
  code text,
  code_key text COLLATE "C" NOT NULL DEFAULT '',
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  owner_id uuid,
  comment text,
  PRIMARY KEY (id)
);
CREATE INDEX target_trash ON "target" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX target_trash_root ON "target" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX target_search ON "target" USING gin (search gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX target_code_key ON "target" USING btree (code_key, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX target_code_unique ON "target" USING btree (lower(code)) WHERE deleted_at IS NULL;
CREATE INDEX target_name_key ON "target" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX target_created_at ON "target" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX target_updated_at ON "target" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "target" ADD CONSTRAINT target_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES "user" (id);
CREATE TABLE "target_member" (
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
  target_id uuid,
  member_type text,
  member_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX target_member_trash ON "target_member" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX target_member_trash_root ON "target_member" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX target_member_readers ON "target_member" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX target_member_target_id ON "target_member" USING btree (target_id) WHERE deleted_at IS NULL;
CREATE INDEX target_member_member_id ON "target_member" USING btree (member_id) WHERE deleted_at IS NULL;
CREATE INDEX target_member_created_at ON "target_member" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX target_member_updated_at ON "target_member" USING btree (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX target_member_pair_unique ON "target_member" USING btree (target_id, member_id) WHERE deleted_at IS NULL;
ALTER TABLE "target_member" ADD CONSTRAINT target_member_target_id_fkey FOREIGN KEY (target_id) REFERENCES "target" (id);

-- Roles made before these types: who works with accounts works with what belongs to them in the same way.
UPDATE role SET permissions = jsonb_set(permissions, '{records}', added.rights || (permissions -> 'records'))
FROM (
  SELECT role.id, jsonb_object_agg(type, (role.permissions -> 'records' -> 'account') - 'fields') AS rights
  FROM role, unnest(ARRAY[
    'accountRelation', 'action', 'deal', 'dealContact', 'event', 'eventContact', 'project', 'projectContact',
    'target', 'targetMember'
  ]) AS type
  WHERE role.permissions -> 'records' ? 'account'
  GROUP BY role.id
) AS added
WHERE added.id = role.id;
