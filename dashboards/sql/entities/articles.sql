-- The articles that name it, with the first sentence that does.
WITH mentioned AS (
    SELECT
        fact_mention.article_key,
        count(*) AS mention_count,
        min_by(fact_mention.sentence_number, fact_mention.start) AS sentence_number,
        min(fact_mention.start) AS start
    FROM main.fact_mention
    WHERE fact_mention.entity_key = $entity
    GROUP BY fact_mention.article_key
),

page AS (
    SELECT
        article.article_key,
        article.title,
        article.publisher_name,
        article.published_date,
        mentioned.mention_count,
        mentioned.sentence_number,
        mentioned.start
    FROM mentioned
    INNER JOIN mart.article ON mentioned.article_key = article.article_key
    WHERE
        (
            $publishers::VARCHAR[] IS NULL
            OR list_contains($publishers::VARCHAR[], article.publisher_name)
        )
        AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
        AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
    ORDER BY article.published_date DESC NULLS LAST, article.article_key ASC
    LIMIT $row_count OFFSET $first_row
)

SELECT
    page.article_key,
    page.title,
    page.publisher_name,
    page.published_date,
    page.mention_count,
    page.start,
    fact_sentence.text AS sentence
FROM page
LEFT JOIN main.fact_sentence
    ON
        page.article_key = fact_sentence.article_key
        AND page.sentence_number = fact_sentence.sentence_number
ORDER BY page.published_date DESC NULLS LAST, page.article_key ASC
