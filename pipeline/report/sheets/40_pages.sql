-- title: Pages
-- about: Every page: where its text came from, and how well it was probably read.
-- column: Side | text | 8
-- column: Document | link | 60
-- column: Page | integer | 6
-- column: Text from | text | 11
-- column: Because | wrap | 50
-- column: Origin | text | 13
-- column: Language | text | 10
-- column: Estimated errors | share | 11
-- column: from | share | 8
-- column: to | share | 8
-- column: Turned by | integer | 9
SELECT CASE d.collection WHEN :corpus THEN 'corpus' ELSE 'pilot' END,
       d.root || char(31) || d.path,
       p.number,
       replace(p.text_source, '_', ' '),
       nullif(p.text_source_reason, ''),
       replace(p.origin, '_', ' '),
       nullif(p.language, ''),
       p.predicted_cer,
       p.predicted_cer_low,
       p.predicted_cer_high,
       p.rotation
FROM profiled_documents d
JOIN pages p ON p.extraction_id = d.extraction_id
WHERE d.collection IN (:corpus, :pilot)
ORDER BY d.collection <> :corpus, d.path, d.root, p.number
