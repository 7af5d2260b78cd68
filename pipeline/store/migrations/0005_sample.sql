-- A run that drew a sample: what it was drawn from, so that figures about the whole can be estimated from what was read.
CREATE TABLE samples (
  run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,
  seed INTEGER NOT NULL,
  jobs INTEGER NOT NULL               -- workers that read at the same time
);
CREATE TABLE sample_strata (
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,            -- from 0
  title TEXT NOT NULL,                -- for people: type, folder, size
  documents INTEGER NOT NULL,         -- found, read or not
  bytes INTEGER NOT NULL,
  PRIMARY KEY (run_id, number)
) WITHOUT ROWID;
-- What was drawn, read yet or not.
CREATE TABLE sample_documents (
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  root TEXT NOT NULL,
  path TEXT NOT NULL,
  stratum INTEGER NOT NULL,
  PRIMARY KEY (run_id, root, path)
) WITHOUT ROWID;
