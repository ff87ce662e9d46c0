"""Where a backfill keeps its things: a folder of its own below the home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import Home
from warehouse.journal.backfills import backfill_id
from warehouse.lock import WriterBusyError, writer_lock


@dataclass(frozen=True)
class Place:
    """The folder of one backfill.

    Attributes:
        home: the warehouse's home.
        number: the backfill.
    """

    home: Home
    number: int

    @property
    def folder(self) -> Path:
        """All that the backfill keeps."""
        return self.home.backfills / backfill_id(self.number)

    @property
    def chosen(self) -> Path:
        """Parquet file with the keys of all that was chosen."""
        return self.folder / "partitions" / "chosen.parquet"

    def partition(self, number: int) -> Path:
        """Parquet file with the keys of one partition: `document_key`, and equal to it `article_key`."""
        return self.folder / "partitions" / f"{number:04d}.parquet"

    @property
    def work(self) -> Path:
        """Folder of the shards that partitions leave, and of what they share."""
        return self.folder / "work"

    @property
    def build(self) -> Path:
        """Folder of the base copy, and later of the candidate."""
        return self.folder / "build"

    @property
    def tags(self) -> Path:
        """Folder of the tags: those of runs may be put together at any moment, these stay."""
        return self.folder / "tags"

    @property
    def loading(self) -> Path:
        """Folder of what goes from the partitions into the candidate."""
        return self.folder / "loading"

    @property
    def candidate(self) -> Path:
        """File that says what the candidate is; there once it is verified."""
        return self.folder / "candidate.json"

    @property
    def comparison(self) -> Path:
        """DuckDB file that shows old against new."""
        return self.folder / "comparison.duckdb"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only one who works on the backfill.

        Raises:
            WriterBusyError: another process is at it.
        """
        name = backfill_id(self.number)
        with ExitStack() as stack:
            try:
                stack.enter_context(writer_lock(Home(self.folder)))
            except WriterBusyError:
                raise WriterBusyError(
                    f"{name} is being worked on by another process. `presswerk backfill pause {name}` has it"
                    " pause after the partition in work."
                ) from None
            yield
