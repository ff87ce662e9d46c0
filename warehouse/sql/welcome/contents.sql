-- What is published.
SELECT
    count(*) AS article_count,
    count(DISTINCT publisher_key) AS publisher_count,
    (SELECT max(publication.published_at) AT TIME ZONE 'UTC' FROM ops.publication) AS published_at
FROM mart.article
