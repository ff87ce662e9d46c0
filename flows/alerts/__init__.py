"""Alerts: what an operator must be told, whom it is told to, and once only."""
