CREATE VIEW households_membership_v AS
  SELECT household_id, area_id, valid_from, valid_to FROM households_membership;
