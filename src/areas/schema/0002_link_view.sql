-- Which unit stood below which, on all days: what a closed unit belonged to stands only here.
CREATE VIEW areas_link_v AS
  SELECT child_id, parent_id, valid_from, valid_to FROM areas_link;
