-- A generation is published once, however often a killed publication is taken to its end.
INSERT INTO publication (kind_code, generation_number, previous_number, run_key, happened_at)
SELECT
    $kind_code AS kind_code,
    $generation AS generation_number,
    $previous_number AS previous_number,
    $run_key AS run_key,
    $now AS happened_at
WHERE
    $kind_code <> 'publish'
    OR NOT EXISTS (
        SELECT 1
        FROM publication
        WHERE
            kind_code = 'publish'
            AND generation_number = $generation
            AND coalesce(run_key, 0) = coalesce($run_key, 0)
    )
