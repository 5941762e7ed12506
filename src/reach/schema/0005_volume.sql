-- The segments of an announcement that has grown quiet, bound together (ledger/volume.hpp). Its rows in reach_segment
-- go; evidence that comes later stands there beside the volume.
CREATE TABLE reach_volume (
  announcement_id TEXT PRIMARY KEY REFERENCES reach_announcement (id),
  content BLOB NOT NULL
);
