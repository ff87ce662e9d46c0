-- Files that need not be read again: those that gave a document, and those this recipe rejected.
SELECT
    source_uri,
    byte_size,
    modified_ns
FROM raw.source
UNION
SELECT
    quarantine.source_uri,
    quarantine.byte_size,
    quarantine.modified_ns
FROM raw.quarantine
INNER JOIN main.dim_run ON quarantine.run_key = dim_run.run_key
WHERE quarantine.stage_code = 'read' AND dim_run.page_recipe_code = $recipe
