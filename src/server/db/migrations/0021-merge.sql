-- Merging records.

-- The merges into a record, for its history.
CREATE INDEX operation_merge_keep ON operation ((parameters->>'keep')) WHERE kind = 'merge';

-- What an operation changed that leaves no line in the trail, as it was before, so that its undo can give it back:
-- the record that a row of an unaudited type pointed to, or the level at which a record was shared (null: it was not).
CREATE TABLE untold_change (
  operation_id uuid NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  record text NOT NULL,
  record_id uuid NOT NULL,
  -- Whom the record is shared with; null where a reference of the row changed.
  grantee uuid,
  -- The reference that changed.
  field text,
  before text
);
CREATE INDEX untold_change_operation ON untold_change (operation_id);
