-- title: Runs
-- about: The last run over each side: when, with which version and policy, and within which walls.
-- column: Collection | text | 14
-- column: Run | integer | 6
-- column: Command | text | 10
-- column: Started | time | 22
-- column: Finished | time | 22
-- column: State | text | 12
-- column: Files found | integer | 10
-- column: Read | integer | 8
-- column: Reused | integer | 8
-- column: Failed | integer | 8
-- column: Seconds | number | 10
-- column: Assay | text | 9
-- column: Readers | text | 20
-- column: Policy | text | 20
-- column: Sandbox | wrap | 40
SELECT c.name, r.id, r.command, r.started, r.finished, r.state, r.discovered, r.read, r.reused, r.failed, r.seconds,
       r.assay_version, r.extractors_key, r.policy_key, r.sandbox
FROM runs r
JOIN collections c ON c.id = r.collection_id
WHERE c.name IN (:corpus, :pilot)
  AND r.id = (SELECT max(x.id) FROM runs x WHERE x.collection_id = r.collection_id)
ORDER BY c.name <> :corpus
