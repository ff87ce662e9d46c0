-- Which entity stood in the news when, and where.
CREATE OR REPLACE VIEW mart.entity_by_day AS
SELECT
    dim_entity.entity_key,
    dim_entity.entity_name,
    dim_entity.kind_code,
    dim_entity.country_code,
    article.published_date,
    article.publisher_key,
    article.publisher_name,
    count(*) FILTER (WHERE fact_mention.reference_code = 'name') AS mention_count,
    count(*) FILTER (WHERE fact_mention.reference_code = 'derived') AS derived_count,
    count(DISTINCT fact_mention.article_key) AS article_count
FROM main.fact_mention
INNER JOIN mart.article ON fact_mention.article_key = article.article_key
INNER JOIN main.dim_entity ON fact_mention.entity_key = dim_entity.entity_key
GROUP BY
    dim_entity.entity_key,
    dim_entity.entity_name,
    dim_entity.kind_code,
    dim_entity.country_code,
    article.published_date,
    article.publisher_key,
    article.publisher_name;

COMMENT ON VIEW mart.entity_by_day IS
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
