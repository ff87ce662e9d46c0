"""The stages of a run: thin tasks that read a shard, call one transform and write a shard."""
