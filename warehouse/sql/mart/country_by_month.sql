-- How much each country is spoken of, and in which way.
CREATE OR REPLACE VIEW mart.country_by_month AS
WITH country AS (
    SELECT
        country_code,
        min(entity_name) AS country_name
    FROM main.dim_entity
    WHERE is_country
    GROUP BY country_code
),

counted AS (
    SELECT
        dim_entity.country_code,
        article.published_month,
        count(*) FILTER (WHERE dim_entity.is_country AND fact_mention.reference_code = 'name') AS name_count,
        count(*) FILTER (WHERE fact_mention.reference_code = 'derived') AS derived_count,
        count(*) FILTER (WHERE NOT dim_entity.is_country AND fact_mention.reference_code = 'name')
            AS place_count,
        count(DISTINCT fact_mention.article_key) AS article_count
    FROM main.fact_mention
    INNER JOIN main.dim_entity ON fact_mention.entity_key = dim_entity.entity_key
    INNER JOIN mart.article ON fact_mention.article_key = article.article_key
    WHERE dim_entity.country_code IS NOT NULL
    GROUP BY dim_entity.country_code, article.published_month
)

SELECT
    counted.country_code,
    coalesce(country.country_name, counted.country_code) AS country_name,
    counted.published_month,
    counted.name_count,
    counted.derived_count,
    counted.place_count,
    counted.article_count
FROM counted
LEFT JOIN country ON counted.country_code = country.country_code;

COMMENT ON VIEW mart.country_by_month IS
'One country in one month of publication. All counts may be summed over months.';
COMMENT ON COLUMN mart.country_by_month.country_code IS 'ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN mart.country_by_month.country_name IS
'Name of the country; its code where only places in it are mentioned.';
COMMENT ON COLUMN mart.country_by_month.published_month IS
'First day of the month of publication; NULL where unknown.';
COMMENT ON COLUMN mart.country_by_month.name_count IS 'Mentions of the country by name.';
COMMENT ON COLUMN mart.country_by_month.derived_count IS
'References by a word made from its name: adjective, inhabitant, part of a compound.';
COMMENT ON COLUMN mart.country_by_month.place_count IS
'Mentions of places known to lie in it, capitals above all, which often stand for its government.';
COMMENT ON COLUMN mart.country_by_month.article_count IS 'Articles with any of these.';
