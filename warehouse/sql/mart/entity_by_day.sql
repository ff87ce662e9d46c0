-- Which entity stood in the news when, and where.
--
-- Articles are counted as groups of groups: counting distinct articles of each day takes several times the
-- memory. Rows of one entity lie together, so that its timeline reads only those.
CREATE OR REPLACE TABLE mart.entity_by_day AS
WITH named AS (
    SELECT
        article_key,
        entity_key,
        count(*) FILTER (WHERE reference_code = 'name') AS mention_count,
        count(*) FILTER (WHERE reference_code = 'derived') AS derived_count
    FROM main.fact_mention
    GROUP BY article_key, entity_key
),

counted AS (
    SELECT
        named.entity_key,
        article.published_date,
        article.publisher_key,
        sum(named.mention_count)::BIGINT AS mention_count,
        sum(named.derived_count)::BIGINT AS derived_count,
        count(*) AS article_count
    FROM named
    INNER JOIN mart.article ON named.article_key = article.article_key
    GROUP BY named.entity_key, article.published_date, article.publisher_key
)

SELECT
    counted.entity_key,
    dim_entity.entity_name,
    dim_entity.kind_code,
    dim_entity.country_code,
    counted.published_date,
    counted.publisher_key,
    dim_publisher.publisher_name,
    counted.mention_count,
    counted.derived_count,
    counted.article_count
FROM counted
INNER JOIN main.dim_entity ON counted.entity_key = dim_entity.entity_key
INNER JOIN main.dim_publisher ON counted.publisher_key = dim_publisher.publisher_key
ORDER BY counted.entity_key, counted.published_date, counted.publisher_key;

COMMENT ON TABLE mart.entity_by_day IS
'One entity on one day of publication with one publisher. All counts may be summed over days and publishers.';
COMMENT ON COLUMN mart.entity_by_day.entity_key IS
'Entity; 0 for mentions of unknown entities. References main.dim_entity.entity_key.';
COMMENT ON COLUMN mart.entity_by_day.entity_name IS 'Name of the entity.';
COMMENT ON COLUMN mart.entity_by_day.kind_code IS 'person, organisation, place, misc or unknown.';
COMMENT ON COLUMN mart.entity_by_day.country_code IS
'ISO 3166-1 alpha-2 code of a country or of the country it lies in.';
COMMENT ON COLUMN mart.entity_by_day.published_date IS 'Day of publication; NULL where unknown.';
COMMENT ON COLUMN mart.entity_by_day.publisher_key IS 'Publisher; 0 where unknown.';
COMMENT ON COLUMN mart.entity_by_day.publisher_name IS 'Name of the publisher.';
COMMENT ON COLUMN mart.entity_by_day.mention_count IS 'Mentions by name.';
COMMENT ON COLUMN mart.entity_by_day.derived_count IS
'References by a word made from the name: nordkoreanisch, Ukraine-Krieg.';
COMMENT ON COLUMN mart.entity_by_day.article_count IS 'Articles with a mention or reference.';
