CREATE TABLE assembly_poll (
  matter_id TEXT PRIMARY KEY REFERENCES assembly_matter (id),
  several BIGINT NOT NULL,
  results TEXT NOT NULL CHECK (results IN ('sender', 'at_end', 'at_once'))
);

CREATE TABLE assembly_option (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  position BIGINT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (matter_id, position)
);

-- A household's last answer; bit n of `options` is the n-th option.
CREATE TABLE assembly_answer (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  options BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (matter_id, household_id)
);

CREATE TABLE assembly_meeting (
  matter_id TEXT PRIMARY KEY REFERENCES assembly_matter (id),
  place TEXT NOT NULL,
  chair TEXT NOT NULL,
  secretary TEXT NOT NULL,
  conclusion TEXT NOT NULL
);

CREATE TABLE assembly_paper (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  position BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (matter_id, position)
);

-- What a household answered to the invitation, last.
CREATE TABLE assembly_reply (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  answer TEXT NOT NULL CHECK (answer IN ('going', 'not_going', 'proxy')),
  proxy_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (matter_id, household_id)
);

-- Ticked at the door: the last tick of a household by the clock of the device that made it.
CREATE TABLE assembly_attendance (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  present BIGINT NOT NULL,
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (matter_id, household_id)
);
