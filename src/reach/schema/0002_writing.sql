-- What stands behind an announcement, when it begins and ends, and which version it replaces.
ALTER TABLE reach_announcement ADD COLUMN decision_number TEXT NOT NULL DEFAULT '';
ALTER TABLE reach_announcement ADD COLUMN decision_date TEXT;
ALTER TABLE reach_announcement ADD COLUMN expires_at BIGINT;
-- A draft that publishes itself then, in the name of the officer who said so; what kept it from it.
ALTER TABLE reach_announcement ADD COLUMN publish_at BIGINT;
ALTER TABLE reach_announcement ADD COLUMN scheduled_by TEXT;
ALTER TABLE reach_announcement ADD COLUMN scheduled_by_name TEXT;
ALTER TABLE reach_announcement ADD COLUMN publish_fault TEXT;
-- A correction is an announcement of its own; once published, what it corrects is withdrawn and names it.
ALTER TABLE reach_announcement ADD COLUMN corrects_id TEXT REFERENCES reach_announcement (id);
ALTER TABLE reach_announcement ADD COLUMN corrected_by_id TEXT REFERENCES reach_announcement (id);
ALTER TABLE reach_announcement ADD COLUMN change_note TEXT NOT NULL DEFAULT '';
-- A draft thrown away; it can be taken back.
ALTER TABLE reach_announcement ADD COLUMN discarded_at BIGINT;
CREATE INDEX reach_announcement_corrects ON reach_announcement (corrects_id);

-- The version at which each field of a draft was last changed, and by whom: two people who change different fields of
-- the same version both succeed.
CREATE TABLE reach_draft_change (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  field TEXT NOT NULL,
  version BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (announcement_id, field)
);

-- What a unit asks of a class of content otherwise than the program does; holds for the units below it too.
CREATE TABLE reach_class_rule (
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  content_class BIGINT NOT NULL CHECK (content_class BETWEEN 1 AND 14),
  deadline_days BIGINT,
  loudspeaker_days BIGINT,
  posting_days BIGINT,
  permanent BIGINT NOT NULL,
  set_by_name TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (area_id, content_class)
);

-- Which of the households of the ticked units, and the same in words.
ALTER TABLE reach_announcement ADD COLUMN audience_filter TEXT NOT NULL DEFAULT '';
ALTER TABLE reach_announcement ADD COLUMN audience_words TEXT NOT NULL DEFAULT '';

-- An audience under a name, for the unit it belongs to and those above it.
CREATE TABLE reach_saved_audience (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  name TEXT NOT NULL,
  area_ids TEXT NOT NULL,
  filter TEXT NOT NULL,
  words TEXT NOT NULL,
  saved_by_name TEXT NOT NULL,
  saved_at BIGINT NOT NULL
);
CREATE INDEX reach_saved_audience_area ON reach_saved_audience (area_id, name);
