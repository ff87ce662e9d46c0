-- Claims that cannot both be right if they speak of the same thing, the widest apart first.
SELECT
    counted_lemma,
    unit_code,
    entity_key,
    entity_name,
    gap_share,
    lower_article_key,
    lower_start,
    lower_surface,
    lower_is_hedged,
    lower_sentence,
    lower_title,
    lower_publisher_name,
    lower_published_date,
    higher_article_key,
    higher_start,
    higher_surface,
    higher_is_hedged,
    higher_sentence,
    higher_title,
    higher_publisher_name,
    higher_published_date
FROM mart.conflicting_quantity
WHERE
    ($counted::VARCHAR IS NULL OR counted_lemma = $counted::VARCHAR)
    AND (
        $publishers::VARCHAR[] IS NULL
        OR list_contains($publishers::VARCHAR[], lower_publisher_name)
        OR list_contains($publishers::VARCHAR[], higher_publisher_name)
    )
    AND ($since::DATE IS NULL OR greatest(lower_published_date, higher_published_date) >= $since::DATE)
    AND ($until::DATE IS NULL OR least(lower_published_date, higher_published_date) <= $until::DATE)
ORDER BY
    gap_share DESC,
    lower_article_key ASC,
    lower_start ASC,
    higher_article_key ASC,
    higher_start ASC,
    entity_key ASC
LIMIT $row_count OFFSET $first_row
