-- Their words. Rows of one word lie together, so that a question reads little.
INSERT INTO search.posting
WITH word AS (
    SELECT
        article_key,
        TRUE AS is_title,
        unnest(words_of(title)) AS written
    FROM missing_document
    UNION ALL
    SELECT
        article_key,
        FALSE AS is_title,
        unnest(words_of(body)) AS written
    FROM missing_document
),

form AS (
    SELECT DISTINCT written
    FROM word
),

-- A word is stemmed once, however often it stands there.
stemmed AS (
    SELECT
        written,
        stem(written, 'german') AS term
    FROM form
)

SELECT
    stemmed.term,
    word.article_key,
    count(*) FILTER (WHERE word.is_title) AS title_count,
    count(*) FILTER (WHERE NOT word.is_title) AS body_count
FROM word
INNER JOIN stemmed ON word.written = stemmed.written
GROUP BY stemmed.term, word.article_key
ORDER BY stemmed.term, word.article_key
