-- Documents that another recipe worked on; on a full refresh, all of them.
SELECT count(*) AS document_count
FROM raw.document
INNER JOIN main.dim_run ON document.run_key = dim_run.run_key
WHERE dim_run.recipe_hash <> $recipe OR $full_refresh
