-- How old the people of a household are: who is called or visited first when help is needed.
CREATE VIEW households_age_v AS
  SELECT household_id, birth_year FROM households_member WHERE valid_to IS NULL AND birth_year IS NOT NULL;
