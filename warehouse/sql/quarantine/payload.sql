-- The whole of one rejected thing, and the run that rejected it last.
SELECT
    quarantine.payload,
    dim_run.started_at AS run_started_at,
    dim_run.kind_code AS run_kind_code,
    dim_run.code_version,
    dim_run.recipe_hash,
    dim_run.pipeline_name
FROM raw.quarantine
INNER JOIN main.dim_run ON quarantine.run_key = dim_run.run_key
WHERE quarantine.quarantine_key = $wanted_key
