-- The pages of each publisher in this run, beside those of all earlier runs.
WITH judged AS (
    SELECT
        dim_publisher.publisher_name,
        document.run_key = $run_key AS is_new,
        fact_article.article_key IS NOT NULL AS is_article,
        fact_article.boilerplate_share,
        (fact_article.title IS NULL)::INTEGER AS is_untitled,
        (fact_article.published_at IS NULL)::INTEGER AS is_undated
    FROM raw.document
    INNER JOIN clean.page ON document.document_key = page.document_key
    INNER JOIN main.dim_publisher ON page.publisher_key = dim_publisher.publisher_key
    LEFT JOIN main.fact_article ON document.document_key = fact_article.document_key
    WHERE document.outcome_code <> 'language'
),

measured AS (
    SELECT
        publisher_name,
        is_new,
        count(*) AS document_count,
        count(*) FILTER (WHERE is_article) AS article_count,
        avg(boilerplate_share) FILTER (WHERE is_article) AS boilerplate_share,
        avg(is_untitled) FILTER (WHERE is_article) AS missing_title_share,
        avg(is_undated) FILTER (WHERE is_article) AS missing_date_share,
        avg((NOT is_article)::INTEGER) AS no_article_share
    FROM judged
    GROUP BY publisher_name, is_new
)

SELECT
    new_pages.publisher_name,
    new_pages.document_count,
    new_pages.article_count,
    new_pages.boilerplate_share,
    new_pages.missing_title_share,
    new_pages.missing_date_share,
    new_pages.no_article_share,
    earlier_pages.document_count AS baseline_document_count,
    earlier_pages.article_count AS baseline_article_count,
    earlier_pages.boilerplate_share AS baseline_boilerplate_share,
    earlier_pages.missing_title_share AS baseline_missing_title_share,
    earlier_pages.missing_date_share AS baseline_missing_date_share,
    earlier_pages.no_article_share AS baseline_no_article_share
FROM measured AS new_pages
LEFT JOIN measured AS earlier_pages
    ON new_pages.publisher_name = earlier_pages.publisher_name AND NOT earlier_pages.is_new
WHERE new_pages.is_new
ORDER BY new_pages.publisher_name
