-- title: Findings
-- about: Every finding with its evidence and place, the worst first.
-- column: Side | text | 8
-- column: Document | link | 60
-- column: Severity | severity | 10
-- column: Rule | text | 36
-- column: What is wrong | wrap | 60
-- column: Place | text | 24
-- column: Evidence | wrap | 60
-- column: What to do | wrap | 50
-- column: Dimension | text | 14
SELECT CASE d.collection WHEN :corpus THEN 'corpus' ELSE 'pilot' END,
       d.root || char(31) || d.path,
       f.severity,
       f.rule,
       f.message,
       nullif(f.place, ''),
       nullif(f.evidence, ''),
       nullif(f.advice, ''),
       f.dimension
FROM findings f
JOIN profiled_documents d ON d.document_id = f.document_id
WHERE d.collection IN (:corpus, :pilot)
ORDER BY d.collection <> :corpus,
         CASE f.severity WHEN 'critical' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
         f.rule, d.path, d.root, f.id
