-- Indexed yes-or-no fields: the rows where they are true.
CREATE INDEX account_do_not_dun ON "account" USING btree (id) WHERE deleted_at IS NULL AND do_not_dun;
