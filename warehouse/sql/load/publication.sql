-- A run that was killed before the pointer was swapped writes its row again.
INSERT OR REPLACE INTO ops.publication
(generation_number, run_key, published_at, file_name, article_count, document_count, line_count)
SELECT
    $generation AS generation_number,
    $run_key AS run_key,
    $now AS published_at,
    $file_name AS file_name,
    (SELECT count(*) FROM main.fact_article) AS article_count,
    (SELECT count(*) FROM raw.document) AS document_count,
    (SELECT count(*) FROM clean.line) AS line_count
