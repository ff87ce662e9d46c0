-- The generation that a run was published as, where the published file follows it.
SELECT generation_number
FROM ops.publication
WHERE run_key = $run_key
