"""Expressions → intervals of the calendar."""
