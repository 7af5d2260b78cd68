-- title: Documents
-- about: Every document of the corpus and of the pilot, the least fit first.
-- column: Side | text | 8
-- column: Document | link | 60
-- column: Fit | text | 6
-- column: Score | score | 8
-- column: Assessed | share | 9
-- column: Worst finding | severity | 13
-- column: What is wrong | wrap | 60
-- column: Findings | integer | 9
-- column: Type | text | 18
-- column: Origin of pages | text | 16
-- column: Language | text | 10
-- column: Read | text | 9
-- column: Pages | integer | 7
-- column: Characters | integer | 11
-- column: Bytes | integer | 12
-- column: SHA-256 | text | 20
SELECT CASE collection WHEN :corpus THEN 'corpus' ELSE 'pilot' END,
       root || char(31) || path,
       CASE fit WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END,
       score,
       assessed,
       worst,
       (SELECT f.message FROM findings f WHERE f.document_id = d.document_id
        ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
                 f.rule, f.id LIMIT 1),
       (SELECT count(*) FROM findings f WHERE f.document_id = d.document_id),
       coalesce((SELECT value FROM categories c WHERE c.extraction_id = d.extraction_id AND c.name = 'media_type'),
                media_type),
       CASE WHEN status IN ('ok', 'partial') THEN
       (SELECT value FROM categories c WHERE c.extraction_id = d.extraction_id AND c.name = 'origin') END,
       (SELECT value FROM categories c WHERE c.extraction_id = d.extraction_id AND c.name = 'language'),
       status,
       (SELECT count(*) FROM pages p WHERE p.extraction_id = d.extraction_id),
       characters,
       bytes,
       sha256
FROM profiled_documents d
WHERE collection IN (:corpus, :pilot)
ORDER BY collection <> :corpus, fit IS NOT 0, score IS NOT NULL, score, path, root
