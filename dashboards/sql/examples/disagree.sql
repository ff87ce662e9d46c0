-- Hedged number claims: what the articles keep their distance from.
SELECT
    counted_lemma,
    surface,
    low_value,
    high_value,
    sentence,
    publisher_name
FROM mart.quantity_list
WHERE is_hedged
ORDER BY counted_lemma, low_value, article_key, start
LIMIT 50
