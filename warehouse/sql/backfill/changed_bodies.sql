-- Annotated articles that are gone, or whose body or day of publication is another one now: their facts would
-- not fit. 0 stands for an unknown day.
SELECT annotated.article_key AS item_key
FROM read_parquet($articles) AS annotated
LEFT JOIN main.fact_article
    ON
        annotated.article_key = fact_article.article_key
        AND annotated.body = fact_article.body
        AND coalesce(strftime(annotated.published_on, '%Y%m%d')::INTEGER, 0) = fact_article.published_date_key
WHERE fact_article.article_key IS NULL
