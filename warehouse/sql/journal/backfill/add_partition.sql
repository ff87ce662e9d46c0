INSERT OR IGNORE INTO backfill_partition (backfill_number, partition_number, label, item_count, state_code)
VALUES ($backfill_number, $partition_number, $label, $item_count, 'planned')
