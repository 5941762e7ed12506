-- The lawful household vote. Who agreed that no meeting is needed, who counts, what was counted and what the minutes
-- say.
CREATE TABLE assembly_vote (
  matter_id TEXT PRIMARY KEY REFERENCES assembly_matter (id),
  kind_name TEXT NOT NULL,
  clause BIGINT NOT NULL,
  legal_basis TEXT NOT NULL,
  secrecy TEXT NOT NULL CHECK (secrecy IN ('open', 'secret')),
  village_head TEXT NOT NULL,
  front_head TEXT NOT NULL,
  agreed_on TEXT,
  -- Of a secret vote: its own key, sealed under the key of the data folder; gone once the vote is counted.
  seal_key TEXT,
  box_agree BIGINT,
  box_disagree BIGINT,
  box_other BIGINT,
  box_invalid BIGINT,
  box_opinions TEXT NOT NULL,
  counted_at BIGINT,
  agree BIGINT,
  disagree BIGINT,
  other BIGINT,
  invalid BIGINT,
  heading TEXT NOT NULL,
  place TEXT NOT NULL,
  secretary TEXT NOT NULL,
  note TEXT NOT NULL,
  signed_on TEXT,
  sent_on TEXT,
  sent_to TEXT NOT NULL
);

-- Those who gather the opinions, in order; the first heads them.
CREATE TABLE assembly_team (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  office TEXT NOT NULL,
  from_front BIGINT NOT NULL,
  PRIMARY KEY (matter_id, position)
);

-- Whether a household agrees to vote online: its last answer.
CREATE TABLE assembly_consent (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  agrees BIGINT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('app', 'paper')),
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (matter_id, household_id)
);

-- Every ballot that was ever given, also those that others took the place of. In an open vote `choice` says what was
-- chosen (NULL: an invalid paper). In a secret vote it is NULL: a phone's choice is in `sealed` until the vote is
-- counted and nowhere afterwards, a paper's choice is in the box.
CREATE TABLE assembly_ballot (
  id TEXT PRIMARY KEY,
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  way TEXT NOT NULL CHECK (way IN ('app', 'paper')),
  choice TEXT CHECK (choice IN ('agree', 'disagree', 'other')),
  opinion TEXT NOT NULL,
  sealed TEXT,
  session_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  retracted_at BIGINT,
  retracted_by TEXT
);
CREATE INDEX assembly_ballot_house ON assembly_ballot (matter_id, household_id, id);

-- Which ballots of a household stand: its last by phone and its last on paper. Where both do, the paper counts.
CREATE TABLE assembly_cast (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  household_id TEXT NOT NULL REFERENCES households_household (id),
  app_id TEXT REFERENCES assembly_ballot (id),
  paper_id TEXT REFERENCES assembly_ballot (id),
  PRIMARY KEY (matter_id, household_id)
);

-- Other opinions as they were counted, without who gave them.
CREATE TABLE assembly_opinion (
  matter_id TEXT NOT NULL REFERENCES assembly_matter (id),
  position BIGINT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (matter_id, position)
);
