-- One entity.
SELECT
    entity_key,
    entity_name,
    kind_code,
    country_code
FROM main.dim_entity
WHERE entity_key = $entity AND entity_key <> 0
