-- The words that announce quotations, and what they make of them.
SELECT
    fact_quote.cue_lemma,
    dim_cue.stance_code,
    count(*) AS quote_count
FROM main.fact_quote
INNER JOIN mart.article ON fact_quote.article_key = article.article_key
INNER JOIN main.dim_cue ON fact_quote.cue_key = dim_cue.cue_key
WHERE
    fact_quote.cue_key <> 0
    AND (
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
GROUP BY fact_quote.cue_lemma, dim_cue.stance_code
ORDER BY quote_count DESC, fact_quote.cue_lemma ASC
LIMIT 15
