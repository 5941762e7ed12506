-- Whose number it is that a message came from.
CREATE INDEX households_phone_number ON households_phone (number);
