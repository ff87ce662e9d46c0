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

    read AS (
        SELECT
            ranked.article_key,
            ranked.word_count,
            ranked.score,
            tokens_of(fact_article.title) AS title_tokens,
            tokens_of(fact_article.body) AS tokens,
            -- The token with which the first phrase begins; none where the body does not hold it.
            if(
                holds_phrase(fact_article.body, asked.phrases[1]),
                len(
                    tokens_of(
                        replace(
                            regexp_extract(
                                cut_at(fact_article.body, asked.phrases[1]),
                                '(?s)^(.*?(?:^|[^\p{L}\p{N}]))\x1F(?:$|[^\p{L}\p{N}])',
                                1
                            ),
                            chr(31),
                            asked.phrases[1]
                        )
                    )
                ) + 1,
                NULL
            ) AS phrase_place,
            len(tokens_of(asked.phrases[1])) AS phrase_length
        FROM search_ranked(words, publishers := publishers, since := since, until := until) AS ranked
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
            read.phrase_place,
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
            coalesce(
                phrase_place, list_position(weights, nullif(list_max(weights), 0)), 1
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
                OR coalesce(
                    place >= placed.phrase_place
                    AND place < placed.phrase_place + placed.phrase_length
                    AND regexp_matches(placed.tokens[place], '^[\p{L}\p{N}]'),
                    FALSE
                )
            )
        ) AS pieces
    FROM placed
);
