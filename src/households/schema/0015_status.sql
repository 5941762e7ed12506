-- Those who are away or gone are few, and asked for often.
CREATE INDEX households_household_status ON households_household (status, ordinal);
