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
--
-- In steps, each of which knows how many rows the one before gave and hands on numbers instead of texts: as
-- one query it takes more memory than a build has.
CREATE OR REPLACE TEMP TABLE named_claim AS
SELECT DISTINCT
    fact_mention.entity_key,
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
    article.published_date,
    fact_quantity.article_key,
    fact_quantity.start,
    fact_quantity.length
FROM main.fact_quantity
INNER JOIN mart.article ON fact_quantity.article_key = article.article_key
INNER JOIN main.fact_mention
    ON
        fact_quantity.article_key = fact_mention.article_key
        AND fact_quantity.sentence_number = fact_mention.sentence_number
        AND fact_mention.entity_key <> 0
WHERE
    fact_quantity.form_code <> 'duration'
    AND fact_quantity.counted_lemma NOT IN (
        'Euro', 'Cent', 'Dollar', 'Pfund', 'Franken', 'Yen', 'Yuan', 'Rubel', 'Krone', 'Lira',
        'Złoty', 'Mark', 'Prozent', 'Prozentpunkt', 'Promille', 'Punkt', 'Mal', 'Grad', 'Kilometer',
        'Meter', 'Zentimeter', 'Millimeter', 'Quadratmeter', 'Quadratkilometer', 'Hektar',
        'Kubikmeter', 'Kubikzentimeter', 'Liter', 'Barrel', 'Tonne', 'Kilogramm', 'Gramm',
        'Milligramm', 'Stundenkilometer', 'Knoten', 'PS', 'Kilowatt', 'Megawatt', 'Gigawatt',
        'Kilowattstunde', 'Megawattstunde', 'Gigawattstunde', 'Terawattstunde'
    );

-- What is claimed on a day, by however many articles, is compared once.
CREATE OR REPLACE TEMP TABLE numbered_claim AS
SELECT
    row_number() OVER () AS claim_number,
    dense_rank() OVER (ORDER BY entity_key, counted_lemma, unit_code) AS subject_number,
    dense_rank() OVER (
        ORDER BY entity_key, counted_lemma, unit_code, low_value, high_value, published_date
    ) AS statement_number,
    entity_key,
    counted_lemma,
    unit_code,
    low_value,
    high_value,
    published_date,
    article_key,
    start,
    length
FROM named_claim;

CREATE OR REPLACE TEMP TABLE conflict AS
WITH statement AS (
    SELECT DISTINCT
        subject_number,
        statement_number,
        low_value,
        high_value,
        published_date
    FROM numbered_claim
),

contradiction AS (
    SELECT
        lower_statement.statement_number AS lower_number,
        higher_statement.statement_number AS higher_number,
        (higher_statement.low_value - lower_statement.high_value)
        / greatest(abs(higher_statement.low_value), abs(lower_statement.high_value)) AS gap_share
    FROM statement AS lower_statement
    INNER JOIN statement AS higher_statement
        ON
            lower_statement.subject_number = higher_statement.subject_number
            AND higher_statement.low_value - lower_statement.high_value
            > 0.1 * greatest(abs(higher_statement.low_value), abs(lower_statement.high_value))
            AND coalesce(
                abs(date_diff('day', lower_statement.published_date, higher_statement.published_date)), 0
            ) <= 31
)

SELECT
    lower_claim.claim_number AS lower_number,
    higher_claim.claim_number AS higher_number,
    contradiction.gap_share
FROM contradiction
INNER JOIN numbered_claim AS lower_claim ON contradiction.lower_number = lower_claim.statement_number
INNER JOIN numbered_claim AS higher_claim
    ON
        contradiction.higher_number = higher_claim.statement_number
        AND lower_claim.article_key <> higher_claim.article_key;

CREATE OR REPLACE TEMP TABLE readable_claim AS
WITH disputed AS (
    SELECT lower_number AS claim_number FROM conflict
    UNION
    SELECT higher_number AS claim_number FROM conflict
)

SELECT
    numbered_claim.claim_number,
    numbered_claim.entity_key,
    dim_entity.entity_name,
    numbered_claim.counted_lemma,
    numbered_claim.unit_code,
    numbered_claim.article_key,
    numbered_claim.start,
    numbered_claim.length,
    quantity_list.surface,
    quantity_list.low_value,
    quantity_list.high_value,
    quantity_list.is_hedged,
    quantity_list.sentence,
    quantity_list.title,
    quantity_list.publisher_name,
    quantity_list.published_date
FROM disputed
INNER JOIN numbered_claim ON disputed.claim_number = numbered_claim.claim_number
INNER JOIN main.dim_entity ON numbered_claim.entity_key = dim_entity.entity_key
INNER JOIN mart.quantity_list
    ON
        numbered_claim.article_key = quantity_list.article_key
        AND numbered_claim.start = quantity_list.start
        AND numbered_claim.length = quantity_list.length;

CREATE OR REPLACE TABLE mart.conflicting_quantity AS
SELECT
    lower_claim.counted_lemma,
    lower_claim.unit_code,
    lower_claim.entity_key,
    lower_claim.entity_name,
    conflict.gap_share,
    lower_claim.article_key AS lower_article_key,
    lower_claim.start AS lower_start,
    lower_claim.length AS lower_length,
    lower_claim.surface AS lower_surface,
    lower_claim.low_value AS lower_low_value,
    lower_claim.high_value AS lower_high_value,
    lower_claim.is_hedged AS lower_is_hedged,
    lower_claim.sentence AS lower_sentence,
    lower_claim.title AS lower_title,
    lower_claim.publisher_name AS lower_publisher_name,
    lower_claim.published_date AS lower_published_date,
    higher_claim.article_key AS higher_article_key,
    higher_claim.start AS higher_start,
    higher_claim.length AS higher_length,
    higher_claim.surface AS higher_surface,
    higher_claim.low_value AS higher_low_value,
    higher_claim.high_value AS higher_high_value,
    higher_claim.is_hedged AS higher_is_hedged,
    higher_claim.sentence AS higher_sentence,
    higher_claim.title AS higher_title,
    higher_claim.publisher_name AS higher_publisher_name,
    higher_claim.published_date AS higher_published_date
FROM conflict
INNER JOIN readable_claim AS lower_claim ON conflict.lower_number = lower_claim.claim_number
INNER JOIN readable_claim AS higher_claim ON conflict.higher_number = higher_claim.claim_number;

DROP TABLE readable_claim;
DROP TABLE conflict;
DROP TABLE numbered_claim;
DROP TABLE named_claim;

COMMENT ON TABLE mart.conflicting_quantity IS
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
