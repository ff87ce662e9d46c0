-- All versions of the article.
SELECT
    version.article_key,
    version.version_number,
    version.is_current,
    version.title,
    version.word_count,
    coalesce(version.updated_at, version.published_at) AS stated_at
FROM main.fact_article
INNER JOIN main.fact_article AS version ON fact_article.version_group_key = version.version_group_key
WHERE fact_article.article_key = $article
ORDER BY version.version_number
