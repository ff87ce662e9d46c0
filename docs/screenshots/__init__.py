"""Pictures of the dashboard on data/sample, for README and documentation: ``python -m docs.screenshots``."""
