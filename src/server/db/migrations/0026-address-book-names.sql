-- What a telephone calls a card that it made is its user's own: two telephones may have chosen the same name.
DROP TABLE address_book_name;
CREATE TABLE address_book_name (
  user_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  name text NOT NULL,
  uid text NOT NULL,
  PRIMARY KEY (user_id, contact_id),
  UNIQUE (user_id, name)
);
CREATE INDEX address_book_name_contact ON address_book_name (contact_id);
