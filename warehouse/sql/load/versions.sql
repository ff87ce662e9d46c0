-- Versions of one article: pages found at the same address or, where the page does not tell its
-- address, at the same place. The page's own time orders them, the file's time where it tells none.
-- md5 is used as a hash that every machine agrees on, not for secrecy.
UPDATE main.fact_article
SET
    version_group_key = numbered.version_group_key,
    version_number = numbered.version_number,
    is_current = numbered.is_current
FROM (
    WITH grouped AS (
        SELECT
            fact_article.article_key,
            (
                md5_number_upper(
                    coalesce(
                        fact_article.url,
                        document.source_uri || chr(31) || coalesce(document.member, '')
                    )
                ) >> 1
            )::BIGINT AS version_group_key,
            coalesce(fact_article.updated_at, fact_article.published_at) AS stated_at,
            document.modified_at
        FROM main.fact_article
        INNER JOIN raw.document ON fact_article.document_key = document.document_key
    ),

    ordered AS (
        SELECT
            article_key,
            version_group_key,
            row_number() OVER (
                PARTITION BY version_group_key
                ORDER BY stated_at ASC NULLS FIRST, modified_at ASC, article_key ASC
            ) AS version_number,
            count(*) OVER (PARTITION BY version_group_key) AS version_count
        FROM grouped
    )

    SELECT
        article_key,
        version_group_key,
        version_number,
        version_number = version_count AS is_current
    FROM ordered
) AS numbered
WHERE
    fact_article.article_key = numbered.article_key
    AND (
        fact_article.version_group_key <> numbered.version_group_key
        OR fact_article.version_number <> numbered.version_number
        OR fact_article.is_current <> numbered.is_current
    )
