"""Training recipes and score cards of the models that ship with the project."""
