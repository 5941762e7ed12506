-- Who did what to what, and when. Each lane (one per writer of the database) is a chain of its own: an entry's
-- hash covers the hash before it, so nothing in the middle can be changed, taken out or moved unnoticed.
CREATE TABLE audit_entry (
  lane BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  verb TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  area_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (lane, seq)
);

CREATE INDEX audit_entry_at ON audit_entry (at, lane, seq);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at, lane, seq);

-- Where each chain ends, so that a tail cut off is found too.
CREATE TABLE audit_head (
  lane BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
