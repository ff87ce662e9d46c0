-- Documents that another recipe worked on, and those that were asked for.
SELECT document.document_key
FROM raw.document
INNER JOIN main.dim_run ON document.run_key = dim_run.run_key
WHERE
    ($takes_stale AND (dim_run.page_recipe_code <> $recipe OR $full_refresh))
    OR document.document_key IN (SELECT chosen.document_key FROM read_parquet($chosen) AS chosen)
