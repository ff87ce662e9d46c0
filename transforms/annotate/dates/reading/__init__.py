"""Matches → expressions with what they say, before the day of publication is known."""
