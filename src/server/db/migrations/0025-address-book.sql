-- The address book that telephones hold of a user's contacts (CardDAV).

-- What a key opens beside nothing else: the address book of its user, to be read or written too. Null: all of the API.
ALTER TABLE auth.api_key ADD COLUMN opens text CHECK (opens IN ('address-book', 'address-book-writing'));

-- One book a user, and what was last given of it: only what differs is given again. All of it is made anew where it is
-- lost, under another generation, so that no token of before is believed.
CREATE TABLE address_book (
  user_id uuid PRIMARY KEY REFERENCES "user" (id) ON DELETE CASCADE,
  generation uuid NOT NULL,
  sequence bigint NOT NULL DEFAULT 0,
  -- Tokens of before this place do not know what was forgotten since.
  forgotten bigint NOT NULL DEFAULT 0
);
CREATE TABLE address_book_card (
  user_id uuid NOT NULL REFERENCES address_book (user_id) ON DELETE CASCADE,
  contact_id uuid NOT NULL,
  state text NOT NULL,
  sequence bigint NOT NULL,
  -- When the user was no longer to see it, for whatever reason.
  lost_at timestamptz,
  PRIMARY KEY (user_id, contact_id)
);
CREATE INDEX address_book_card_changed ON address_book_card (user_id, sequence, contact_id);

-- What a telephone calls the cards that it made itself.
CREATE TABLE address_book_name (
  contact_id uuid PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
  name text NOT NULL UNIQUE,
  uid text NOT NULL
);
