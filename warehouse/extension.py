"""DuckDB's fts extension, from the wheel that is installed: nothing is downloaded, nothing is written."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

import duckdb

from warehouse.quoting import literal

PACKAGE: Final = "duckdb_extension_fts"


def fts_file() -> Path | None:
    """The extension for the DuckDB that is running; None where it is not installed."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        return None
    file = Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
    return file if file.is_file() else None


def load_fts(con: duckdb.DuckDBPyConnection) -> bool:
    """Load the extension, which stems words.

    Args:
        con: a connection that may still load extensions.
    Returns:
        Whether it is there.
    """
    file = fts_file()
    if file is None:
        return False
    con.execute(f"LOAD {literal(str(file))}")
    return True
