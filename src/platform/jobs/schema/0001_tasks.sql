CREATE TABLE jobs_task (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  task_key TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
  last_error TEXT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX jobs_task_waiting_key ON jobs_task (kind, task_key) WHERE state = 'waiting';
CREATE INDEX jobs_task_due ON jobs_task (state, run_at);
