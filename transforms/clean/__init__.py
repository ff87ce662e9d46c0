"""Documents → lines with roles → articles."""
