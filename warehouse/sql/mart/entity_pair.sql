-- Who and what is named together. The smaller key stands first, so that a pair has one row a month.
CREATE OR REPLACE VIEW mart.entity_pair AS
WITH together AS (
    SELECT DISTINCT
        first_mention.entity_key AS first_entity_key,
        second_mention.entity_key AS second_entity_key,
        first_mention.article_key,
        first_mention.sentence_number
    FROM main.fact_mention AS first_mention
    INNER JOIN main.fact_mention AS second_mention
        ON
            first_mention.article_key = second_mention.article_key
            AND first_mention.sentence_number = second_mention.sentence_number
            AND first_mention.entity_key < second_mention.entity_key
    WHERE
        first_mention.reference_code = 'name'
        AND second_mention.reference_code = 'name'
        AND first_mention.entity_key <> 0
        AND second_mention.entity_key <> 0
),

counted AS (
    SELECT
        together.first_entity_key,
        together.second_entity_key,
        article.published_month,
        count(*) AS sentence_count,
        count(DISTINCT together.article_key) AS article_count
    FROM together
    INNER JOIN mart.article ON together.article_key = article.article_key
    GROUP BY together.first_entity_key, together.second_entity_key, article.published_month
)

SELECT
    counted.first_entity_key,
    first_entity.entity_name AS first_entity_name,
    first_entity.kind_code AS first_kind_code,
    counted.second_entity_key,
    second_entity.entity_name AS second_entity_name,
    second_entity.kind_code AS second_kind_code,
    counted.published_month,
    counted.sentence_count,
    counted.article_count
FROM counted
INNER JOIN main.dim_entity AS first_entity ON counted.first_entity_key = first_entity.entity_key
INNER JOIN main.dim_entity AS second_entity ON counted.second_entity_key = second_entity.entity_key;

COMMENT ON VIEW mart.entity_pair IS
'Two known entities named in one sentence, in one month of publication. Words made from a name do not '
'count. All counts may be summed over months.';
COMMENT ON COLUMN mart.entity_pair.first_entity_key IS
'Entity with the smaller key. References main.dim_entity.entity_key.';
COMMENT ON COLUMN mart.entity_pair.first_entity_name IS 'Its name.';
COMMENT ON COLUMN mart.entity_pair.first_kind_code IS 'Its kind: person, organisation, place or misc.';
COMMENT ON COLUMN mart.entity_pair.second_entity_key IS
'Entity with the larger key. References main.dim_entity.entity_key.';
COMMENT ON COLUMN mart.entity_pair.second_entity_name IS 'Its name.';
COMMENT ON COLUMN mart.entity_pair.second_kind_code IS 'Its kind: person, organisation, place or misc.';
COMMENT ON COLUMN mart.entity_pair.published_month IS
'First day of the month of publication; NULL where unknown.';
COMMENT ON COLUMN mart.entity_pair.sentence_count IS 'Sentences that name both.';
COMMENT ON COLUMN mart.entity_pair.article_count IS 'Articles with such a sentence.';
