-- An announcement is edited only as a draft; once published only its withdrawal changes it.
CREATE TABLE reach_announcement (
  id TEXT PRIMARY KEY,
  sender_area_id TEXT NOT NULL REFERENCES areas_area (id),
  title TEXT NOT NULL,
  content_class BIGINT NOT NULL CHECK (content_class BETWEEN 1 AND 14),
  ask_confirmation BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  created_by TEXT NOT NULL,
  created_by_name TEXT NOT NULL,
  published_by TEXT,
  published_by_name TEXT,
  published_at BIGINT,
  withdrawn_at BIGINT,
  withdrawn_reason TEXT,
  audience_count BIGINT NOT NULL,
  listed_at BIGINT NOT NULL, -- its place in lists: last edit of a draft, publication of all others
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  body TEXT NOT NULL -- the last, for SQLite reads a row from its beginning
);
CREATE INDEX reach_announcement_sender ON reach_announcement (sender_area_id, listed_at);
CREATE INDEX reach_announcement_updated ON reach_announcement (updated_at);

-- What was ticked.
CREATE TABLE reach_audience_unit (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  PRIMARY KEY (announcement_id, area_id)
);
CREATE INDEX reach_audience_unit_area ON reach_audience_unit (area_id, announcement_id);

-- Which household stood in which unit on a day of publication. Announcements that saw the same register share one:
-- the id is a digest of the content.
CREATE TABLE reach_roster (
  id TEXT PRIMARY KEY,
  content BLOB NOT NULL
);

-- The households of an announcement, fixed on the day of publication: the denominator of every figure.
CREATE TABLE reach_audience (
  announcement_id TEXT PRIMARY KEY REFERENCES reach_announcement (id),
  roster_id TEXT NOT NULL REFERENCES reach_roster (id),
  bitmap BLOB NOT NULL
);

-- Receipts, many households a row; rows of one key are added together, so writing one twice changes nothing.
CREATE TABLE reach_segment (
  id {{identity}},
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  grade BIGINT NOT NULL,
  channel BIGINT NOT NULL,
  hour BIGINT NOT NULL, -- hours since 1970-01-01T00:00Z
  bitmap BLOB NOT NULL,
  receipts BIGINT NOT NULL
);
CREATE INDEX reach_segment_key ON reach_segment (announcement_id, grade, channel, hour, id);

-- How far the segments have been looked through for some to merge.
CREATE TABLE reach_merge (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  up_to BIGINT NOT NULL
);
INSERT INTO reach_merge (id, up_to) VALUES (1, 0);

-- Who pressed "đã rõ", to the millisecond.
CREATE TABLE reach_confirmation (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  ordinal BIGINT NOT NULL,
  account_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (announcement_id, ordinal)
);

-- Told in person, by whom; the only evidence that can be taken back.
CREATE TABLE reach_told (
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  ordinal BIGINT NOT NULL,
  by_account TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  note TEXT NOT NULL,
  retracted_at BIGINT,
  changed_at BIGINT NOT NULL, -- the later of recorded_at and retracted_at
  PRIMARY KEY (announcement_id, household_id)
);
CREATE INDEX reach_told_changed ON reach_told (changed_at);
