-- How much of what was found in the bodies of this run is complete, beside that of all earlier runs.
WITH judged AS (
    SELECT
        'article_with_mention' AS share_code,
        annotation_run_key = $run_key AS is_new,
        mention_count > 0 AS holds
    FROM main.fact_article
    UNION ALL
    SELECT
        'mention_with_known_entity' AS share_code,
        run_key = $run_key AS is_new,
        entity_key <> 0 AS holds
    FROM main.fact_mention
    UNION ALL
    SELECT
        kind_code || '_quote_with_known_speaker' AS share_code,
        run_key = $run_key AS is_new,
        speaker_key <> 0 AS holds
    FROM main.fact_quote
    WHERE kind_code IN ('direct', 'partial', 'indirect')
    UNION ALL
    SELECT
        'quantity_with_counted_noun' AS share_code,
        run_key = $run_key AS is_new,
        counted_lemma IS NOT NULL AS holds
    FROM main.fact_quantity
    UNION ALL
    SELECT
        'date_mention_resolved' AS share_code,
        run_key = $run_key AS is_new,
        from_date IS NOT NULL AS holds
    FROM main.fact_date_mention
    WHERE type_code <> 'set'
),

measured AS (
    SELECT
        share_code,
        is_new,
        count(*) AS judged_count,
        avg(holds::INTEGER) AS judged_share
    FROM judged
    GROUP BY share_code, is_new
)

SELECT
    new_facts.share_code,
    new_facts.judged_count,
    new_facts.judged_share,
    earlier_facts.judged_count AS baseline_judged_count,
    earlier_facts.judged_share AS baseline_judged_share
FROM measured AS new_facts
LEFT JOIN measured AS earlier_facts
    ON new_facts.share_code = earlier_facts.share_code AND NOT earlier_facts.is_new
WHERE new_facts.is_new
ORDER BY new_facts.share_code
