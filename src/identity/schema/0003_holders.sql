-- Who holds which role where, of accounts that may sign in: for capabilities that route something to a person.
CREATE VIEW identity_holder_v AS
  SELECT r.account_id, a.name, r.role, r.area_id, r.valid_from, r.valid_to
  FROM identity_role r JOIN identity_account a ON a.id = r.account_id
  WHERE a.disabled_at IS NULL;
