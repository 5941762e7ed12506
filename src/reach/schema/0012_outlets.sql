-- What speaks to a whole neighbourhood: clusters of loudspeakers, groups that the Zalo account manages, Facebook pages.
CREATE TABLE reach_outlet (
  number {{identity}},
  channel TEXT NOT NULL,
  address TEXT NOT NULL, -- as the provider knows it
  name TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES areas_area (id), -- whom it speaks to
  removed_at BIGINT
);
CREATE UNIQUE INDEX reach_outlet_address ON reach_outlet (channel, address) WHERE removed_at IS NULL;
CREATE INDEX reach_outlet_area ON reach_outlet (area_id);
