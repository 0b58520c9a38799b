-- Working together: comments, documents, followers and notifications, about any record.

CREATE INDEX event_reminder_at ON "event" USING btree (reminder_at) WHERE deleted_at IS NULL;
CREATE TABLE "comment" (
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
  about_type text,
  about_id uuid,
  text text,
  mentions jsonb,
  author_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX comment_trash ON "comment" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX comment_trash_root ON "comment" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX comment_readers ON "comment" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX comment_about_id ON "comment" USING btree (about_id) WHERE deleted_at IS NULL;
CREATE INDEX comment_author_id ON "comment" USING btree (author_id) WHERE deleted_at IS NULL;
CREATE INDEX comment_created_at ON "comment" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX comment_updated_at ON "comment" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "comment" ADD CONSTRAINT comment_author_id_fkey FOREIGN KEY (author_id) REFERENCES "user" (id);
CREATE TABLE "document" (
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
  about_type text,
  about_id uuid,
  name text,
  name_key text COLLATE "C" NOT NULL DEFAULT '',
  file uuid,
  media_type text,
  size bigint,
  number bigint,
  author_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX document_trash ON "document" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX document_trash_root ON "document" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX document_readers ON "document" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX document_about_id ON "document" USING btree (about_id) WHERE deleted_at IS NULL;
CREATE INDEX document_name_key ON "document" USING btree (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX document_author_id ON "document" USING btree (author_id) WHERE deleted_at IS NULL;
CREATE INDEX document_created_at ON "document" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX document_updated_at ON "document" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "document" ADD CONSTRAINT document_author_id_fkey FOREIGN KEY (author_id) REFERENCES "user" (id);
CREATE TABLE "document_version" (
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
  about_type text,
  about_id uuid,
  document_id uuid,
  number bigint,
  file uuid,
  size bigint,
  author_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX document_version_trash ON "document_version" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX document_version_trash_root ON "document_version" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX document_version_readers ON "document_version" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX document_version_about_id ON "document_version" USING btree (about_id) WHERE deleted_at IS NULL;
CREATE INDEX document_version_document_id ON "document_version" USING btree (document_id) WHERE deleted_at IS NULL;
CREATE INDEX document_version_author_id ON "document_version" USING btree (author_id) WHERE deleted_at IS NULL;
CREATE INDEX document_version_created_at ON "document_version" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX document_version_updated_at ON "document_version" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "document_version" ADD CONSTRAINT document_version_document_id_fkey FOREIGN KEY (document_id) REFERENCES "document" (id);
ALTER TABLE "document_version" ADD CONSTRAINT document_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES "user" (id);
CREATE TABLE "follower" (
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
  about_type text,
  about_id uuid,
  user_id uuid,
  PRIMARY KEY (id)
);
CREATE INDEX follower_trash ON "follower" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX follower_trash_root ON "follower" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX follower_readers ON "follower" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX follower_about_id ON "follower" USING btree (about_id) WHERE deleted_at IS NULL;
CREATE INDEX follower_user_id ON "follower" USING btree (user_id) WHERE deleted_at IS NULL;
CREATE INDEX follower_created_at ON "follower" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX follower_updated_at ON "follower" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "follower" ADD CONSTRAINT follower_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user" (id);
CREATE TABLE "notification" (
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
  recipient_id uuid,
  kind text,
  about_type text,
  about_id uuid,
  actor_id uuid,
  at timestamp with time zone,
  count bigint,
  details jsonb,
  read_at timestamp with time zone,
  listed boolean,
  PRIMARY KEY (id)
);
CREATE INDEX notification_trash ON "notification" USING btree (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX notification_trash_root ON "notification" USING btree (trash_root) WHERE trash_root IS NOT NULL;
CREATE INDEX notification_readers ON "notification" USING gin (readers) WHERE deleted_at IS NULL;
CREATE INDEX notification_recipient_id ON "notification" USING btree (recipient_id) WHERE deleted_at IS NULL;
CREATE INDEX notification_about_id ON "notification" USING btree (about_id) WHERE deleted_at IS NULL;
CREATE INDEX notification_actor_id ON "notification" USING btree (actor_id) WHERE deleted_at IS NULL;
CREATE INDEX notification_at ON "notification" USING btree (at, id) WHERE deleted_at IS NULL;
CREATE INDEX notification_created_at ON "notification" USING btree (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX notification_updated_at ON "notification" USING btree (updated_at, id) WHERE deleted_at IS NULL;
ALTER TABLE "notification" ADD CONSTRAINT notification_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES "user" (id);
ALTER TABLE "notification" ADD CONSTRAINT notification_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES "user" (id);


-- What happened that somebody may have to be told of: lines of the audit trail, or a batch that has ended. Written with
-- what happened, deleted with what was told of it.
CREATE TABLE notification_source (
  id uuid PRIMARY KEY,
  lines uuid[] NOT NULL DEFAULT '{}',
  operation_id uuid,
  attempts integer NOT NULL DEFAULT 0
);

-- Up to when people were told of what falls due: one row, made the first time.
CREATE TABLE notification_clock (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  due_until timestamptz NOT NULL
);

-- Of which kinds someone is told, and how; what is not said is as a new user has it.
CREATE TABLE notification_preference (
  user_id uuid PRIMARY KEY REFERENCES "user" (id) ON DELETE CASCADE,
  choices jsonb NOT NULL
);

-- Roles made before these types: who works with accounts works with what is said of them and attached to them; what one
-- wrote oneself is changed by oneself alone.
UPDATE role SET permissions = jsonb_set(permissions, '{records}', added.rights || (permissions -> 'records'))
FROM (
  SELECT role.id, jsonb_object_agg(type, (role.permissions -> 'records' -> 'account') - 'fields' ||
    CASE WHEN type = 'comment' THEN jsonb_build_object(
      'update', CASE WHEN role.permissions -> 'records' -> 'account' ->> 'update' = 'none' THEN 'none' ELSE 'own' END,
      'delete', CASE WHEN role.permissions -> 'records' -> 'account' ->> 'delete' = 'none' THEN 'none' ELSE 'own' END)
    ELSE '{}' END) AS rights
  FROM role, unnest(ARRAY['comment', 'document', 'documentVersion']) AS type
  WHERE role.permissions -> 'records' ? 'account'
  GROUP BY role.id
) AS added
WHERE added.id = role.id;
