-- A run that worked on nothing: its recipe is that of the run before it, so that nothing looks stale.
INSERT INTO main.dim_run
(
    run_key,
    started_at,
    loaded_at,
    code_version,
    recipe_hash,
    recipe,
    is_full_refresh,
    source_count,
    new_source_count,
    document_count,
    reworked_count,
    article_count,
    quarantine_count,
    page_recipe_code,
    annotation_recipe_code,
    resolution_recipe_code,
    annotated_count,
    pipeline_name,
    kind_code
)
SELECT
    $run_key AS run_key,
    $now AS started_at,
    $now AS loaded_at,
    $code_version AS code_version,
    recipe_hash,
    recipe,
    FALSE AS is_full_refresh,
    0 AS source_count,
    0 AS new_source_count,
    0 AS document_count,
    0 AS reworked_count,
    0 AS article_count,
    0 AS quarantine_count,
    page_recipe_code,
    annotation_recipe_code,
    resolution_recipe_code,
    0 AS annotated_count,
    pipeline_name,
    $kind_code AS kind_code
FROM main.dim_run
ORDER BY loaded_at DESC
LIMIT 1
