-- What each run left each of its documents with, so that two runs can be compared once the store has moved on.
ALTER TABLE run_documents ADD COLUMN fit INTEGER;   -- NULL: not assessed when the run ended, or it did not end
ALTER TABLE run_documents ADD COLUMN score REAL;
ALTER TABLE run_documents ADD COLUMN cause TEXT;    -- of an unfit document: the rule of its worst finding
ALTER TABLE runs ADD COLUMN rules_key TEXT NOT NULL DEFAULT '';  -- versions of the rules; empty: unknown

-- The verdicts of the latest run of each collection still stand, unless it was broken off and wrote over some.
UPDATE run_documents SET
  (fit, score) = (SELECT s.fit, s.value FROM scores s WHERE s.document_id = run_documents.document_id),
  cause = (SELECT f.rule FROM findings f WHERE f.document_id = run_documents.document_id
           ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.rule
           LIMIT 1)
WHERE run_id IN (SELECT id FROM runs WHERE state = 'done' AND id IN (SELECT max(id) FROM runs GROUP BY collection_id));
UPDATE run_documents SET cause = NULL WHERE fit IS NOT 0;
