-- One of the forty articles that hold most of the words, with the place where most of them stand together,
-- cut into texts and whether each is one of the words, and the title cut in the same way: for programs;
-- people ask search(words).
CREATE OR REPLACE MACRO main.search_pieces(
    words, publishers := NULL::VARCHAR[], since := NULL::DATE, until := NULL::DATE
) AS TABLE (
    WITH asked AS (
        SELECT
            (
                SELECT list(wanted.term)
                FROM stems_of(words) AS wanted
            ) AS terms,
            phrases_of(words) AS phrases
    ),

    found AS (
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
    ),

    ranked AS (
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
    ),

    read AS (
        SELECT
            ranked.article_key,
            ranked.word_count,
            ranked.score,
            regexp_extract_all(fact_article.title, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+') AS title_tokens,
            regexp_extract_all(fact_article.body, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+') AS tokens,
            -- The body up to the first phrase, in lower case; empty where the body does not hold it.
            replace(
                regexp_extract(
                    cut_at(fact_article.body, asked.phrases[1]),
                    '(?s)^(.*?(?:^|[^\p{L}\p{N}]))\x1F(?:$|[^\p{L}\p{N}])',
                    1
                ),
                chr(31),
                asked.phrases[1]
            ) AS before_phrase,
            len(regexp_extract_all(asked.phrases[1], '[\p{L}\p{N}]+|[^\p{L}\p{N}]+')) AS phrase_length
        FROM ranked
        INNER JOIN main.fact_article ON ranked.article_key = fact_article.article_key
        CROSS JOIN asked
    ),

    stemmed AS (
        SELECT
            read.article_key,
            read.word_count,
            read.score,
            list_transform(
                read.title_tokens,
                LAMBDA token: struct_pack(
                    text := token, is_hit := list_contains(asked.terms, stem(lower(token), 'german'))
                )
            ) AS title_pieces,
            read.tokens,
            if(
                read.before_phrase <> '',
                len(regexp_extract_all(read.before_phrase, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+')) + 1,
                0
            ) AS phrase_place,
            read.phrase_length,
            list_transform(
                read.tokens,
                LAMBDA token: list_position(asked.terms, stem(lower(token), 'german'))
            ) AS hits
        FROM read
        CROSS JOIN asked
    ),

    -- How many of the words stand in the 24 tokens that begin with one of them.
    weighed AS (
        SELECT
            *,
            list_transform(
                range(1, len(hits) + 1),
                LAMBDA place: if(hits[place] IS NULL, 0, list_unique(hits[place:place + 24]))
            ) AS weights
        FROM stemmed
    ),

    placed AS (
        SELECT
            *,
            if(
                phrase_place > 0,
                phrase_place,
                coalesce(list_position(weights, nullif(list_max(weights), 0)), 1)
            ) AS first_place
        FROM weighed
    )

    SELECT
        placed.article_key,
        placed.word_count,
        placed.score,
        placed.title_pieces,
        list_transform(
            range(
                greatest(placed.first_place - 12, 1),
                least(placed.first_place + 36, len(placed.tokens)) + 1
            ),
            LAMBDA place: struct_pack(
                text := placed.tokens[place],
                is_hit := placed.hits[place] IS NOT NULL
                OR (
                    placed.phrase_place > 0
                    AND place >= placed.phrase_place
                    AND place < placed.phrase_place + placed.phrase_length
                    AND regexp_matches(placed.tokens[place], '^[\p{L}\p{N}]')
                )
            )
        ) AS pieces
    FROM placed
);
