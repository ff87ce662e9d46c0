"""Backfills: a part of the archive is worked on again, partition by partition, while scheduled runs go on."""
