-- Entities by how often the articles name them on each side. The key of an entity comes from its name, so it
-- is the same on both.
CREATE TABLE change.entity AS
WITH counted AS (
    SELECT
        entity_key,
        count(*) AS old_count,
        0 AS new_count
    FROM old.fact
    WHERE table_code = 'fact_mention'
    GROUP BY entity_key
    UNION ALL
    SELECT
        entity_key,
        0 AS old_count,
        count(*) AS new_count
    FROM new.fact
    WHERE table_code = 'fact_mention'
    GROUP BY entity_key
),

summed AS (
    SELECT
        entity_key,
        sum(old_count)::BIGINT AS old_count,
        sum(new_count)::BIGINT AS new_count
    FROM counted
    GROUP BY entity_key
)

SELECT
    summed.entity_key,
    coalesce(new_entity.entity_name, old_entity.entity_name) AS entity_name,
    coalesce(new_entity.kind_code, old_entity.kind_code) AS kind_code,
    summed.old_count,
    summed.new_count,
    summed.new_count - summed.old_count AS difference
FROM summed
LEFT JOIN old.dim_entity AS old_entity ON summed.entity_key = old_entity.entity_key
LEFT JOIN new.dim_entity AS new_entity ON summed.entity_key = new_entity.entity_key
