CREATE TABLE samples_sample (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  title TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX samples_sample_area ON samples_sample (area_id, id);
CREATE INDEX samples_sample_day ON samples_sample (area_id, created_at);
