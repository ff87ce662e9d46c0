-- Who is quoted most. Scare quotes do not count.
SELECT
    fact_quote.speaker_key,
    dim_entity.entity_name AS speaker_name,
    dim_entity.kind_code,
    count(*) AS quote_count,
    count(DISTINCT fact_quote.article_key) AS article_count
FROM main.fact_quote
INNER JOIN mart.article ON fact_quote.article_key = article.article_key
INNER JOIN main.dim_entity ON fact_quote.speaker_key = dim_entity.entity_key
WHERE
    fact_quote.speaker_key <> 0
    AND fact_quote.kind_code <> 'scare'
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
GROUP BY fact_quote.speaker_key, dim_entity.entity_name, dim_entity.kind_code
ORDER BY quote_count DESC, speaker_name ASC, fact_quote.speaker_key ASC
LIMIT 15
