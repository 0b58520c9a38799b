-- A calendar counts what stands on each of its days from an index alone, without reading the rows.
DROP INDEX project_starts_on;
CREATE INDEX project_starts_on ON "project" USING btree (starts_on, id) INCLUDE (ends_on) WHERE deleted_at IS NULL;
DROP INDEX event_at;
CREATE INDEX event_at ON "event" USING btree (at, id) INCLUDE (ends_at) WHERE deleted_at IS NULL;
