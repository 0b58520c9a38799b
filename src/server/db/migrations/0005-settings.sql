-- Lists that the company made itself have a name of their own: { "fr": …, "en": … }.
ALTER TABLE value_list ADD COLUMN label jsonb;
CREATE INDEX audit_setting ON audit (id) WHERE record = 'setting';
