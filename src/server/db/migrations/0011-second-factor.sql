-- Second factors, passkeys and single sign-on. What was better-auth's is Carnet's own from here on; its tables stay.

-- How a session was opened, whether with a second factor, and when its holder last proved again who they are.
ALTER TABLE auth.session
  ADD COLUMN method text NOT NULL DEFAULT 'password',
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
  ADD COLUMN proved_at timestamptz;

-- The secret is sealed with a key outside the database. Not confirmed: being set up. A code is of a step of thirty
-- seconds; only steps after the last one used are taken, so that a code works once.
CREATE TABLE auth.totp (
  user_id uuid PRIMARY KEY REFERENCES auth."user" (id) ON DELETE CASCADE,
  secret bytea NOT NULL,
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz
);

-- Codes for the day the telephone is lost; a keyed hash of each, and each works once.
CREATE TABLE auth.backup_code (
  user_id uuid NOT NULL REFERENCES auth.totp (user_id) ON DELETE CASCADE,
  hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, hash)
);

CREATE TABLE auth.passkey (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE,
  name text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  -- How often the authenticator has signed, where it counts.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  -- The host name it was made for: it works under no other.
  host text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE INDEX passkey_user ON auth.passkey (user_id);

-- The company's OpenID Connect provider; one row. The secret is sealed with a key outside the database.
CREATE TABLE auth.single_sign_on (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  settings jsonb NOT NULL,
  client_secret bytea
);

CREATE INDEX verification_expiry ON auth.verification ("expiresAt");

ALTER TABLE role ADD COLUMN requires_second_factor boolean;
