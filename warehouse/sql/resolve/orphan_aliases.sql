-- Names that no fact uses any more.
DELETE FROM main.entity_alias
WHERE alias_key NOT IN (
    SELECT fact_mention.alias_key
    FROM main.fact_mention
    UNION
    SELECT fact_quote.speaker_alias_key
    FROM main.fact_quote
    WHERE fact_quote.speaker_alias_key IS NOT NULL
)
