-- title: Tables
-- about: Every table that was found, where it stands and how large it is.
-- column: Side | text | 8
-- column: Document | link | 60
-- column: Table | integer | 6
-- column: Found as | text | 10
-- column: Page | integer | 6
-- column: Sheet | text | 20
-- column: Range | text | 14
-- column: Rows | integer | 8
-- column: Columns | integer | 8
-- column: Header rows | integer | 8
-- column: Hidden | text | 7
-- column: Confidence | share | 10
SELECT CASE d.collection WHEN :corpus THEN 'corpus' ELSE 'pilot' END,
       d.root || char(31) || d.path,
       t.number + 1,
       t.found_by,
       t.page,
       nullif(t.sheet, ''),
       nullif(t.range, ''),
       t.rows,
       t.columns,
       t.header_rows,
       CASE t.hidden WHEN 0 THEN 'no' ELSE 'yes' END,
       t.confidence
FROM profiled_documents d
JOIN tables t ON t.extraction_id = d.extraction_id
WHERE d.collection IN (:corpus, :pilot)
ORDER BY d.collection <> :corpus, d.path, d.root, t.number
