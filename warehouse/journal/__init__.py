"""The journal: what must be known of operations also where nothing was published."""
