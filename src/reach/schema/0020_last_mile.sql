-- Every tick at a door, as the device that made it told of it. The key is the device's own: the same tick sent again
-- is the same tick, whatever became of it. reach_told holds, per announcement and door, the one that counts.
CREATE TABLE reach_tick (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  by_account TEXT NOT NULL,
  made_at BIGINT NOT NULL, -- by the clock of the device, right or wrong
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL, -- when the household was told, as far as the server believes it
  recorded_at BIGINT NOT NULL,
  note TEXT NOT NULL,
  sheet_id TEXT, -- of the paper it was entered from
  -- Where it was made, only when the person who walks chose to add it; removed after half a year.
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  accuracy DOUBLE PRECISION, -- metres
  retracted_at BIGINT,
  PRIMARY KEY (announcement_id, household_id, by_account, made_at)
);
CREATE INDEX reach_tick_place ON reach_tick (recorded_at) WHERE latitude IS NOT NULL;

INSERT INTO reach_tick (announcement_id, household_id, by_account, made_at, by_name, at, recorded_at, note, retracted_at)
  SELECT announcement_id, household_id, by_account, at, by_name, at, recorded_at, note, retracted_at FROM reach_told;

-- What was found at a door, knock by knock. "met" follows from a tick; the others say why nobody was told there.
-- None of it is evidence of an announcement.
CREATE TABLE reach_visit (
  household_id TEXT NOT NULL REFERENCES households_household (id),
  by_account TEXT NOT NULL,
  made_at BIGINT NOT NULL, -- by the clock of the device: the same message sent again is the same
  ordinal BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('met', 'absent', 'refused', 'moved', 'none')),
  at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  until TEXT, -- the last day of the mute that it brought
  note TEXT NOT NULL,
  standing BIGINT NOT NULL, -- 1 for the newest word on this door
  PRIMARY KEY (household_id, by_account, made_at)
);
CREATE INDEX reach_visit_standing ON reach_visit (ordinal) WHERE standing = 1;

-- A printed walking list: which house stood at which number, missing what. The digest is of all that is printed,
-- so that the same list printed again is the same sheet.
CREATE TABLE reach_sheet (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL UNIQUE,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  printed_by_name TEXT NOT NULL,
  printed_at BIGINT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX reach_sheet_printed ON reach_sheet (printed_at);
