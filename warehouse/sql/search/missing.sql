-- The next articles that the index lacks.
CREATE OR REPLACE TEMP TABLE missing_document AS
SELECT
    fact_article.article_key,
    md5(coalesce(fact_article.title, '')) AS title_hash,
    fact_article.body_hash,
    coalesce(fact_article.title, '') AS title,
    fact_article.body
FROM main.fact_article
ANTI JOIN search.document ON fact_article.article_key = document.article_key
WHERE fact_article.is_current AND fact_article.duplicate_of_key IS NULL
ORDER BY fact_article.article_key
LIMIT $article_count
