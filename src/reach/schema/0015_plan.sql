-- How an announcement is to reach everyone by its deadline. Written with the draft, set going by the publication.
CREATE TABLE reach_plan (
  announcement_id TEXT PRIMARY KEY REFERENCES reach_announcement (id),
  deadline BIGINT, -- none: the app alone, and nothing is promised
  mode TEXT NOT NULL CHECK (mode IN ('app', 'waves', 'at_once')),
  kinds TEXT NOT NULL, -- the ways that were chosen, in order
  urgent_reason TEXT, -- why quiet hours may be broken
  state TEXT NOT NULL CHECK (state IN ('draft', 'running', 'stopped', 'done')),
  stopped_by_name TEXT,
  stopped_at BIGINT,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX reach_plan_deadline ON reach_plan (state, deadline);

-- A wave is started once: whoever changes its state from 'waiting' hands its messages out in the same transaction.
CREATE TABLE reach_wave (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'started', 'skipped')),
  due_at BIGINT NOT NULL,
  started_at BIGINT,
  started_by_name TEXT, -- who did not want to wait; the timer has no name
  skip TEXT NOT NULL, -- why it was skipped
  expected DOUBLE PRECISION NOT NULL, -- households it was thought to be for
  households BIGINT NOT NULL, -- those it was for in the end
  muted BIGINT NOT NULL, -- those it left out because they are away, moved or want no visits
  cost BIGINT NOT NULL, -- đồng, by the price of that day
  bitmap BLOB NOT NULL,
  PRIMARY KEY (announcement_id, position)
);
CREATE INDEX reach_wave_due ON reach_wave (state, due_at);

-- Hours in which a unit and those below it are not disturbed, in minutes of the day.
CREATE TABLE reach_quiet (
  area_id TEXT PRIMARY KEY REFERENCES areas_area (id),
  quiet_from BIGINT NOT NULL,
  quiet_to BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Households that waves leave alone for a while. They stay in every denominator.
CREATE TABLE reach_mute (
  household_id TEXT PRIMARY KEY REFERENCES households_household (id),
  ordinal BIGINT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('away', 'moved', 'refused')),
  until_date TEXT NOT NULL, -- the last day; resumes by itself the day after
  note TEXT NOT NULL,
  by_account TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  lifted_at BIGINT
);
CREATE INDEX reach_mute_until ON reach_mute (until_date);
CREATE INDEX reach_mute_ordinal ON reach_mute (ordinal);

-- What was expected of an announcement when it was published, and what became of it.
CREATE TABLE reach_forecast (
  announcement_id TEXT PRIMARY KEY REFERENCES reach_announcement (id),
  made_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  households BIGINT NOT NULL,
  expected DOUBLE PRECISION NOT NULL,
  low DOUBLE PRECISION NOT NULL,
  high DOUBLE PRECISION NOT NULL,
  variance DOUBLE PRECISION NOT NULL,
  chances BLOB, -- a byte a household; gone once it was compared
  scored_at BIGINT,
  reached BIGINT,
  brier DOUBLE PRECISION
);
CREATE INDEX reach_forecast_scored ON reach_forecast (scored_at);

CREATE TABLE reach_forecast_bin (
  announcement_id TEXT NOT NULL REFERENCES reach_forecast (announcement_id),
  bin BIGINT NOT NULL, -- chances from bin / 10 on
  households BIGINT NOT NULL,
  expected DOUBLE PRECISION NOT NULL,
  reached BIGINT NOT NULL,
  PRIMARY KEY (announcement_id, bin)
);

-- What the ledger has shown of each household: 4096 neighbouring ordinals a row, 14 bytes a household.
CREATE TABLE reach_habits (
  chunk BIGINT PRIMARY KEY,
  content BLOB NOT NULL
);

-- How long each way takes in a commune; the empty id stands for everywhere.
CREATE TABLE reach_pace (
  area_id TEXT NOT NULL,
  way BIGINT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (area_id, way)
);

-- How far a finished announcement has been learned from: the next chunk, or none when it is done.
CREATE TABLE reach_lesson (
  announcement_id TEXT PRIMARY KEY REFERENCES reach_announcement (id),
  due_at BIGINT NOT NULL,
  next_chunk BIGINT
);
CREATE INDEX reach_lesson_due ON reach_lesson (next_chunk, due_at);
