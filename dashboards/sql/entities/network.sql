-- Who is named in one sentence with it, and which of these with each other.
WITH sentence AS (
    SELECT DISTINCT
        fact_mention.article_key,
        fact_mention.sentence_number
    FROM main.fact_mention
    INNER JOIN mart.article ON fact_mention.article_key = article.article_key
    WHERE
        fact_mention.entity_key = $entity
        AND fact_mention.reference_code = 'name'
        AND (
            $publishers::VARCHAR[] IS NULL
            OR list_contains($publishers::VARCHAR[], article.publisher_name)
        )
        AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
        AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
),

named AS (
    SELECT DISTINCT
        fact_mention.article_key,
        fact_mention.sentence_number,
        fact_mention.entity_key
    FROM main.fact_mention
    SEMI JOIN sentence
        ON
            fact_mention.article_key = sentence.article_key
            AND fact_mention.sentence_number = sentence.sentence_number
    WHERE fact_mention.reference_code = 'name' AND fact_mention.entity_key <> 0
),

closest AS (
    SELECT entity_key
    FROM named
    GROUP BY entity_key
    ORDER BY entity_key <> $entity, count(*) DESC, entity_key
    LIMIT 21
),

pair AS (
    SELECT
        first_named.entity_key AS first_key,
        second_named.entity_key AS second_key,
        count(*) AS pair_count
    FROM named AS first_named
    INNER JOIN named AS second_named
        ON
            first_named.article_key = second_named.article_key
            AND first_named.sentence_number = second_named.sentence_number
            AND first_named.entity_key < second_named.entity_key
    SEMI JOIN closest ON first_named.entity_key = closest.entity_key
    SEMI JOIN closest AS also_closest ON second_named.entity_key = also_closest.entity_key
    GROUP BY first_named.entity_key, second_named.entity_key
)

SELECT
    pair.first_key,
    first_entity.entity_name AS first_name,
    pair.second_key,
    second_entity.entity_name AS second_name,
    pair.pair_count
FROM pair
INNER JOIN main.dim_entity AS first_entity ON pair.first_key = first_entity.entity_key
INNER JOIN main.dim_entity AS second_entity ON pair.second_key = second_entity.entity_key
ORDER BY pair.pair_count DESC, pair.first_key ASC, pair.second_key ASC
