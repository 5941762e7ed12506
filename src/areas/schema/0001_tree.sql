-- Units and the links between them are dated: nothing is ever overwritten, so figures of a past day can be shown on
-- that day's tree. areas_closure holds today's tree only and is what every permission check asks.
CREATE TABLE areas_area (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('nation', 'province', 'district', 'commune', 'village', 'group')),
  code TEXT,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  position BIGINT NOT NULL,
  -- The positions from the root down, six digits each: sorts units in the order of the tree, and all units below one
  -- share its beginning. Positions of open siblings differ.
  sort_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  version BIGINT NOT NULL,
  is_demo BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX areas_area_order ON areas_area (sort_key);
CREATE INDEX areas_area_code ON areas_area (code, kind);

CREATE TABLE areas_link (
  child_id TEXT NOT NULL REFERENCES areas_area (id),
  parent_id TEXT NOT NULL REFERENCES areas_area (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  PRIMARY KEY (child_id, valid_from)
);
-- A unit stands under one other at a time.
CREATE UNIQUE INDEX areas_link_today ON areas_link (child_id) WHERE valid_to IS NULL;
CREATE INDEX areas_link_parent ON areas_link (parent_id, valid_to);

CREATE TABLE areas_closure (
  ancestor_id TEXT NOT NULL REFERENCES areas_area (id),
  descendant_id TEXT NOT NULL REFERENCES areas_area (id),
  depth BIGINT NOT NULL,
  PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX areas_closure_descendant ON areas_closure (descendant_id, ancestor_id);

CREATE TABLE areas_revision (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  revision BIGINT NOT NULL
);
INSERT INTO areas_revision (id, revision) VALUES (1, 1);

CREATE VIEW areas_area_v AS
  SELECT id, kind, name, position, sort_key, valid_from, valid_to, is_demo FROM areas_area;
