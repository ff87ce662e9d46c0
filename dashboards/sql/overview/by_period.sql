-- Articles over time, by publisher; the smaller publishers together.
WITH counted AS (
    SELECT
        date_trunc($grain, article.published_date)::DATE AS period,
        article.publisher_name,
        count(*) AS article_count
    FROM mart.article
    WHERE
        article.published_date IS NOT NULL
        AND (
            $publishers::VARCHAR[] IS NULL
            OR list_contains($publishers::VARCHAR[], article.publisher_name)
        )
        AND ($since::DATE IS NULL OR article.published_date >= $since::DATE)
        AND ($until::DATE IS NULL OR article.published_date <= $until::DATE)
    GROUP BY period, article.publisher_name
),

ranked AS (
    SELECT
        publisher_name,
        row_number() OVER (ORDER BY sum(article_count) DESC, publisher_name ASC) AS place
    FROM counted
    GROUP BY publisher_name
)

SELECT
    counted.period,
    if(ranked.place <= 7, counted.publisher_name, $others) AS publisher_name,
    sum(counted.article_count)::BIGINT AS article_count
FROM counted
INNER JOIN ranked ON counted.publisher_name = ranked.publisher_name
GROUP BY counted.period, if(ranked.place <= 7, counted.publisher_name, $others)
ORDER BY min(ranked.place), counted.period
