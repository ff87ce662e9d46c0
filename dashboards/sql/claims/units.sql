-- The units in which it is measured; none where things are counted.
SELECT
    coalesce(fact_quantity.unit_code, '') AS unit_code,
    count(*) AS claim_count
FROM main.fact_quantity
INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
WHERE
    fact_quantity.counted_lemma = $counted
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], article.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
    AND ($hedged::BOOLEAN IS NULL OR fact_quantity.is_hedged = $hedged::BOOLEAN)
GROUP BY coalesce(fact_quantity.unit_code, '')
ORDER BY claim_count DESC, unit_code ASC
