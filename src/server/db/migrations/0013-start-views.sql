-- The saved view that a person's lists open at, by record type (A12).
ALTER TABLE "user" ADD COLUMN start_views jsonb;
