-- The newest claims with a day and a value, for the chart.
SELECT
    fact_quantity.article_key,
    fact_quantity.start,
    fact_quantity.surface,
    fact_quantity.low_value,
    fact_quantity.high_value,
    fact_quantity.is_hedged,
    article.published_date
FROM main.fact_quantity
INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
WHERE
    fact_quantity.counted_lemma = $counted
    AND article.published_date IS NOT NULL
    AND coalesce(fact_quantity.low_value, fact_quantity.high_value) IS NOT NULL
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], article.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
    AND ($unit::VARCHAR IS NULL OR coalesce(fact_quantity.unit_code, '') = $unit::VARCHAR)
    AND ($hedged::BOOLEAN IS NULL OR fact_quantity.is_hedged = $hedged::BOOLEAN)
ORDER BY article.published_date DESC, fact_quantity.article_key ASC, fact_quantity.start ASC
LIMIT 300
