-- Who speaks for a household: the owner of its representative number, else its head.
CREATE VIEW households_representative_v AS
  SELECT h.id AS household_id, COALESCE(NULLIF(p.owner_name, ''), h.head_name) AS name
  FROM households_household h
  LEFT JOIN households_phone p ON p.household_id = h.id AND p.is_representative = 1;
