-- What households ask, and what is answered. A question is never deleted: it is answered, merged into another, or closed
-- with the reason, and every step of the way stays in talk_step.
CREATE TABLE talk_question (
  id TEXT PRIMARY KEY,
  household_id TEXT NOT NULL REFERENCES households_household (id),
  asker_name TEXT NOT NULL,
  -- The group that the household belonged to when it asked.
  asker_area_id TEXT NOT NULL REFERENCES areas_area (id),
  -- The question whose thread this one belongs to: itself until it is merged.
  root_id TEXT NOT NULL REFERENCES talk_question (id),
  title TEXT NOT NULL,
  search_text TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'merged', 'closed')),
  -- The unit that is to answer, and the person there; empty: whoever may answer there.
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  assignee_id TEXT NOT NULL,
  assignee_name TEXT NOT NULL,
  -- What it is about, as the household saw it: text only, for other capabilities are not known here.
  about_kind TEXT NOT NULL,
  about_id TEXT NOT NULL,
  about_title TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  -- When the household was last told something, and up to when it has read.
  told_at BIGINT NOT NULL,
  read_at BIGINT NOT NULL
);
CREATE INDEX talk_question_household ON talk_question (household_id, id);
CREATE INDEX talk_question_root ON talk_question (root_id);
CREATE INDEX talk_question_area ON talk_question (area_id, status, due_at);
CREATE INDEX talk_question_status ON talk_question (status, due_at);

-- "ask" is said by a household, "answer" and "closing" by an officer.
CREATE TABLE talk_message (
  id TEXT PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES talk_question (id),
  kind TEXT NOT NULL CHECK (kind IN ('ask', 'answer', 'closing')),
  at BIGINT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  place TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX talk_message_question ON talk_message (question_id, at);

-- Which messages came to which question: its own words, and the answers to its thread. What its household reads is this.
CREATE TABLE talk_delivery (
  question_id TEXT NOT NULL REFERENCES talk_question (id),
  message_id TEXT NOT NULL REFERENCES talk_message (id),
  PRIMARY KEY (question_id, message_id)
);

CREATE TABLE talk_step (
  id TEXT PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES talk_question (id),
  at BIGINT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('asked', 'asked_on', 'forwarded', 'taken', 'answered', 'merged', 'closed')),
  -- The unit where it was done, and where it went.
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  to_area_id TEXT REFERENCES areas_area (id),
  by_name TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX talk_step_question ON talk_step (question_id, at);

-- How a unit answers.
CREATE TABLE talk_unit (
  area_id TEXT PRIMARY KEY REFERENCES areas_area (id),
  answerer_id TEXT NOT NULL,
  answerer_name TEXT NOT NULL,
  due_days BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Answers that are given again and again. One that was removed stays, for what was answered with it.
CREATE TABLE talk_canned (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  search_text TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX talk_canned_area ON talk_canned (area_id, removed_at);
