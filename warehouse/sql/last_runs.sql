SELECT
    dim_run.started_at,
    publication.generation_number AS generation,
    dim_run.source_count AS sources,
    dim_run.new_source_count AS new_sources,
    dim_run.document_count AS documents,
    dim_run.reworked_count AS reworked,
    dim_run.article_count AS articles,
    dim_run.quarantine_count AS quarantined,
    date_diff('millisecond', dim_run.started_at, dim_run.loaded_at) / 1000 AS seconds
FROM main.dim_run
LEFT JOIN ops.publication ON dim_run.run_key = publication.run_key
ORDER BY dim_run.started_at DESC
LIMIT 10
