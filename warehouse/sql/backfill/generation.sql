-- The generation that this file is, or that it was copied from; 0 before the first.
SELECT coalesce(max(generation_number), 0) AS generation_number
FROM ops.publication
