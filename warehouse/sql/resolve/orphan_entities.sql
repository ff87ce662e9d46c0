-- Entities that no name means any more; the unknown member stays.
DELETE FROM main.dim_entity
WHERE
    entity_key <> 0
    AND entity_key NOT IN (SELECT entity_key FROM main.entity_alias)
