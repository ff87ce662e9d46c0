-- What the accepted facts make of their articles: counts, the share in the words of others, the share of
-- sentences that keep their distance. `reach` is how far the quotations before a span have come, so that
-- overlapping spans count once.
UPDATE main.fact_article
SET
    sentence_count = measured.sentence_count,
    mention_count = measured.mention_count,
    quote_count = measured.quote_count,
    quantity_count = measured.quantity_count,
    date_mention_count = measured.date_mention_count,
    quoted_share = measured.quoted_share,
    hedged_share = measured.hedged_share,
    annotation_run_key = $run_key
FROM (
    WITH chosen AS (
        SELECT DISTINCT article_key
        FROM read_parquet($articles)
    ),

    sentence AS (
        SELECT
            fact_sentence.article_key,
            count(*) AS fact_count
        FROM main.fact_sentence
        SEMI JOIN chosen ON fact_sentence.article_key = chosen.article_key
        GROUP BY fact_sentence.article_key
    ),

    mention AS (
        SELECT
            fact_mention.article_key,
            count(*) AS fact_count
        FROM main.fact_mention
        SEMI JOIN chosen ON fact_mention.article_key = chosen.article_key
        GROUP BY fact_mention.article_key
    ),

    quotation AS (
        SELECT
            fact_quote.article_key,
            count(*) AS fact_count
        FROM main.fact_quote
        SEMI JOIN chosen ON fact_quote.article_key = chosen.article_key
        GROUP BY fact_quote.article_key
    ),

    quantity AS (
        SELECT
            fact_quantity.article_key,
            count(*) AS fact_count
        FROM main.fact_quantity
        SEMI JOIN chosen ON fact_quantity.article_key = chosen.article_key
        GROUP BY fact_quantity.article_key
    ),

    date_mention AS (
        SELECT
            fact_date_mention.article_key,
            count(*) AS fact_count
        FROM main.fact_date_mention
        SEMI JOIN chosen ON fact_date_mention.article_key = chosen.article_key
        GROUP BY fact_date_mention.article_key
    ),

    verbatim AS (
        SELECT
            fact_quote.article_key,
            fact_quote.start,
            fact_quote.start + fact_quote.length AS stop,
            max(fact_quote.start + fact_quote.length) OVER (
                PARTITION BY fact_quote.article_key
                ORDER BY fact_quote.start ASC, fact_quote.length ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS reach
        FROM main.fact_quote
        SEMI JOIN chosen ON fact_quote.article_key = chosen.article_key
        WHERE fact_quote.kind_code IN ('direct', 'partial')
    ),

    quoted AS (
        SELECT
            article_key,
            sum(greatest(stop - greatest(start, coalesce(reach, 0)), 0)) AS character_count
        FROM verbatim
        GROUP BY article_key
    ),

    distancing AS (
        SELECT
            fact_quote.article_key,
            fact_quote.sentence_number
        FROM main.fact_quote
        SEMI JOIN chosen ON fact_quote.article_key = chosen.article_key
        WHERE fact_quote.kind_code = 'indirect'
        UNION
        SELECT
            fact_quantity.article_key,
            fact_quantity.sentence_number
        FROM main.fact_quantity
        SEMI JOIN chosen ON fact_quantity.article_key = chosen.article_key
        WHERE fact_quantity.is_hedged
    ),

    hedged AS (
        SELECT
            article_key,
            count(*) AS sentence_count
        FROM distancing
        GROUP BY article_key
    )

    SELECT
        fact_article.article_key,
        coalesce(sentence.fact_count, 0) AS sentence_count,
        coalesce(mention.fact_count, 0) AS mention_count,
        coalesce(quotation.fact_count, 0) AS quote_count,
        coalesce(quantity.fact_count, 0) AS quantity_count,
        coalesce(date_mention.fact_count, 0) AS date_mention_count,
        coalesce(quoted.character_count, 0) / length(fact_article.body) AS quoted_share,
        coalesce(hedged.sentence_count / sentence.fact_count, 0) AS hedged_share
    FROM main.fact_article
    SEMI JOIN chosen ON fact_article.article_key = chosen.article_key
    LEFT JOIN sentence ON fact_article.article_key = sentence.article_key
    LEFT JOIN mention ON fact_article.article_key = mention.article_key
    LEFT JOIN quotation ON fact_article.article_key = quotation.article_key
    LEFT JOIN quantity ON fact_article.article_key = quantity.article_key
    LEFT JOIN date_mention ON fact_article.article_key = date_mention.article_key
    LEFT JOIN quoted ON fact_article.article_key = quoted.article_key
    LEFT JOIN hedged ON fact_article.article_key = hedged.article_key
) AS measured
WHERE fact_article.article_key = measured.article_key
