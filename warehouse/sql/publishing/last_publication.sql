-- The publication that a file was made for, with its run, and the one before it in the file's own history.
SELECT
    publication.generation_number,
    lead(publication.generation_number)
        OVER (ORDER BY publication.published_at DESC, publication.generation_number DESC)
        AS previous_number,
    publication.published_at,
    publication.run_key,
    dim_run.recipe_hash,
    dim_run.code_version
FROM ops.publication
LEFT JOIN main.dim_run ON publication.run_key = dim_run.run_key
ORDER BY publication.published_at DESC, publication.generation_number DESC
LIMIT 1
