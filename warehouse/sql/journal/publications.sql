SELECT
    kind_code,
    generation_number,
    previous_number,
    run_key,
    happened_at
FROM publication
ORDER BY publication_id
