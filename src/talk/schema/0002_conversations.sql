-- One conversation for each village and each group; it has a row here once someone has posted or its leader has set it.
CREATE TABLE talk_conversation (
  area_id TEXT PRIMARY KEY REFERENCES areas_area (id),
  posting TEXT NOT NULL CHECK (posting IN ('everyone', 'leaders')),
  -- How many posts there are, which is the number of the last one.
  posts BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  last_author TEXT NOT NULL,
  last_text TEXT NOT NULL
);

-- A hidden post keeps its text, for those who moderate.
CREATE TABLE talk_post (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  account_id TEXT NOT NULL,
  household_id TEXT REFERENCES households_household (id),
  author_name TEXT NOT NULL,
  -- "household", or the role that the author holds.
  author_role TEXT NOT NULL,
  author_place TEXT NOT NULL,
  body TEXT NOT NULL,
  search_text TEXT NOT NULL,
  hidden_at BIGINT,
  hidden_reason TEXT NOT NULL,
  pinned_at BIGINT,
  UNIQUE (area_id, number)
);
CREATE INDEX talk_post_pinned ON talk_post (area_id, pinned_at) WHERE pinned_at IS NOT NULL;

-- Someone asks that a post be looked at; settled when a leader has done so.
CREATE TABLE talk_report (
  post_id TEXT NOT NULL REFERENCES talk_post (id),
  account_id TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  settled_at BIGINT,
  PRIMARY KEY (post_id, account_id)
);
CREATE INDEX talk_report_open ON talk_report (area_id, at) WHERE settled_at IS NULL;

CREATE TABLE talk_moderation (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  post_id TEXT REFERENCES talk_post (id),
  at BIGINT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('hide', 'show', 'pin', 'unpin', 'keep', 'everyone', 'leaders')),
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX talk_moderation_area ON talk_moderation (area_id, at);
