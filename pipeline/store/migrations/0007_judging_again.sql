-- Judging again reads one value a document and writes what differs.
-- What rules look at, once more: measures and categories as they are, packed (pipeline/store/packed_facts.hpp).
CREATE TABLE measure_names (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE packed_facts (
  extraction_id INTEGER PRIMARY KEY REFERENCES extractions(id) ON DELETE CASCADE,
  content BLOB NOT NULL
);

-- What the rules said, in letters: the list of all of them as JSON was the half of a store.
CREATE TABLE rule_lists (
  id INTEGER PRIMARY KEY,
  rules TEXT NOT NULL UNIQUE          -- JSON list of those that judged, in their order
);
ALTER TABLE scores ADD COLUMN rule_list_id INTEGER REFERENCES rule_lists(id);
ALTER TABLE scores ADD COLUMN notes TEXT NOT NULL DEFAULT '{}';  -- JSON: why, by rule, where it is not the usual reason

-- Of the scores from before, most of which say the same: rules, a letter for each, and unusual notes.
CREATE TEMP TABLE spelled AS
SELECT s.outcomes AS was, '[' || group_concat(json_quote(json_extract(o.value, '$.rule'))) || ']' AS rules,
       group_concat(CASE json_extract(o.value, '$.outcome') WHEN 'pass' THEN 'p' WHEN 'fail' THEN 'f'
                    WHEN 'not_applicable' THEN 'n' WHEN 'unknown' THEN 'u' ELSE 'e' END, '') AS letters,
       json_group_object(json_extract(o.value, '$.rule'), json_extract(o.value, '$.note')) FILTER (
         WHERE json_extract(o.value, '$.note') <> 'what it looks at is not known of this document') AS notes
FROM (SELECT DISTINCT outcomes FROM scores) s,
     json_each(CASE WHEN json_valid(s.outcomes) THEN s.outcomes ELSE '[]' END) o
GROUP BY s.outcomes;
CREATE INDEX temp.spelled_by_text ON spelled(was);
INSERT INTO rule_lists(rules) SELECT DISTINCT rules FROM spelled;
UPDATE scores SET (outcomes, notes, rule_list_id) = (
  SELECT coalesce(p.letters, ''), coalesce(p.notes, '{}'), (SELECT l.id FROM rule_lists l WHERE l.rules = p.rules)
  FROM (SELECT 1) LEFT JOIN spelled p ON p.was = scores.outcomes);
DROP TABLE spelled;

-- scores.outcomes: p pass, f fail, n not applicable, u unknown, e error of the rule.
CREATE VIEW outcomes AS
SELECT s.document_id, r.key AS number, r.value AS rule,
       CASE substr(s.outcomes, r.key + 1, 1) WHEN 'p' THEN 'pass' WHEN 'f' THEN 'fail' WHEN 'n' THEN 'not_applicable'
       WHEN 'u' THEN 'unknown' ELSE 'rule_error' END AS outcome,
       coalesce((SELECT n.value FROM json_each(s.notes) n WHERE n.key = r.value),
                CASE substr(s.outcomes, r.key + 1, 1) WHEN 'u' THEN 'what it looks at is not known of this document'
                ELSE '' END) AS note
FROM scores s
JOIN rule_lists l ON l.id = s.rule_list_id, json_each(l.rules) r;
