-- The store: what was read, measured, found and scored. Forward only; never edit a migration that was released.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  collection_id INTEGER NOT NULL REFERENCES collections(id),
  command TEXT NOT NULL,
  started TEXT NOT NULL,
  finished TEXT,                      -- NULL: running, or killed
  state TEXT NOT NULL,                -- running, done, interrupted, failed
  today TEXT NOT NULL,                -- the date that freshness is judged by
  assay_version TEXT NOT NULL,
  extractors_key TEXT NOT NULL,
  policy_key TEXT NOT NULL,
  policy_toml TEXT NOT NULL,
  sandbox TEXT NOT NULL,              -- what was applied, and what could not be
  discovered INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0,
  reused INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  seconds REAL,
  ok INTEGER NOT NULL DEFAULT 0,
  partial INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  flagged INTEGER NOT NULL DEFAULT 0  -- with a finding that makes them unfit
);

CREATE TABLE collections (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  roots TEXT NOT NULL DEFAULT '[]'    -- JSON list
);

-- A document is a path in a collection; what stood there is a version.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  collection_id INTEGER NOT NULL REFERENCES collections(id),
  path TEXT NOT NULL,                 -- relative to its root
  root TEXT NOT NULL,
  current_version INTEGER REFERENCES versions(id),
  gone_since TEXT,                    -- not found by the last complete run
  size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER,   -- as last seen: unchanged needs no reading
  UNIQUE (collection_id, root, path)
);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  first_run INTEGER NOT NULL REFERENCES runs(id),
  UNIQUE (document_id, sha256)
);

-- What reading a version gave, once for each set of extractors. The latest (highest id) is the one that counts.
CREATE TABLE extractions (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES versions(id) ON DELETE CASCADE,
  extractors_key TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs(id),
  status TEXT NOT NULL,               -- ok, partial, failed, skipped
  failure_kind TEXT, failure_message TEXT, failure_detail TEXT,
  media_type TEXT NOT NULL, extension TEXT NOT NULL,
  metadata TEXT NOT NULL DEFAULT '{}',   -- JSON
  notices TEXT NOT NULL DEFAULT '[]',    -- JSON
  signature TEXT NOT NULL DEFAULT '{}',  -- JSON
  characters INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 1,   -- how often it was tried: failures that may pass are tried again, not for ever
  UNIQUE (version_id, extractors_key)
);

-- Exactly one row per discovered file and run.
CREATE TABLE run_documents (
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  reused INTEGER NOT NULL,
  PRIMARY KEY (run_id, document_id)
) WITHOUT ROWID;

CREATE TABLE pages (
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  width REAL, height REAL, rotation INTEGER,
  text_source TEXT NOT NULL, text_source_reason TEXT NOT NULL, origin TEXT NOT NULL,
  language TEXT,
  predicted_cer REAL, predicted_cer_low REAL, predicted_cer_high REAL,
  ink_coverage REAL,
  PRIMARY KEY (extraction_id, number)
) WITHOUT ROWID;

CREATE TABLE tables (
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,            -- from 0, in reading order
  found_by TEXT NOT NULL,
  page INTEGER, sheet TEXT, range TEXT,
  rows INTEGER NOT NULL, columns INTEGER NOT NULL, header_rows INTEGER NOT NULL,
  hidden INTEGER NOT NULL, confidence REAL,
  PRIMARY KEY (extraction_id, number)
) WITHOUT ROWID;

CREATE TABLE measures (
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,                -- document, page, table
  number INTEGER NOT NULL,            -- page, or table; 0 for the document
  value REAL NOT NULL, low REAL, high REAL, n REAL NOT NULL,
  place TEXT, evidence TEXT,          -- place as JSON
  PRIMARY KEY (extraction_id, name, scope, number)
) WITHOUT ROWID;

CREATE TABLE categories (
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (extraction_id, name)
) WITHOUT ROWID;

-- Findings and scores belong to a document under a policy: a new policy writes new ones without reading again.
CREATE TABLE scores (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  policy_key TEXT NOT NULL,
  value REAL, assessed REAL NOT NULL, fit INTEGER NOT NULL, worst TEXT, cap REAL NOT NULL,
  components TEXT NOT NULL,           -- JSON
  outcomes TEXT NOT NULL,             -- JSON
  assessment_key TEXT NOT NULL DEFAULT '',  -- rules, policy and date it was made with: equal means up to date
  between_key TEXT NOT NULL DEFAULT '',     -- hash of the findings between documents that went in; empty: none
  UNIQUE (document_id)
);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  rule TEXT NOT NULL, dimension TEXT NOT NULL, severity TEXT NOT NULL,
  message TEXT NOT NULL, evidence TEXT NOT NULL, advice TEXT NOT NULL,
  page INTEGER,
  place TEXT NOT NULL,                -- in words
  place_json TEXT NOT NULL            -- with box, sheet, range, part, paragraph
);
CREATE INDEX findings_by_document ON findings(document_id);
CREATE INDEX findings_by_rule ON findings(rule);

CREATE TABLE chunks (
  extraction_id INTEGER NOT NULL REFERENCES extractions(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,            -- from 0, in reading order
  kind TEXT NOT NULL,                 -- text, table
  text TEXT NOT NULL,
  heading_path TEXT NOT NULL,         -- JSON list
  first_page INTEGER, last_page INTEGER,
  table_number INTEGER, first_row INTEGER, last_row INTEGER,
  PRIMARY KEY (extraction_id, number)
);

CREATE INDEX run_documents_by_document ON run_documents(document_id);
CREATE INDEX run_documents_by_extraction ON run_documents(extraction_id);
CREATE INDEX scores_by_extraction ON scores(extraction_id);
CREATE INDEX measures_by_name ON measures(name, scope);

CREATE VIEW current_documents AS
SELECT d.id AS document_id, c.name AS collection, d.root, d.path, v.sha256, v.bytes, e.id AS extraction_id, e.status,
       e.failure_kind, e.failure_message, e.media_type, e.extension, e.characters, e.seconds,
       s.value AS score, s.assessed, s.fit, s.worst
FROM documents d
JOIN collections c ON c.id = d.collection_id
JOIN versions v ON v.id = d.current_version
JOIN extractions e ON e.id = (SELECT max(x.id) FROM extractions x WHERE x.version_id = v.id)
LEFT JOIN scores s ON s.document_id = d.id
WHERE d.gone_since IS NULL;
