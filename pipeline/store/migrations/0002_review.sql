-- What people decided about flags, and every decision ever made, in a chain in which none can be changed unseen.
CREATE TABLE decisions (
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  rule TEXT NOT NULL,                 -- of the flag; empty: of the whole document
  state TEXT NOT NULL,                -- new, in review, released, fixed, waived, rejected
  until TEXT,                         -- of a waiver: the last day on which it holds, ISO 8601
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided TEXT NOT NULL,              -- UTC, ISO 8601
  sha256 TEXT NOT NULL,               -- of the version that was decided on
  PRIMARY KEY (document_id, rule)
) WITHOUT ROWID;

CREATE TABLE audit (
  number INTEGER PRIMARY KEY,         -- from 1, without gaps
  decided TEXT NOT NULL,
  person TEXT NOT NULL,
  root TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
  rule TEXT NOT NULL, state TEXT NOT NULL, until TEXT NOT NULL, reason TEXT NOT NULL,
  hash TEXT NOT NULL                  -- SHA-256 of the hash before it and of this entry, hex
);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
