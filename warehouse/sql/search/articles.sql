-- Articles that hold the words, the best first.
SELECT
    found.article_key,
    article.title,
    article.publisher_name,
    article.published_date,
    found.score,
    found.pieces
FROM search_pieces($words) AS found
INNER JOIN mart.article ON found.article_key = article.article_key
ORDER BY found.word_count DESC, found.score DESC, found.article_key ASC
LIMIT $row_limit
