-- Where a house stands, for maps of higher capabilities; many have no place yet.
CREATE VIEW households_place_v AS
  SELECT id AS household_id, ordinal, latitude, longitude FROM households_household
  WHERE latitude IS NOT NULL AND longitude IS NOT NULL;
