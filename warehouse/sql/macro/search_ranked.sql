-- One of the forty articles that hold most of the words, the best first (BM25; a word in the title counts
-- three times): for other macros; people ask search(words).
CREATE OR REPLACE MACRO main.search_ranked(
    words, publishers := NULL::VARCHAR[], since := NULL::DATE, until := NULL::DATE
) AS TABLE (
    WITH found AS (
        SELECT
            posting.term,
            posting.article_key,
            3 * posting.title_count + posting.body_count AS frequency
        FROM search.posting
        SEMI JOIN stems_of(words) AS wanted ON posting.term = wanted.term
    ),

    collection AS (
        SELECT
            count(*) AS document_count,
            greatest(avg(document.term_count), 1) AS average_count
        FROM search.document
    ),

    rarity AS (
        SELECT
            found.term,
            ln(1 + (collection.document_count - count(*) + 0.5) / (count(*) + 0.5)) AS weight
        FROM found
        CROSS JOIN collection
        GROUP BY found.term, collection.document_count
    ),

    -- Where no phrase is asked for, nothing is read here. A phrase may be of words that the index leaves out.
    with_words_of_phrases AS (
        SELECT
            found.article_key,
            (
                SELECT count(*)
                FROM stems_of(array_to_string(phrases_of(words), ' '))
            ) - count(wanted.term) AS missing_count
        FROM found
        LEFT JOIN stems_of(array_to_string(phrases_of(words), ' ')) AS wanted ON found.term = wanted.term
        WHERE len(phrases_of(words)) > 0
        GROUP BY found.article_key
        HAVING missing_count = 0
    ),

    -- The texts depend on a column of the other side, so that DuckDB looks for phrases after the join: before
    -- it, it would look through all the bodies there are.
    with_phrases AS (
        SELECT fact_article.article_key
        FROM main.fact_article
        INNER JOIN with_words_of_phrases ON fact_article.article_key = with_words_of_phrases.article_key
        WHERE
            len(
                list_filter(
                    phrases_of(words),
                    LAMBDA phrase: NOT holds_phrase(
                        if(
                            with_words_of_phrases.missing_count = 0,
                            concat_ws(chr(10), fact_article.title, fact_article.body),
                            ''
                        ),
                        phrase
                    )
                )
            ) = 0
    ),

    -- Each half is left out of the plan where it does not hold: a question without filters or phrases costs
    -- nothing for those it does not have.
    within_scope AS (
        SELECT
            document.article_key,
            document.term_count
        FROM search.document
        WHERE publishers IS NULL AND since IS NULL AND until IS NULL
        UNION ALL
        SELECT
            document.article_key,
            document.term_count
        FROM search.document
        INNER JOIN mart.article ON document.article_key = article.article_key
        WHERE
            NOT (publishers IS NULL AND since IS NULL AND until IS NULL)
            AND (publishers IS NULL OR list_contains(publishers, article.publisher_name))
            AND (since IS NULL OR article.published_date >= since)
            AND (until IS NULL OR article.published_date <= until)
    ),

    eligible AS (
        SELECT
            article_key,
            term_count
        FROM within_scope
        WHERE len(phrases_of(words)) = 0
        UNION ALL
        SELECT
            within_scope.article_key,
            within_scope.term_count
        FROM within_scope
        INNER JOIN with_phrases ON within_scope.article_key = with_phrases.article_key
    )

    SELECT
        found.article_key,
        count(*) AS word_count,
        sum(
            rarity.weight * found.frequency * 2.2
            / (found.frequency + 1.2 * (0.25 + 0.75 * eligible.term_count / collection.average_count))
        ) AS score
    FROM found
    INNER JOIN rarity ON found.term = rarity.term
    INNER JOIN eligible ON found.article_key = eligible.article_key
    CROSS JOIN collection
    GROUP BY found.article_key
    ORDER BY word_count DESC, score DESC, found.article_key ASC
    LIMIT 40
);
