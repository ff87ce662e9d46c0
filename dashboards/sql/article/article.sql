-- One version of one article.
SELECT
    fact_article.article_key,
    fact_article.document_key,
    fact_article.title,
    fact_article.body,
    dim_publisher.publisher_name,
    fact_article.published_at AT TIME ZONE dim_publisher.time_zone AS published_at,
    fact_article.published_at_source,
    fact_article.updated_at AT TIME ZONE dim_publisher.time_zone AS updated_at,
    dim_date.calendar_date AS published_date,
    fact_article.url,
    fact_article.section_names,
    fact_article.word_count,
    fact_article.boilerplate_share,
    fact_article.quoted_share,
    fact_article.hedged_share,
    fact_article.is_current,
    fact_article.version_number,
    fact_article.duplicate_of_key,
    fact_article.language_code
FROM main.fact_article
INNER JOIN main.dim_publisher ON fact_article.publisher_key = dim_publisher.publisher_key
INNER JOIN main.dim_date ON fact_article.published_date_key = dim_date.date_key
WHERE fact_article.article_key = $article
