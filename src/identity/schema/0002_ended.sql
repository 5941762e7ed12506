-- Sessions that ended or whose rights changed: every server closes the event streams opened in their name.
CREATE TABLE identity_ended (
  id {{identity}},
  session_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX identity_ended_at ON identity_ended (at);

CREATE INDEX identity_session_past ON identity_session (expires_at) WHERE revoked_at IS NOT NULL;
