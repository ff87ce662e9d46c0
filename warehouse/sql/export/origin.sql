-- The generation that a file holds, and the run that made it.
SELECT
    publication.generation_number,
    publication.run_key,
    dim_run.recipe_hash,
    dim_run.code_version,
    strftime(publication.published_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') AS published_at
FROM ops.publication
LEFT JOIN main.dim_run ON publication.run_key = dim_run.run_key
ORDER BY publication.published_at DESC, publication.generation_number DESC
LIMIT 1
