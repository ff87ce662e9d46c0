-- Claims that cannot both be right if they speak of the same thing: same counted noun, same unit, the same
-- entity in both sentences, in different articles, and no value that both allow.
--
-- 0.1: newspapers round to two leading digits, by 5 % at the most; two rounded claims on one thing are less
-- than 10 % apart.
-- 31 days: later articles speak of a later state of affairs. Where a day is not known, the claims are
-- compared.
-- Spans of time are left out, and so are claims that name nothing but their unit ("3 Milliarden Euro"): what
-- is measured is not told, so that two of them are seldom about the same thing.
-- "More than 12" has no upper end here and "less than 12" no lower one, whatever values the claim bears.
CREATE OR REPLACE VIEW mart.conflicting_quantity AS
WITH named AS (
    SELECT DISTINCT
        article_key,
        sentence_number,
        entity_key
    FROM main.fact_mention
    WHERE entity_key <> 0
),

claim AS (
    SELECT
        named.entity_key,
        dim_entity.entity_name,
        fact_quantity.article_key,
        fact_quantity.start,
        fact_quantity.length,
        fact_quantity.counted_lemma,
        fact_quantity.unit_code,
        CASE
            WHEN fact_quantity.modifier_code IN ('at_most', 'less_than') THEN NULL
            ELSE fact_quantity.low_value
        END AS low_value,
        CASE
            WHEN fact_quantity.modifier_code IN ('at_least', 'more_than') THEN NULL
            ELSE fact_quantity.high_value
        END AS high_value,
        article.published_date
    FROM main.fact_quantity
    INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
    INNER JOIN named
        ON
            fact_quantity.article_key = named.article_key
            AND fact_quantity.sentence_number = named.sentence_number
    INNER JOIN main.dim_entity ON named.entity_key = dim_entity.entity_key
    WHERE
        fact_quantity.form_code <> 'duration'
        AND fact_quantity.counted_lemma NOT IN (
            'Euro', 'Cent', 'Dollar', 'Pfund', 'Franken', 'Yen', 'Yuan', 'Rubel', 'Krone', 'Lira',
            'Złoty', 'Mark', 'Prozent', 'Prozentpunkt', 'Promille', 'Punkt', 'Mal', 'Grad', 'Kilometer',
            'Meter', 'Zentimeter', 'Millimeter', 'Quadratmeter', 'Quadratkilometer', 'Hektar',
            'Kubikmeter', 'Kubikzentimeter', 'Liter', 'Barrel', 'Tonne', 'Kilogramm', 'Gramm',
            'Milligramm', 'Stundenkilometer', 'Knoten', 'PS', 'Kilowatt', 'Megawatt', 'Gigawatt',
            'Kilowattstunde', 'Megawattstunde', 'Gigawattstunde', 'Terawattstunde'
        )
),

conflict AS (
    SELECT
        lower_claim.entity_key,
        lower_claim.entity_name,
        lower_claim.counted_lemma,
        lower_claim.unit_code,
        (higher_claim.low_value - lower_claim.high_value)
        / greatest(abs(higher_claim.low_value), abs(lower_claim.high_value)) AS gap_share,
        lower_claim.article_key AS lower_article_key,
        lower_claim.start AS lower_start,
        lower_claim.length AS lower_length,
        higher_claim.article_key AS higher_article_key,
        higher_claim.start AS higher_start,
        higher_claim.length AS higher_length
    FROM claim AS lower_claim
    INNER JOIN claim AS higher_claim
        ON
            lower_claim.entity_key = higher_claim.entity_key
            AND lower_claim.counted_lemma = higher_claim.counted_lemma
            AND lower_claim.unit_code IS NOT DISTINCT FROM higher_claim.unit_code
            AND lower_claim.high_value < higher_claim.low_value
            AND lower_claim.article_key <> higher_claim.article_key
            AND higher_claim.low_value - lower_claim.high_value
            > 0.1 * greatest(abs(higher_claim.low_value), abs(lower_claim.high_value))
            AND coalesce(
                abs(date_diff('day', lower_claim.published_date, higher_claim.published_date)), 0
            ) <= 31
),

readable AS (
    SELECT
        fact_quantity.article_key,
        fact_quantity.start,
        fact_quantity.length,
        fact_quantity.surface,
        fact_quantity.low_value,
        fact_quantity.high_value,
        fact_quantity.is_hedged,
        fact_sentence.text AS sentence,
        article.title,
        article.publisher_name,
        article.published_date
    FROM main.fact_quantity
    INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
    LEFT JOIN main.fact_sentence
        ON
            fact_quantity.article_key = fact_sentence.article_key
            AND fact_quantity.sentence_number = fact_sentence.sentence_number
)

SELECT
    conflict.counted_lemma,
    conflict.unit_code,
    conflict.entity_key,
    conflict.entity_name,
    conflict.gap_share,
    conflict.lower_article_key,
    conflict.lower_start,
    conflict.lower_length,
    lower_claim.surface AS lower_surface,
    lower_claim.low_value AS lower_low_value,
    lower_claim.high_value AS lower_high_value,
    lower_claim.is_hedged AS lower_is_hedged,
    lower_claim.sentence AS lower_sentence,
    lower_claim.title AS lower_title,
    lower_claim.publisher_name AS lower_publisher_name,
    lower_claim.published_date AS lower_published_date,
    conflict.higher_article_key,
    conflict.higher_start,
    conflict.higher_length,
    higher_claim.surface AS higher_surface,
    higher_claim.low_value AS higher_low_value,
    higher_claim.high_value AS higher_high_value,
    higher_claim.is_hedged AS higher_is_hedged,
    higher_claim.sentence AS higher_sentence,
    higher_claim.title AS higher_title,
    higher_claim.publisher_name AS higher_publisher_name,
    higher_claim.published_date AS higher_published_date
FROM conflict
INNER JOIN readable AS lower_claim
    ON
        conflict.lower_article_key = lower_claim.article_key
        AND conflict.lower_start = lower_claim.start
        AND conflict.lower_length = lower_claim.length
INNER JOIN readable AS higher_claim
    ON
        conflict.higher_article_key = higher_claim.article_key
        AND conflict.higher_start = higher_claim.start
        AND conflict.higher_length = higher_claim.length;

COMMENT ON VIEW mart.conflicting_quantity IS
'Two number claims that cannot both be right if they speak of the same thing, and one entity that both '
'sentences name or refer to: same counted noun and unit, different articles not more than 31 days apart, '
'values more than 10 % apart. A list to look through: whether it is the same thing, the two sentences say. '
'A pair with two such entities has two rows.';
COMMENT ON COLUMN mart.conflicting_quantity.counted_lemma IS 'Lemma of the noun that both count.';
COMMENT ON COLUMN mart.conflicting_quantity.unit_code IS
'Unit of both claims; NULL where things are counted.';
COMMENT ON COLUMN mart.conflicting_quantity.entity_key IS
'Known entity in both sentences. References main.dim_entity.entity_key.';
COMMENT ON COLUMN mart.conflicting_quantity.entity_name IS 'Its name.';
COMMENT ON COLUMN mart.conflicting_quantity.gap_share IS
'Distance between the nearest values of the two claims, as a share of the larger.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_article_key IS
'Article with the smaller value. References main.fact_article.article_key.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_start IS
'Start of that claim in the body, in code points from 0.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_length IS 'Its length in the body, in code points.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_surface IS 'The claim as written.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_low_value IS
'Smallest value it claims; NULL where it has no lower end.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_high_value IS
'Largest value it claims; NULL where it has no upper end.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_is_hedged IS
'Whether the article keeps its distance from it.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_sentence IS 'Sentence that it begins in.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_title IS
'Headline of its article; NULL where the page shows none.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_publisher_name IS 'Publisher of its article.';
COMMENT ON COLUMN mart.conflicting_quantity.lower_published_date IS
'Day its article was published; NULL where unknown.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_article_key IS
'Article with the larger value. References main.fact_article.article_key.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_start IS
'Start of that claim in the body, in code points from 0.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_length IS 'Its length in the body, in code points.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_surface IS 'The claim as written.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_low_value IS
'Smallest value it claims; NULL where it has no lower end.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_high_value IS
'Largest value it claims; NULL where it has no upper end.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_is_hedged IS
'Whether the article keeps its distance from it.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_sentence IS 'Sentence that it begins in.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_title IS
'Headline of its article; NULL where the page shows none.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_publisher_name IS 'Publisher of its article.';
COMMENT ON COLUMN mart.conflicting_quantity.higher_published_date IS
'Day its article was published; NULL where unknown.';
