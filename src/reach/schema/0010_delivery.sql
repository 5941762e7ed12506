-- Addresses that the register of households does not hold: followers of the Zalo account, e-mail. `handle` is what is
-- kept about an address elsewhere. Devices that take push messages stand with the channels.
CREATE TABLE reach_address (
  channel TEXT NOT NULL,
  handle TEXT NOT NULL,
  address TEXT NOT NULL,
  household_id TEXT NOT NULL REFERENCES households_household (id),
  ordinal BIGINT NOT NULL,
  told_at BIGINT NOT NULL,
  PRIMARY KEY (channel, handle)
);
CREATE INDEX reach_address_ordinal ON reach_address (channel, ordinal, told_at);

-- Addresses that a provider says no longer exist, phone numbers of the register too.
CREATE TABLE reach_gone (
  channel TEXT NOT NULL,
  handle TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (channel, handle)
);

-- Households that do not want to be written to on a channel.
CREATE TABLE reach_opt_out (
  ordinal BIGINT NOT NULL,
  channel TEXT NOT NULL,
  household_id TEXT NOT NULL REFERENCES households_household (id),
  by_account TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (ordinal, channel)
);
CREATE INDEX reach_opt_out_channel ON reach_opt_out (channel, ordinal);

-- One decision to write to many, with what it was decided under.
CREATE TABLE reach_dispatch (
  id {{identity}},
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  channel TEXT NOT NULL,
  not_before BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  quiet_from BIGINT NOT NULL, -- minutes of the day
  quiet_to BIGINT NOT NULL,
  wanted BIGINT NOT NULL, -- the grade of evidence that makes the message needless
  at BIGINT NOT NULL
);

-- Whom a dispatch is for, a few thousand a row: those still waiting (`targets` counts them), those who were spared, for
-- their evidence came before a message left, and those for whom it grew too late. Everyone else of it has a row in
-- reach_message.
CREATE TABLE reach_batch (
  id {{identity}},
  dispatch_id BIGINT NOT NULL REFERENCES reach_dispatch (id),
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  channel TEXT NOT NULL,
  not_before BIGINT NOT NULL,
  waiting BLOB NOT NULL,
  targets BIGINT NOT NULL,
  spared BLOB NOT NULL,
  late BLOB NOT NULL,
  version BIGINT NOT NULL,
  lease_by TEXT NOT NULL, -- the server that works on it, until:
  lease_until BIGINT NOT NULL
);
CREATE INDEX reach_batch_due ON reach_batch (channel, not_before, id) WHERE targets > 0;
CREATE INDEX reach_batch_announcement ON reach_batch (announcement_id, channel);

-- Whoever was handed out on a channel for an announcement is never handed out again.
CREATE TABLE reach_handed (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  channel TEXT NOT NULL,
  bitmap BLOB NOT NULL,
  PRIMARY KEY (announcement_id, channel)
);

-- One message: to the household of the ordinal `target`, or from channels that speak to a whole neighbourhood, to the
-- outlet of that number. Its key is what the provider knows it by, and the word in its short link.
CREATE TABLE reach_message (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  channel TEXT NOT NULL,
  target BIGINT NOT NULL,
  dispatch_id BIGINT NOT NULL REFERENCES reach_dispatch (id),
  key TEXT NOT NULL UNIQUE,
  handle TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'retry', 'accepted', 'delivered', 'seen', 'refused', 'gone',
    'uncertain', 'spared', 'stopped')),
  reason TEXT NOT NULL,
  provider_id TEXT,
  attempts BIGINT NOT NULL,
  doubtful BIGINT NOT NULL, -- some attempt may have been sent without our learning of it
  cost BIGINT NOT NULL,
  due_at BIGINT, -- retry: not before; sending: the lease's end; otherwise null
  lease_by TEXT NOT NULL,
  sent_at BIGINT NOT NULL, -- the last time it was handed to the provider
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (announcement_id, channel, target)
);
CREATE INDEX reach_message_due ON reach_message (channel, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX reach_message_provider ON reach_message (channel, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX reach_message_handle ON reach_message (channel, handle, sent_at);
CREATE INDEX reach_message_sent ON reach_message (channel, sent_at);

-- Reports about messages that are not known yet, for a report may overtake the answer to the sending; kept for a week.
CREATE TABLE reach_stray_report (
  channel TEXT NOT NULL,
  id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  key TEXT NOT NULL,
  handle TEXT NOT NULL,
  what TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (channel, id)
);
CREATE INDEX reach_stray_report_provider ON reach_stray_report (channel, provider_id);
CREATE INDEX reach_stray_report_handle ON reach_stray_report (channel, handle);
CREATE INDEX reach_stray_report_age ON reach_stray_report (received_at);

-- What people wrote back on a channel.
CREATE TABLE reach_reply (
  channel TEXT NOT NULL,
  id TEXT NOT NULL,
  handle TEXT NOT NULL,
  ordinal BIGINT, -- null: nobody knows whose address it is
  announcement_id TEXT REFERENCES reach_announcement (id), -- the last one written about to this address
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (channel, id)
);
CREATE INDEX reach_reply_announcement ON reach_reply (announcement_id, received_at);
