-- How many quotations there are of each kind, and of how many the speaker is known.
SELECT
    fact_quote.kind_code,
    count(*) AS quote_count,
    count(*) FILTER (WHERE fact_quote.speaker_key <> 0) AS known_count
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
GROUP BY fact_quote.kind_code
ORDER BY quote_count DESC, fact_quote.kind_code ASC
