-- Likely duplicates: the keys that each record is found by, the pairs that are suspected, those that were said not to be one.

ALTER TABLE "account" ADD COLUMN duplicate_keys integer[] NOT NULL DEFAULT '{}';
CREATE INDEX account_duplicate_keys ON "account" USING gin (duplicate_keys) WHERE deleted_at IS NULL;
ALTER TABLE "contact" ADD COLUMN duplicate_keys integer[] NOT NULL DEFAULT '{}';
CREATE INDEX contact_duplicate_keys ON "contact" USING gin (duplicate_keys) WHERE deleted_at IS NULL;

-- Two records that are likely to be one: `one` before `other`.
CREATE TABLE duplicate_pair (
  record text NOT NULL,
  one uuid NOT NULL,
  other uuid NOT NULL,
  score integer NOT NULL,
  reasons text[] NOT NULL,
  found_at timestamp with time zone NOT NULL DEFAULT now(),
  PRIMARY KEY (one, other)
);
CREATE INDEX duplicate_pair_score ON duplicate_pair (record, score DESC, one, other);
CREATE INDEX duplicate_pair_other ON duplicate_pair (other);

-- Two records that somebody said are two. Kept for ever, unless it is taken back.
CREATE TABLE distinct_pair (
  record text NOT NULL,
  one uuid NOT NULL,
  other uuid NOT NULL,
  said_at timestamp with time zone NOT NULL DEFAULT now(),
  said_by uuid,
  PRIMARY KEY (one, other)
);
CREATE INDEX distinct_pair_record ON distinct_pair (record, said_at DESC);

-- Records whose keys have changed since their pairs were looked for.
CREATE TABLE duplicate_due (
  record text NOT NULL,
  id uuid NOT NULL
);
CREATE INDEX duplicate_due_record ON duplicate_due (record);

-- When the whole base was last looked through, and by which keys.
CREATE TABLE duplicate_search (
  record text PRIMARY KEY,
  keys text NOT NULL,
  searched_at timestamp with time zone NOT NULL DEFAULT now()
);
