"""Prefect flows, settings and the `presswerk` command: what runs, in which order."""
