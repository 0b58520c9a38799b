-- Files brought in, what came of the rows that were refused, and who runs an operation.

-- The session that runs an operation: `pid/start` of a connection that its runner keeps open. Once the session is gone,
-- whatever ended it, another runner goes on after the last chunk.
ALTER TABLE operation ADD COLUMN runner text;
ALTER TABLE operation DROP COLUMN lease_until;
CREATE INDEX operation_owner ON operation (created_by, id);
CREATE INDEX operation_undoing ON operation (undoes) WHERE undoes IS NOT NULL;

-- A file that was sent to be brought in. Its bytes are kept beside the other files, under `imports`.
CREATE TABLE import_file (
  id uuid PRIMARY KEY,
  record text NOT NULL,
  name text NOT NULL,
  size bigint NOT NULL,
  -- What was found out about it, with a person's corrections.
  description jsonb NOT NULL,
  -- How many rows it has, once all of it was read.
  row_count integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid
);
CREATE INDEX import_file_created ON import_file (created_at);

-- What a batch left undone, and why: a row of a file by its line, or a record by its id.
CREATE TABLE operation_refusal (
  operation_id uuid NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  -- Line in the file, or place in the batch.
  place integer NOT NULL,
  record_id uuid,
  -- [{ "column", "code", "message": { "fr", "en" } }]
  problems jsonb NOT NULL,
  -- The row as it was in the file.
  cells jsonb,
  PRIMARY KEY (operation_id, place)
);
