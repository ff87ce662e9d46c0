-- Claims that cannot both be right if they speak of the same thing, the widest apart first, with the names
-- that both sentences hold. Millions of claims may conflict: names are gathered for those alone that may be
-- shown, which are found as long as they hold a dozen names each on average.
WITH widest AS (
    SELECT
        gap_share,
        lower_article_key,
        lower_start,
        higher_article_key,
        higher_start,
        entity_key,
        entity_name
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
    LIMIT ($row_count + $first_row) * 12
),

pair AS (
    SELECT
        gap_share,
        lower_article_key,
        lower_start,
        higher_article_key,
        higher_start,
        min(entity_key) AS first_entity_key,
        list(
            struct_pack(entity_key := entity_key, entity_name := entity_name)
            ORDER BY entity_name, entity_key
        ) AS entities
    FROM widest
    GROUP BY gap_share, lower_article_key, lower_start, higher_article_key, higher_start
    ORDER BY
        gap_share DESC,
        lower_article_key ASC,
        lower_start ASC,
        higher_article_key ASC,
        higher_start ASC
    LIMIT $row_count OFFSET $first_row
)

SELECT
    conflict.counted_lemma,
    conflict.unit_code,
    pair.entities,
    conflict.gap_share,
    conflict.lower_article_key,
    conflict.lower_start,
    conflict.lower_surface,
    conflict.lower_is_hedged,
    conflict.lower_sentence,
    conflict.lower_title,
    conflict.lower_publisher_name,
    conflict.lower_published_date,
    conflict.higher_article_key,
    conflict.higher_start,
    conflict.higher_surface,
    conflict.higher_is_hedged,
    conflict.higher_sentence,
    conflict.higher_title,
    conflict.higher_publisher_name,
    conflict.higher_published_date
FROM pair
INNER JOIN mart.conflicting_quantity AS conflict
    ON
        pair.lower_article_key = conflict.lower_article_key
        AND pair.lower_start = conflict.lower_start
        AND pair.higher_article_key = conflict.higher_article_key
        AND pair.higher_start = conflict.higher_start
        AND pair.first_entity_key = conflict.entity_key
ORDER BY
    conflict.gap_share DESC,
    conflict.lower_article_key ASC,
    conflict.lower_start ASC,
    conflict.higher_article_key ASC,
    conflict.higher_start ASC
