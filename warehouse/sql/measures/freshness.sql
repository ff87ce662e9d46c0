SELECT
    max(published_at) AS newest_published_at,
    $run_started_at::TIMESTAMPTZ AS run_started_at
FROM main.fact_article
