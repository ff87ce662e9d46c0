-- Quotations that hold the words.
SELECT
    found.article_key,
    found.start,
    found.speaker_name,
    found.text,
    found.title,
    found.publisher_name,
    found.published_date
FROM
    search_quotes(
        $words, publishers := $publishers::VARCHAR[], since := $since::DATE, until := $until::DATE
    ) AS found
ORDER BY found.word_count DESC, found.length ASC, found.article_key ASC, found.start ASC
LIMIT $row_limit
