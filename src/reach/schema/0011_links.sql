-- The link and the reply code of an announcement in the chat of one group; chats have no programs that read them.
CREATE TABLE reach_chat_link (
  token TEXT PRIMARY KEY,
  announcement_id TEXT NOT NULL REFERENCES reach_announcement (id),
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  code TEXT NOT NULL,
  by_account TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  UNIQUE (announcement_id, area_id)
);
CREATE INDEX reach_chat_link_area ON reach_chat_link (area_id, made_at);

-- Wrong answers to "which house is yours": after a few, the house is not to be guessed at for a while.
CREATE TABLE reach_chat_try (
  id {{identity}},
  ordinal BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX reach_chat_try_house ON reach_chat_try (ordinal, at);
CREATE INDEX reach_chat_try_age ON reach_chat_try (at);

-- Whether anybody of a house is in its group's chat, as the head knows it.
CREATE TABLE reach_chat_member (
  household_id TEXT PRIMARY KEY REFERENCES households_household (id),
  in_chat BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL
);
