-- One of the forty articles that hold most of the words, with the first place where one of them stands, cut
-- into texts and whether each is one of the words: for programs; people ask search(words).
CREATE OR REPLACE MACRO main.search_pieces(words) AS TABLE (
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

    ranked AS (
        SELECT
            found.article_key,
            count(*) AS word_count,
            sum(
                rarity.weight * found.frequency * 2.2
                / (found.frequency + 1.2 * (0.25 + 0.75 * document.term_count / collection.average_count))
            ) AS score
        FROM found
        INNER JOIN rarity ON found.term = rarity.term
        INNER JOIN search.document ON found.article_key = document.article_key
        CROSS JOIN collection
        GROUP BY found.article_key
        ORDER BY word_count DESC, score DESC, found.article_key ASC
        LIMIT 40
    ),

    asked AS (
        SELECT list(wanted.term) AS terms
        FROM stems_of(words) AS wanted
    ),

    read AS (
        SELECT
            ranked.article_key,
            ranked.word_count,
            ranked.score,
            regexp_extract_all(
                coalesce(fact_article.title || chr(10), '') || fact_article.body,
                '[\p{L}\p{N}]+|[^\p{L}\p{N}]+'
            ) AS tokens
        FROM ranked
        INNER JOIN main.fact_article ON ranked.article_key = fact_article.article_key
    ),

    marked AS (
        SELECT
            read.article_key,
            read.word_count,
            read.score,
            read.tokens,
            list_transform(
                read.tokens,
                LAMBDA token: list_contains(asked.terms, stem(lower(token), 'german'))
            ) AS hits
        FROM read
        CROSS JOIN asked
    )

    SELECT
        marked.article_key,
        marked.word_count,
        marked.score,
        list_transform(
            range(
                greatest(list_position(marked.hits, TRUE) - 12, 1),
                least(list_position(marked.hits, TRUE) + 36, len(marked.tokens)) + 1
            ),
            LAMBDA place: struct_pack(text := marked.tokens[place], is_hit := marked.hits[place])
        ) AS pieces
    FROM marked
);
