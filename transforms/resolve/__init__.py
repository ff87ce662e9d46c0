"""Names → entities: who or what is meant, over the whole warehouse."""

from transforms.resolve.corrections import CORRECTIONS_PATH, CorrectionsError, load_corrections
from transforms.resolve.resolution import Resolution, resolve_names

__all__ = ["CORRECTIONS_PATH", "CorrectionsError", "Resolution", "load_corrections", "resolve_names"]
