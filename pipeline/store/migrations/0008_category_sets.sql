-- The categories of an extraction as one of few sets: most documents agree in all of them with thousands of others, and
-- a profile read a row for each category of each of a million documents.
CREATE TABLE category_sets (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE        -- JSON: value by name, in the order of names
);
ALTER TABLE extractions ADD COLUMN category_set_id INTEGER REFERENCES category_sets(id);

CREATE TEMP TABLE told(extraction_id INTEGER PRIMARY KEY, content TEXT);
INSERT INTO told SELECT extraction_id, json_group_object(name, value)
FROM (SELECT extraction_id, name, value FROM categories ORDER BY extraction_id, name)
GROUP BY extraction_id;
INSERT INTO category_sets(content) SELECT DISTINCT content FROM told;
UPDATE extractions SET category_set_id = (SELECT s.id FROM told t JOIN category_sets s ON s.content = t.content
                                          WHERE t.extraction_id = extractions.id);
DROP TABLE told;
DROP TABLE categories;
CREATE VIEW categories AS
SELECT e.id AS extraction_id, c.key AS name, c.value
FROM extractions e
JOIN category_sets s ON s.id = e.category_set_id, json_each(s.content) c;

DROP INDEX extractions_in_short;
CREATE INDEX extractions_in_short ON extractions(version_id, id, status, failure_kind, media_type, characters, pages,
                                                 chunks, seconds, category_set_id);
