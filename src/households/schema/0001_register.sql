-- The register. A household keeps its ordinal and its code for ever; where it belonged on which day stands in
-- households_membership, and what was changed by whom in households_change.
CREATE TABLE households_household (
  id TEXT PRIMARY KEY,
  ordinal BIGINT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  head_name TEXT NOT NULL,
  address TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  walk_order BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('permanent', 'temporary', 'away', 'moved', 'closed')),
  -- Begins with a blank and holds everything a household is looked for by, folded.
  search_text TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  note TEXT NOT NULL,
  version BIGINT NOT NULL,
  is_demo BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX households_household_walk ON households_household (area_id, walk_order, id);

CREATE TABLE households_membership (
  household_id TEXT NOT NULL REFERENCES households_household (id),
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  PRIMARY KEY (household_id, valid_from)
);
CREATE INDEX households_membership_area ON households_membership (area_id, valid_from);

CREATE TABLE households_member (
  id TEXT NOT NULL,
  household_id TEXT NOT NULL REFERENCES households_household (id),
  name TEXT NOT NULL,
  birth_year BIGINT,
  sex TEXT NOT NULL,
  relation TEXT NOT NULL,
  position BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (household_id, id)
);

CREATE TABLE households_phone (
  id TEXT NOT NULL,
  household_id TEXT NOT NULL REFERENCES households_household (id),
  number TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  is_representative BIGINT NOT NULL,
  has_smartphone BIGINT NOT NULL,
  has_zalo BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (household_id, id)
);

-- One row per field that an edit changed. Two people who edit different fields of the same version both succeed.
CREATE TABLE households_change (
  household_id TEXT NOT NULL REFERENCES households_household (id),
  version BIGINT NOT NULL,
  field TEXT NOT NULL,
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  PRIMARY KEY (household_id, version, field)
);

-- Moves whenever a household enters, leaves or changes its unit: bitmaps of units are built again then.
CREATE TABLE households_revision (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  revision BIGINT NOT NULL
);
INSERT INTO households_revision (id, revision) VALUES (1, 1);

CREATE VIEW households_household_v AS
  SELECT id, ordinal, code, area_id, head_name, address, walk_order, status, search_text, valid_to
  FROM households_household;

CREATE VIEW households_phone_v AS
  SELECT household_id, number, is_representative, has_smartphone, has_zalo, position FROM households_phone;
