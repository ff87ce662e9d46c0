UPDATE backfill
SET is_pause_wanted = $is_pause_wanted
WHERE backfill_number = $backfill_number
