-- The last run that worked on anything.
SELECT run_key
FROM main.dim_run
WHERE kind_code <> 'edit'
ORDER BY loaded_at DESC
LIMIT 1
