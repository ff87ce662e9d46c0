SELECT
    counted_lemma,
    surface,
    low_value,
    high_value,
    sentence
FROM mart.quantity_list
WHERE is_hedged
ORDER BY published_date DESC NULLS LAST, article_key ASC, start ASC
LIMIT 10
