-- References that are followed back, on a tab of what they point to or when that is deleted.
CREATE INDEX team_parent_id ON "team" USING btree (parent_id) WHERE deleted_at IS NULL;
CREATE INDEX user_role_id ON "user" USING btree (role_id) WHERE deleted_at IS NULL;
CREATE INDEX user_team_id ON "user" USING btree (team_id) WHERE deleted_at IS NULL;
CREATE INDEX account_parent_account_id ON "account" USING btree (parent_account_id) WHERE deleted_at IS NULL;
