-- What is counted and measured most.
SELECT
    fact_quantity.counted_lemma,
    count(*) AS claim_count,
    count(*) FILTER (WHERE fact_quantity.is_hedged) / count(*) AS hedged_share
FROM main.fact_quantity
INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
WHERE
    fact_quantity.counted_lemma IS NOT NULL
    AND (
        $words::VARCHAR IS NULL
        OR contains(lower(fact_quantity.counted_lemma), lower($words::VARCHAR))
    )
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], article.publisher_name)
    )
    AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
    AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
GROUP BY fact_quantity.counted_lemma
ORDER BY claim_count DESC, fact_quantity.counted_lemma ASC
LIMIT 40
