-- Quotations whose speaker's name was not accepted as a mention: who speaks is unknown then.
UPDATE main.fact_quote
SET
    speaker_alias_key = NULL,
    speaker_key = 0
WHERE
    speaker_alias_key IS NOT NULL
    AND speaker_alias_key NOT IN (SELECT entity_alias.alias_key FROM main.entity_alias);

-- Quotations whose speaker's name has come to mean another entity. Only they are written.
UPDATE main.fact_quote
SET speaker_key = entity_alias.entity_key
FROM main.entity_alias
WHERE
    fact_quote.speaker_alias_key = entity_alias.alias_key
    AND fact_quote.speaker_key <> entity_alias.entity_key
