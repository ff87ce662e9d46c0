"""`presswerk export` and `presswerk rebuild`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import HomeOption, fail, reading
from flows.exit_code import ExitCode
from flows.settings import Settings


class Format(StrEnum):
    """What an export is written as."""

    PARQUET = "parquet"
    GKG = "gkg"
    QUOTES = "quotes"
    CSV = "csv"


OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Replace an earlier one, once the new one is whole.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(export)
    app.command()(rebuild)


def export(
    target: Annotated[
        Path,
        typer.Argument(help="Folder for parquet, else a file; - is standard output.", allow_dash=True),
    ],
    output: Annotated[
        Format | None,
        typer.Option("--format", help="What to write.  [default: csv with --query, else parquet]"),
    ] = None,
    query: Annotated[
        str | None, typer.Option("--query", metavar="SQL", help="One statement, whose answer is written.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="NAME",
            help="A schema or table for parquet; may be given again.  [default: all]",
        ),
    ] = None,
    overwrite: OverwriteOption = False,
    home: HomeOption = None,
) -> None:
    """Write what is published into files for other tools; docs/exports.md says what each holds.

    parquet is the whole warehouse, with a manifest; gkg a GDELT GKG 2.1 row for each article; quotes a JSON
    object for each article with quotations, in the shape of GDELT's Global Quotation Graph; csv the answer to
    a query.

    \b
    Examples:
      presswerk export archive-2026
      presswerk export star --only main --overwrite
      presswerk export news.gkg.csv --format gkg
      presswerk export - --format quotes | gzip > quotes.json.gz
      presswerk export speakers.csv --query "FROM mart.speaker"
    Exit codes: 0 written; 1 a fault; 2 wrong usage, or something else is there; 5 the disk has no room.
    """  # noqa: D301 - the backspace keeps the lines as they are
    wanted = output or (Format.PARQUET if query is None else Format.CSV)
    if (wanted is Format.CSV) != (query is not None):
        fail("--query and --format csv belong together.")
    if only and wanted is not Format.PARQUET:
        fail("--only chooses tables for parquet.")
    if target == Path("-") and wanted is Format.PARQUET:
        fail("Parquet is many files. Name a folder.")
    from flows import exports

    def write(settings: Settings) -> None:
        if wanted is Format.PARQUET:
            exports.write_parquet(settings, target, only or [], overwrite=overwrite)
        else:
            exports.write_file(settings, target, wanted, query, overwrite=overwrite)

    _exporting(write, home)


def rebuild(
    folder: Annotated[Path, typer.Argument(help="Folder that `presswerk export` wrote.")],
    file: Annotated[Path, typer.Argument(help="DuckDB file to make of it.")],
    overwrite: OverwriteOption = False,
) -> None:
    """Make a DuckDB file of a whole Parquet export: the same rows, keys, comments and marts.

    \b
    Example:
      presswerk rebuild archive-2026 archive-2026.duckdb
    Exit codes: 0 made; 1 a fault; 2 no whole export, or something is there; 5 the disk has no room.
    """  # noqa: D301
    from flows import exports

    _exporting(lambda settings: exports.rebuild_file(settings, folder, file, overwrite=overwrite), None)


def _exporting(action: Callable[[Settings], None], home: Path | None) -> None:
    """Run a command on exports, with errors a user can act on."""
    from warehouse.export.target import ExportError
    from warehouse.publishing.space import NoSpaceError

    try:
        reading(action, home)
    except ExportError as error:
        fail(str(error))
    except NoSpaceError as error:
        fail(str(error), ExitCode.NO_SPACE)
