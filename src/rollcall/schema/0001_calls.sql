-- Safety check-in: after a disaster every household of some units is called, and who has been seen is written down.
CREATE TABLE rollcall_call (
  id TEXT PRIMARY KEY,
  -- The unit in whose name it is held; who may end it holds the permission there.
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  kind TEXT NOT NULL CHECK (kind IN ('flood', 'storm', 'fire', 'landslide', 'other')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  meeting_point TEXT NOT NULL,
  drill BIGINT NOT NULL,
  households BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  started_by TEXT NOT NULL,
  started_by_name TEXT NOT NULL,
  ended_at BIGINT,
  ended_by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- When half, nine tenths and all of the households had been seen; written at the end.
  half_at BIGINT,
  most_at BIGINT,
  all_at BIGINT
);
CREATE INDEX rollcall_call_area ON rollcall_call (area_id, id);

CREATE TABLE rollcall_unit (
  call_id TEXT NOT NULL REFERENCES rollcall_call (id),
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  added_at BIGINT NOT NULL,
  added_by_name TEXT NOT NULL,
  PRIMARY KEY (call_id, area_id)
);
CREATE INDEX rollcall_unit_area ON rollcall_unit (area_id, call_id);

-- The households of a roll-call as they stood in the register when their unit was called, and how each stands now:
-- what its reports, in the order of the moments they tell of, amount to.
CREATE TABLE rollcall_roll (
  call_id TEXT NOT NULL REFERENCES rollcall_call (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  position BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  area_id TEXT NOT NULL,
  area_name TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  head_name TEXT NOT NULL,
  address TEXT NOT NULL,
  search_text TEXT NOT NULL,
  elders BIGINT NOT NULL,
  children BIGINT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('silent', 'safe', 'needs_help', 'helping', 'helped', 'elsewhere', 'not_found')),
  at BIGINT,
  source TEXT,
  by_name TEXT NOT NULL,
  need TEXT,
  people BIGINT,
  place TEXT NOT NULL,
  note TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  need_since BIGINT,
  helper_id TEXT NOT NULL,
  helper_name TEXT NOT NULL,
  -- When it was first seen; NULL while it is not.
  seen_at BIGINT,
  -- In which list it stands, and where in it: whom nobody helps yet before the others, the oldest first; among those
  -- not seen, houses with old people or small children first.
  list TEXT NOT NULL CHECK (list IN ('needs', 'unseen', 'safe')),
  turn BIGINT NOT NULL,
  PRIMARY KEY (call_id, household_id)
);
CREATE UNIQUE INDEX rollcall_roll_position ON rollcall_roll (call_id, position);
CREATE INDEX rollcall_roll_list ON rollcall_roll (call_id, list, turn, position);
CREATE INDEX rollcall_roll_seen ON rollcall_roll (call_id, seen_at);
CREATE INDEX rollcall_roll_household ON rollcall_roll (household_id, call_id);

-- Everything that was ever said of a household: by itself, at its door, by whoever helps it. Never changed.
CREATE TABLE rollcall_report (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES rollcall_call (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  source TEXT NOT NULL CHECK (source IN ('household', 'door', 'help')),
  deed TEXT NOT NULL
    CHECK (deed IN ('safe', 'needs_help', 'elsewhere', 'not_found', 'helping', 'released', 'helped')),
  need TEXT CHECK (need IN ('medical', 'evacuation', 'supplies', 'trapped', 'other')),
  people BIGINT,
  place TEXT NOT NULL,
  note TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  -- The moment it tells of, by the clock of the device that said it, and when it came here.
  at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  by_account TEXT NOT NULL,
  by_name TEXT NOT NULL
);
CREATE INDEX rollcall_report_house ON rollcall_report (call_id, household_id, at);
