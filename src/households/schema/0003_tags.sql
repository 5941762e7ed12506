-- What a household is marked with to be found and written to again: "sản xuất nông nghiệp", "không có mạng". Two tags
-- that differ by case or accents alone are one; the first way of writing it stays.
CREATE TABLE households_tag (
  household_id TEXT NOT NULL REFERENCES households_household (id),
  tag_key TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (household_id, tag_key)
);
CREATE INDEX households_tag_key ON households_tag (tag_key, household_id);

CREATE VIEW households_tag_v AS SELECT household_id, tag_key, tag FROM households_tag;

-- Ages without names, for choosing whom to write to.
CREATE VIEW households_age_v AS
  SELECT household_id, birth_year FROM households_member WHERE valid_to IS NULL AND birth_year IS NOT NULL;
