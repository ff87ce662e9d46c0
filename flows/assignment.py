"""What a run is asked to work on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

KindCode = Literal["run", "replay", "backfill"]


@dataclass(frozen=True)
class Assignment:
    """What a run works on, besides nothing that it knows already.

    Attributes:
        kind_code: `run` looks for what is new; `replay` puts rejected things through again; `backfill` works
            again on a part of the archive.
        paths: files and folders to look at. A replay reads them whether or not they are known.
        documents: Parquet file with the `document_key` of known documents whose pages are read again.
        articles: Parquet file with the `article_key` of known articles whose bodies are annotated again.
        takes_stale: whether what another recipe made is worked on again, too.
        sources: Parquet file with the `source_uri` of files and folders that a replay reads besides `paths`.
            Where one is gone, `path` says where its content is kept, with its `byte_size` and `modified_ns`.
        tried: Parquet file with the `quarantine_key` of what a replay puts through again, and how often it
            was before (`replay_count`).
    """

    kind_code: KindCode
    paths: tuple[Path, ...]
    documents: Path | None = None
    articles: Path | None = None
    takes_stale: bool = False
    sources: Path | None = None
    tried: Path | None = None
