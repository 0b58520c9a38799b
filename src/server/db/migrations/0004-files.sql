-- Files by the SHA-256 of their content: the bytes lie in the company's folder of files, once, whoever brought them.
CREATE TABLE file (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  sha256 bytea NOT NULL,
  width integer,
  height integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid
);
CREATE INDEX file_created ON file (created_at);
CREATE INDEX file_sha256 ON file (sha256);
