-- What coverage counts beside documents, and what belongs to the profile of a collection.
ALTER TABLE extractions ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE extractions ADD COLUMN chunks INTEGER NOT NULL DEFAULT 0;
UPDATE extractions SET pages = (SELECT count(*) FROM pages p WHERE p.extraction_id = extractions.id),
                       chunks = (SELECT count(*) FROM chunks c WHERE c.extraction_id = extractions.id);
-- Nothing asks for one measure over all documents; it was a quarter of a large store.
DROP INDEX measures_by_name;
-- A profile reads these of every document, and not the JSON beside them, which is a hundred times as much.
CREATE INDEX extractions_in_short ON extractions(version_id, id, status, failure_kind, media_type, characters, pages,
                                                 chunks, seconds);
CREATE INDEX scores_in_short ON scores(document_id, value, fit);

DROP VIEW current_documents;
CREATE VIEW current_documents AS
SELECT d.id AS document_id, c.name AS collection, d.root, d.path, v.sha256, v.bytes, e.id AS extraction_id, e.status,
       e.failure_kind, e.failure_message, e.media_type, e.extension, e.characters, e.pages, e.chunks, e.seconds,
       s.value AS score, s.assessed, s.fit, s.worst
FROM documents d
JOIN collections c ON c.id = d.collection_id
JOIN versions v ON v.id = d.current_version
JOIN extractions e ON e.id = (SELECT max(x.id) FROM extractions x WHERE x.version_id = v.id)
LEFT JOIN scores s ON s.document_id = d.id
WHERE d.gone_since IS NULL;

-- Of a collection whose latest run read a sample only what that drew: an earlier run may have read more.
CREATE VIEW latest_samples AS
SELECT c.name AS collection, s.run_id
FROM samples s
JOIN runs r ON r.id = s.run_id
JOIN collections c ON c.id = r.collection_id
WHERE NOT EXISTS (SELECT 1 FROM runs later WHERE later.collection_id = r.collection_id AND later.id > r.id);
CREATE VIEW profiled_documents AS
SELECT d.*
FROM current_documents d
WHERE NOT EXISTS (SELECT 1 FROM latest_samples s WHERE s.collection = d.collection)
   -- The run first, so that each document is looked up by the whole key and not sought through the sample.
   OR EXISTS (SELECT 1 FROM sample_documents x
              WHERE x.run_id = (SELECT s.run_id FROM latest_samples s WHERE s.collection = d.collection)
                AND x.root = d.root AND x.path = d.path);
