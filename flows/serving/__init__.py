"""Serving the main job: schedules and arriving files, on a Prefect server that lasts."""
