-- Sessions that may still be signed in: what belongs to a device ends with its session.
CREATE VIEW identity_session_v AS
  SELECT id, account_id, expires_at FROM identity_session WHERE revoked_at IS NULL;
