-- The segments of an announcement that has grown quiet, bound together (ledger/volume.hpp). Its rows in reach_segment
-- go; evidence that comes later stands there beside the volume.
CREATE TABLE reach_volume (
  announcement_id TEXT PRIMARY KEY REFERENCES reach_announcement (id),
  content BLOB NOT NULL
);

-- The last segment there was when binding was last thought of, and when that was: what is bound has been on disk for so
-- long that every server has seen it.
CREATE TABLE reach_binding (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  up_to BIGINT NOT NULL,
  noted_at BIGINT NOT NULL
);
INSERT INTO reach_binding (id, up_to, noted_at) VALUES (1, 0, 0);
