-- People and how they are recognised. Secrets stand here only as hashes or sealed.
CREATE TABLE identity_account (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('officer', 'household')),
  name TEXT NOT NULL,
  login TEXT UNIQUE,
  password_hash TEXT,
  totp_secret TEXT,
  totp_pending TEXT,
  totp_step BIGINT NOT NULL DEFAULT 0,
  subject_id TEXT UNIQUE,
  pin_hash TEXT,
  language TEXT NOT NULL,
  search_text TEXT NOT NULL,
  disabled_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX identity_account_list ON identity_account (kind, search_text, id);

-- A role is never overwritten: who could do what on a past day stays known.
CREATE TABLE identity_role (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES identity_account (id),
  role TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  granted_by TEXT NOT NULL
);
CREATE INDEX identity_role_account ON identity_role (account_id, valid_to);
CREATE INDEX identity_role_area ON identity_role (area_id, role);

-- The token printed on a household's slip; a new one makes the older ones worthless.
CREATE TABLE identity_invitation (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES identity_account (id),
  issued_at BIGINT NOT NULL,
  issued_by TEXT NOT NULL,
  first_used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX identity_invitation_account ON identity_invitation (account_id, revoked_at);

CREATE TABLE identity_session (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES identity_account (id),
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  device TEXT NOT NULL,
  address TEXT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX identity_session_account ON identity_session (account_id, revoked_at);
CREATE INDEX identity_session_expiry ON identity_session (expires_at) WHERE revoked_at IS NULL;

-- Failed sign-ins of an account or from an address ("account:…", "login:…", "address:…").
CREATE TABLE identity_attempt (
  key TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);
CREATE INDEX identity_attempt_age ON identity_attempt (first_at);

-- The one-time link of the first start.
CREATE TABLE identity_setup (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  token_hash TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

-- How many devices of a household are signed in. Sessions past their day are marked as revoked by a timer.
CREATE VIEW identity_device_v AS
  SELECT a.subject_id AS household_id, COUNT(*) AS devices, MIN(a.id) AS account_id
  FROM identity_account a JOIN identity_session s ON s.account_id = a.id AND s.revoked_at IS NULL
  WHERE a.kind = 'household' AND a.disabled_at IS NULL
  GROUP BY a.subject_id;
