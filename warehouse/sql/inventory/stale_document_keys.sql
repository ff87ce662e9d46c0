SELECT document.document_key
FROM raw.document
INNER JOIN main.dim_run ON document.run_key = dim_run.run_key
WHERE dim_run.page_recipe_code <> $recipe OR $full_refresh
