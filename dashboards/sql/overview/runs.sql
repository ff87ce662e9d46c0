-- The last runs, and what their gates said.
SELECT
    run_key,
    started_at,
    kind_code,
    generation_number,
    document_count,
    article_count,
    quarantine_count,
    warning_count,
    row_failure_count,
    critical_count,
    attempt_count
FROM mart.run_quality
ORDER BY started_at DESC, run_key ASC
LIMIT $row_count
