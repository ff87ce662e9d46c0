"""`presswerk backfill`: work again on a part of the archive, partition by partition."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
