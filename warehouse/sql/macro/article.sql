-- The article version of a key: title, publisher, time (in the publisher's zone), address, file and body.
CREATE OR REPLACE MACRO main.article(key) AS TABLE (
    SELECT
        fact_article.article_key,
        fact_article.title,
        dim_publisher.publisher_name,
        fact_article.published_at AT TIME ZONE dim_publisher.time_zone AS published_at,
        fact_article.published_at_source,
        fact_article.url,
        fact_article.is_current,
        fact_article.version_number,
        document.source_uri,
        fact_article.body
    FROM main.fact_article
    INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
    INNER JOIN raw.document ON fact_article.document_key = document.document_key
    WHERE fact_article.article_key = key
);
