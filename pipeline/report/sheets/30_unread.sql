-- title: Not read
-- about: Files of which nothing or only a part could be read, and why.
-- column: Side | text | 8
-- column: Document | link | 60
-- column: Read | text | 9
-- column: Why | text | 14
-- column: What happened | wrap | 70
-- column: Type | text | 30
-- column: Bytes | integer | 12
SELECT CASE collection WHEN :corpus THEN 'corpus' ELSE 'pilot' END,
       root || char(31) || path,
       status,
       failure_kind,
       coalesce(failure_message,
                (SELECT f.message FROM findings f WHERE f.document_id = d.document_id
                 AND f.rule LIKE 'completeness.%' ORDER BY f.id LIMIT 1)),
       media_type,
       bytes
FROM profiled_documents d
WHERE collection IN (:corpus, :pilot) AND status <> 'ok'
ORDER BY collection <> :corpus, CASE status WHEN 'failed' THEN 0 WHEN 'skipped' THEN 1 ELSE 2 END, failure_kind, path, root
