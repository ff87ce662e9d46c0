"""Pure functions on polars frames, one folder per stage."""
