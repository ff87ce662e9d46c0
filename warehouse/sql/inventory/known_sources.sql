-- Files that need not be read again: those that gave a document, those this recipe rejected, and those that
-- somebody has left out for good.
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
WHERE
    (quarantine.stage_code = 'read' OR quarantine.table_code = 'raw.document')
    AND (dim_run.page_recipe_code = $recipe OR quarantine.discarded_at IS NOT NULL)
