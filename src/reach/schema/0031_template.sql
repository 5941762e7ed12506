-- Announcements that are written again and again: what changes stands in braces, "Họp lúc {giờ} tại {nơi họp}".
CREATE TABLE reach_template (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL, -- whose it is; units below use it too
  name TEXT NOT NULL,
  content_class BIGINT NOT NULL,
  ask_confirmation BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_by_name TEXT NOT NULL,
  saved_at BIGINT NOT NULL
);
CREATE INDEX reach_template_area ON reach_template (area_id);
