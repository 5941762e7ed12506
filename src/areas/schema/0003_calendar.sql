-- Days that a unit keeps otherwise than the law says: swapped days, days off that only the yearly notice tells. They
-- hold for the unit and for those below it; the nearest unit's counts.
CREATE TABLE areas_calendar_day (
  area_id TEXT NOT NULL REFERENCES areas_area (id),
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'compensatory', 'swap_off', 'swap_work')),
  note TEXT NOT NULL,
  entered_by_name TEXT NOT NULL,
  entered_at BIGINT NOT NULL,
  PRIMARY KEY (area_id, day)
);
