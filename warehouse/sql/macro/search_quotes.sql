-- One quotation that holds some of the words, from the forty articles that the words fit best: those with
-- most of the words first, the shorter before the longer. Phrases stand in the quotation itself.
CREATE OR REPLACE MACRO main.search_quotes(
    words, publishers := NULL::VARCHAR[], since := NULL::DATE, until := NULL::DATE
) AS TABLE (
    WITH asked AS (
        SELECT list(wanted.term) AS terms
        FROM stems_of(words) AS wanted
    ),

    said AS (
        SELECT
            fact_quote.article_key,
            fact_quote.start,
            fact_quote.length,
            fact_quote.text,
            fact_quote.kind_code,
            fact_quote.speaker_key,
            fact_quote.speaker_surface,
            len(
                list_intersect(
                    list_transform(words_of(fact_quote.text), LAMBDA word: stem(word, 'german')),
                    asked.terms
                )
            ) AS word_count
        FROM search_ranked(words, publishers := publishers, since := since, until := until) AS found
        INNER JOIN main.fact_quote ON found.article_key = fact_quote.article_key
        CROSS JOIN asked
        WHERE
            len(
                list_filter(phrases_of(words), LAMBDA phrase: NOT holds_phrase(fact_quote.text, phrase))
            ) = 0
    )

    SELECT
        said.article_key,
        said.start,
        said.length,
        dim_entity.entity_name AS speaker_name,
        said.speaker_surface,
        said.kind_code,
        said.text,
        article.title,
        article.publisher_name,
        article.published_date,
        said.word_count
    FROM said
    INNER JOIN mart.article ON said.article_key = article.article_key
    INNER JOIN main.dim_entity ON said.speaker_key = dim_entity.entity_key
    WHERE said.word_count > 0
    ORDER BY said.word_count DESC, said.length ASC, said.article_key ASC, said.start ASC
);
