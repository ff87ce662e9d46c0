-- Number claims with the sentence they stand in, newest first.
WITH page AS (
    SELECT
        fact_quantity.article_key,
        fact_quantity.start,
        fact_quantity.length,
        fact_quantity.sentence_number,
        fact_quantity.surface,
        fact_quantity.counted_lemma,
        fact_quantity.low_value,
        fact_quantity.high_value,
        fact_quantity.modifier_code,
        fact_quantity.unit_code,
        fact_quantity.is_hedged,
        article.title,
        article.publisher_name,
        article.published_date
    FROM main.fact_quantity
    INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
    WHERE
        ($counted::VARCHAR IS NULL OR fact_quantity.counted_lemma = $counted::VARCHAR)
        AND (
            $publishers::VARCHAR[] IS NULL
            OR list_contains($publishers::VARCHAR[], article.publisher_name)
        )
        AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
        AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
        AND ($unit::VARCHAR IS NULL OR coalesce(fact_quantity.unit_code, '') = $unit::VARCHAR)
        AND ($hedged::BOOLEAN IS NULL OR fact_quantity.is_hedged = $hedged::BOOLEAN)
    ORDER BY
        article.published_date DESC NULLS LAST,
        fact_quantity.article_key ASC,
        fact_quantity.start ASC
    LIMIT $row_count OFFSET $first_row
)

SELECT
    page.article_key,
    page.start,
    page.surface,
    page.counted_lemma,
    page.low_value,
    page.high_value,
    page.modifier_code,
    page.unit_code,
    page.is_hedged,
    fact_sentence.text AS sentence,
    page.title,
    page.publisher_name,
    page.published_date
FROM page
LEFT JOIN main.fact_sentence
    ON
        page.article_key = fact_sentence.article_key
        AND page.sentence_number = fact_sentence.sentence_number
ORDER BY page.published_date DESC NULLS LAST, page.article_key ASC, page.start ASC
