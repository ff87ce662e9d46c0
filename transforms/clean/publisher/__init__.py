"""Who published a page: the declared list, and what pages tell of themselves."""
