-- The work list: what was rejected, under a short name that is its own, narrowed down. A filter that is NULL
-- lets everything through.
WITH named AS (
    SELECT
        *,
        lpad(lower(to_hex(quarantine_key)), 16, '0') AS name,
        CASE
            WHEN replayed_at IS NOT NULL THEN 'replayed'
            WHEN discarded_at IS NOT NULL THEN 'discarded'
            ELSE 'open'
        END AS state_code
    FROM raw.quarantine
)

SELECT
    CASE WHEN count(*) OVER (PARTITION BY left(name, 8)) = 1 THEN left(name, 8) ELSE name END AS key,
    state_code,
    stage_code,
    reason_code,
    table_code,
    source_uri,
    member,
    document_key,
    detail,
    byte_size,
    modified_ns,
    run_key,
    quarantined_at,
    replay_count,
    replayed_at,
    discarded_at,
    discard_note,
    payload_uri,
    quarantine_key
FROM named
QUALIFY
    ($state::VARCHAR IS NULL OR state_code = $state)
    AND ($stage::VARCHAR IS NULL OR stage_code = $stage)
    AND ($reason::VARCHAR IS NULL OR reason_code = $reason)
    AND ($run_key::BIGINT IS NULL OR run_key = $run_key)
    AND ($source::VARCHAR IS NULL OR source_uri GLOB $source OR source_uri GLOB ('*/' || $source))
    AND ($keys::BIGINT[] IS NULL OR list_contains($keys::BIGINT[], quarantine_key))
ORDER BY quarantined_at DESC, stage_code ASC, reason_code ASC, source_uri ASC, quarantine_key ASC
