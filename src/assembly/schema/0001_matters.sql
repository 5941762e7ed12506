-- What a village decides together: a household vote, a poll or a meeting, and the households it concerns.
CREATE TABLE assembly_matter (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('vote', 'poll', 'meeting')),
  sender_area_id TEXT NOT NULL REFERENCES areas_area (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'asking', 'open', 'closed', 'counted', 'sent', 'cancelled')),
  opened_at BIGINT,
  -- When answers end; of a meeting, when it begins. A vote or poll whose time is up is closed, whatever status says.
  ends_at BIGINT,
  closed_at BIGINT,
  reason TEXT NOT NULL,
  houses BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX assembly_matter_sender ON assembly_matter (sender_area_id, id);
CREATE INDEX assembly_matter_due ON assembly_matter (status, ends_at);

CREATE TABLE assembly_unit (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  PRIMARY KEY (matter_id, area_id)
);
CREATE INDEX assembly_unit_area ON assembly_unit (area_id, matter_id);

-- The households of a matter, as they were on the day it was put to them. What changes in the register afterwards
-- changes nothing here.
CREATE TABLE assembly_roll (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  ordinal BIGINT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  head_name TEXT NOT NULL,
  address TEXT NOT NULL,
  area_id TEXT NOT NULL,
  area_name TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (matter_id, household_id)
);
CREATE INDEX assembly_roll_household ON assembly_roll (household_id, matter_id);
CREATE UNIQUE INDEX assembly_roll_code ON assembly_roll (matter_id, code);
CREATE UNIQUE INDEX assembly_roll_position ON assembly_roll (matter_id, position);

CREATE TABLE assembly_extension (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  at BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (matter_id, from_at)
);

-- The kinds of matter that a unit, and those below it, may put to a vote; version counts its changes.
CREATE TABLE assembly_kinds (
  area_id TEXT PRIMARY KEY REFERENCES areas_area (id),
  version BIGINT NOT NULL
);
CREATE TABLE assembly_kind (
  area_id TEXT NOT NULL REFERENCES assembly_kinds (area_id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  clause BIGINT NOT NULL,
  legal_basis TEXT NOT NULL,
  PRIMARY KEY (area_id, position)
);
