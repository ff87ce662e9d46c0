"""The dashboard: a web app that reads the published warehouse, and nothing else."""
