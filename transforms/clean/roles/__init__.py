"""Lines → lines with roles: the line model, and declared rules on top of it."""
