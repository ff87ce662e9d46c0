-- Articles that hold the words, the best first.
SELECT
    found.article_key,
    article.title,
    article.publisher_name,
    article.published_date,
    found.score,
    found.title_pieces,
    found.pieces
FROM
    search_pieces(
        $words, publishers := $publishers::VARCHAR[], since := $since::DATE, until := $until::DATE
    ) AS found
INNER JOIN mart.article ON found.article_key = article.article_key
ORDER BY found.word_count DESC, found.score DESC, found.article_key ASC
LIMIT $row_limit
