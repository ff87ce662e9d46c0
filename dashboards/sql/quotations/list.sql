-- Quotations, newest first.
WITH page AS (
    SELECT
        fact_quote.article_key,
        fact_quote.start,
        fact_quote.length,
        fact_quote.kind_code,
        fact_quote.text,
        fact_quote.speaker_key,
        fact_quote.speaker_surface,
        fact_quote.cue_lemma,
        fact_quote.cue_key,
        fact_quote.confidence,
        fact_quote.sentence_number,
        article.title,
        article.publisher_name,
        article.published_date
    FROM main.fact_quote
    INNER JOIN mart.article ON fact_quote.article_key = article.article_key
    WHERE
        (
            $publishers::VARCHAR[] IS NULL
            OR list_contains($publishers::VARCHAR[], article.publisher_name)
        )
        AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
        AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
        AND ($speaker::BIGINT IS NULL OR fact_quote.speaker_key = $speaker::BIGINT)
        AND ($kind::VARCHAR IS NULL OR fact_quote.kind_code = $kind::VARCHAR)
        AND ($cue::VARCHAR IS NULL OR fact_quote.cue_lemma = $cue::VARCHAR)
        AND (
            $about::BIGINT IS NULL
            OR (fact_quote.article_key, fact_quote.sentence_number) IN (
                SELECT (fact_mention.article_key, fact_mention.sentence_number)
                FROM main.fact_mention
                WHERE fact_mention.entity_key = $about::BIGINT
            )
        )
    ORDER BY
        article.published_date DESC NULLS LAST,
        fact_quote.article_key ASC,
        fact_quote.start ASC,
        fact_quote.length ASC
    LIMIT $row_count OFFSET $first_row
)

SELECT
    page.article_key,
    page.start,
    page.kind_code,
    page.text,
    page.speaker_key,
    dim_entity.entity_name AS speaker_name,
    page.speaker_surface,
    page.cue_lemma,
    dim_cue.stance_code,
    page.confidence,
    fact_sentence.text AS sentence,
    page.title,
    page.publisher_name,
    page.published_date
FROM page
INNER JOIN main.dim_entity ON page.speaker_key = dim_entity.entity_key
INNER JOIN main.dim_cue ON page.cue_key = dim_cue.cue_key
LEFT JOIN main.fact_sentence
    ON
        page.article_key = fact_sentence.article_key
        AND page.sentence_number = fact_sentence.sentence_number
ORDER BY page.published_date DESC NULLS LAST, page.article_key ASC, page.start ASC, page.length ASC
