"""Manifests: beside every generation, what it is and the checksum of its bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.generation import GenerationError, begun_manifest, generation_file, manifest_file
from warehouse.home import Home
from warehouse.publishing.contents import Contents


@dataclass(frozen=True)
class Manifest:
    """What is known of one generation without opening its file.

    Attributes:
        generation: its number.
        file_name: its file, beside the manifest.
        byte_size: size of the file.
        sha256: checksum of the file, as `sha256sum` prints it.
        duckdb_version: version of DuckDB that wrote the file.
        previous_generation: the one that was published before; None for the first.
        schema_version: see `Contents`, as the rest.
        code_version: version of Presswerk.
        run_key: the run that made it.
        recipe_code: hash of what decided its facts.
        published_at: when it was made ready to publish.
        row_counts: table → rows.
    """

    generation: int
    file_name: str
    byte_size: int
    sha256: str
    duckdb_version: str
    previous_generation: int | None
    schema_version: int
    code_version: str | None
    run_key: int | None
    recipe_code: str | None
    published_at: datetime
    row_counts: dict[str, int]


def make_manifest(
    file: Path, contents: Contents, *, number: int, file_name: str, previous: int | None
) -> Manifest:
    """The manifest of a finished build file.

    Args:
        file: the build file.
        contents: what it says of itself.
        number: the generation it is to be.
        file_name: the name it is to have.
        previous: the generation published until now; None where there is none.
    """
    return Manifest(
        generation=number,
        file_name=file_name,
        byte_size=file.stat().st_size,
        sha256=checksum(file),
        duckdb_version=duckdb.__version__,
        previous_generation=previous,
        schema_version=contents.schema_version,
        code_version=contents.code_version,
        run_key=contents.run_key,
        recipe_code=contents.recipe_code,
        published_at=contents.published_at,
        row_counts=contents.row_counts,
    )


def to_json(manifest: Manifest) -> str:
    """A manifest as the file holds it."""
    record = {**asdict(manifest), "published_at": manifest.published_at.isoformat()}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def load_manifest(home: Home, number: int) -> Manifest | None:
    """The manifest of a generation; None where it was published before there were manifests.

    Raises:
        GenerationError: it is there and cannot be read.
    """
    for file in (manifest_file(home, number), begun_manifest(home, number)):
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
            return Manifest(**{**record, "published_at": datetime.fromisoformat(record["published_at"])})
        except FileNotFoundError:
            continue
        except (ValueError, TypeError, KeyError) as error:
            raise GenerationError(f"The manifest {file} is damaged: {error}.") from error
    return None


def checksum(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def damage(home: Home, manifest: Manifest, *, verify: bool) -> str | None:
    """How the file of a generation differs from its manifest; None where it does not.

    Args:
        home: the warehouse's home.
        manifest: the generation's manifest.
        verify: whether to read the whole file and compare its checksum, not only its size.
    """
    file = generation_file(home, manifest.generation)
    try:
        size = file.stat().st_size
        if size != manifest.byte_size:
            return f"its file has {size:,} bytes instead of {manifest.byte_size:,}"
        if verify and checksum(file) != manifest.sha256:
            return "the checksum of its file is another one than when it was published"
    except FileNotFoundError:
        return "its file is gone"
    except OSError as error:
        return f"its file cannot be read: {error.strerror}"
    return None
