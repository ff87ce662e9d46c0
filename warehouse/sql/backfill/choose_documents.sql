-- Documents by what people call them: key, content hash, place or address. One row per name and document.
WITH wanted AS (
    SELECT unnest($names) AS name
),

named AS (
    SELECT
        wanted.name,
        document.document_key
    FROM wanted
    INNER JOIN raw.document ON wanted.name = document.document_key::VARCHAR
    UNION
    SELECT
        wanted.name,
        document.document_key
    FROM wanted
    INNER JOIN raw.document ON lower(wanted.name) = document.content_hash
    UNION
    SELECT
        wanted.name,
        document.document_key
    FROM wanted
    INNER JOIN raw.document ON wanted.name = document.source_uri
    UNION
    SELECT
        wanted.name,
        source.document_key
    FROM wanted
    INNER JOIN raw.source ON wanted.name = source.source_uri
    UNION
    SELECT
        wanted.name,
        document.document_key
    FROM wanted
    INNER JOIN raw.document ON wanted.name = document.url
    UNION
    SELECT
        wanted.name,
        fact_article.document_key
    FROM wanted
    INNER JOIN main.fact_article ON wanted.name = fact_article.url
)

SELECT
    named.name,
    named.document_key AS item_key,
    fact_article.published_at,
    fact_article.article_key IS NOT NULL AS has_article
FROM named
INNER JOIN raw.document ON named.document_key = document.document_key
LEFT JOIN main.fact_article ON named.document_key = fact_article.document_key
ORDER BY named.document_key ASC, named.name ASC
