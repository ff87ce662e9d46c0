-- Mentions whose name has come to mean another entity. Only they are written.
UPDATE main.fact_mention
SET entity_key = entity_alias.entity_key
FROM main.entity_alias
WHERE
    fact_mention.alias_key = entity_alias.alias_key
    AND fact_mention.entity_key <> entity_alias.entity_key
