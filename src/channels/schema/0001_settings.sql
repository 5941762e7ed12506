-- What a unit has agreed with a provider; it serves the units below too, unless they have their own. The id is also
-- the address that the provider calls back.
CREATE TABLE channels_setting (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  provider TEXT NOT NULL CHECK (provider IN ('push', 'zalo', 'sms', 'loudspeaker', 'email', 'facebook')),
  enabled BIGINT NOT NULL,
  fields TEXT NOT NULL, -- JSON; secrets stand in the other column, sealed
  secrets TEXT NOT NULL,
  attention TEXT, -- why an administrator has to do something
  attention_at BIGINT,
  worked_at BIGINT,
  reported_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX channels_setting_area ON channels_setting (area_id, provider);

-- The one valid pair of Zalo's tokens, sealed. Whoever holds the lease may spend the refresh token, which works once.
CREATE TABLE channels_token (
  setting_id TEXT PRIMARY KEY REFERENCES channels_setting (id),
  pair TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  consent_needed BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- An administrator on the way to Zalo's page of consent and back.
CREATE TABLE channels_consent (
  state_hash TEXT PRIMARY KEY,
  setting_id TEXT NOT NULL REFERENCES channels_setting (id),
  account_id TEXT NOT NULL,
  verifier TEXT NOT NULL, -- sealed
  expires_at BIGINT NOT NULL
);

-- What identifies this installation to push services (VAPID); browsers subscribe to exactly this key.
CREATE TABLE channels_server_key (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  public_key TEXT NOT NULL,
  private_key TEXT NOT NULL, -- sealed
  created_at BIGINT NOT NULL
);

-- Browsers that allowed notifications.
CREATE TABLE channels_push_subscription (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES identity_account (id),
  session_id TEXT NOT NULL,
  household_id TEXT,
  ordinal BIGINT,
  endpoint TEXT NOT NULL,
  endpoint_hash TEXT NOT NULL UNIQUE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  gone_at BIGINT,
  gone_reason TEXT
);
CREATE INDEX channels_push_subscription_account ON channels_push_subscription (account_id, gone_at);
CREATE INDEX channels_push_subscription_household ON channels_push_subscription (household_id, gone_at);

-- Where a push can go now: a subscription ends with the session it was made in.
CREATE VIEW channels_push_v AS
  SELECT p.id, p.account_id, p.household_id, p.ordinal, p.endpoint, p.p256dh, p.auth
  FROM channels_push_subscription p JOIN identity_session_v s ON s.id = p.session_id
  WHERE p.gone_at IS NULL;
