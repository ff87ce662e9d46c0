"""Where a warehouse lives on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The folder that holds everything of one warehouse.

    Attributes:
        root: absolute path of the folder.
    """

    root: Path

    @property
    def pointer(self) -> Path:
        """The published file: a symbolic link to the current generation, swapped atomically."""
        return self.root / "warehouse" / "presswerk.duckdb"

    @property
    def generations(self) -> Path:
        """Folder of the published generations. A published file is never written to again."""
        return self.root / "warehouse" / "generations"

    @property
    def build(self) -> Path:
        """Folder of the file a run is building; private to the holder of the lock."""
        return self.root / "warehouse" / "build"

    @property
    def work(self) -> Path:
        """Folder of the shards a run leaves on disk between its stages."""
        return self.root / "work"

    def tags(self, recipe: str) -> Path:
        """Folder of what the spaCy pipeline said of texts, kept from run to run; safe to delete.

        Args:
            recipe: code of the recipe that decides it.
        """
        return self.root / "tags" / recipe

    @property
    def reports(self) -> Path:
        """Folder of the quality reports."""
        return self.root / "reports"

    @property
    def prefect(self) -> Path:
        """Prefect's own folder, unless PREFECT_HOME says otherwise."""
        return self.root / "prefect"

    @property
    def journal(self) -> Path:
        """SQLite file of what must be known of operations also where nothing was published."""
        return self.root / "journal.sqlite"

    @property
    def backfills(self) -> Path:
        """Folder of the backfills, each with a work folder and a build of its own."""
        return self.root / "backfills"

    @property
    def lock(self) -> Path:
        """File whose lock the single writer holds."""
        return self.root / "writer.lock"
