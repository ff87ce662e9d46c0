"""Draw all pictures, or check that they are up to date."""

from __future__ import annotations

import argparse
import sys

from docs.pictures import FOLDER, draw, sources, stale


def main() -> None:
    """Draw the pictures, or fail where they are out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a picture is out of date")
    if parser.parse_args().check:
        if names := stale():
            sys.exit(f"Out of date in {FOLDER}: {', '.join(names)}. Run `make docs` and commit them.")
        return
    for source in sources():
        (FOLDER / f"{source.name}.svg").write_text(draw(source), encoding="utf-8")


if __name__ == "__main__":
    main()
