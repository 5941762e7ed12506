-- Pictures and papers that go with an announcement. They are added to a draft and never change afterwards.
CREATE TABLE reach_attachment (
  id TEXT PRIMARY KEY,
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL, -- jpeg, png, webp, pdf: by what the file holds
  bytes BIGINT NOT NULL,
  content BLOB NOT NULL,
  preview BLOB, -- of a picture: small enough for a list on a weak network
  added_by_name TEXT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE INDEX reach_attachment_announcement ON reach_attachment (announcement_id, position);
