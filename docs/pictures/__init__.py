"""Pictures of the documentation: drawn from text by graphviz, committed as SVG.

Hand-written sources are the .dot files in this folder; the diagrams of the tables come from their
declarations. A source says its title and what it shows in its first two lines, and the SVG carries both for
those who do not see it. ``python -m docs.pictures`` draws all of them (needs `dot`, Debian's graphviz); with
``--check`` it only compares the mark of the source that each SVG carries, and needs nothing.
"""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docs.pictures.relations import relation_sources

FOLDER = Path(__file__).resolve().parent

STYLE = (
    *("-Gbgcolor=transparent", "-Gfontname=Helvetica,Arial,sans-serif", "-Gpad=0.1", "-Gnodesep=0.3"),
    *("-Nfontname=Helvetica,Arial,sans-serif", "-Nfontsize=12", "-Nfontcolor=#1d2733", "-Nmargin=0.2,0.1"),
    *("-Nshape=box", "-Nstyle=filled,rounded", "-Nfillcolor=#f1f4f7", "-Ncolor=#7d8894"),
    *("-Efontname=Helvetica,Arial,sans-serif", "-Ecolor=#7d8894", "-Earrowsize=0.7"),
)
"""How everything is drawn. All text stands on a light ground of its own, and the lines are of a grey that has
three times the contrast of both pages, so a picture is right in light and in dark."""

_HEAD = re.compile(r"// title: (?P<title>.+)\n// shows: (?P<shows>.+)\n")
_MARK = re.compile(r"<!-- source (\w{64}) -->")


class PictureError(ValueError):
    """A source without title and description, or a picture that does not belong to its source."""


class Source(NamedTuple):
    """One picture to be drawn."""

    name: str
    text: str

    @property
    def mark(self) -> str:
        """What tells this source, and the way it is drawn, from any other."""
        return hashlib.sha256("\n".join((*STYLE, self.text)).encode()).hexdigest()


def sources() -> Iterator[Source]:
    """All pictures: those written by hand, then those of the tables."""
    for file in sorted(FOLDER.glob("*.dot")):
        yield Source(file.stem, file.read_text(encoding="utf-8"))
    for name, text in relation_sources():
        yield Source(name, text)


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of pictures that are missing, not drawn from the present source, or without a source."""
    marks = {source.name: source.mark for source in sources()}
    drawn = {file.stem: _MARK.findall(file.read_text(encoding="utf-8")) for file in folder.glob("*.svg")}
    return sorted(name for name in marks.keys() | drawn.keys() if drawn.get(name) != [marks.get(name)])


def draw(source: Source) -> str:
    """The picture as SVG, with title, description and the mark of its source.

    Raises:
        PictureError: the source does not say its title and what it shows.
        FileNotFoundError: graphviz is not installed.
        subprocess.CalledProcessError: graphviz does not understand the source.
    """
    head = _HEAD.match(source.text)
    if head is None:
        raise PictureError(f"{source.name}: the first two lines must be `// title: …` and `// shows: …`.")
    drawn = subprocess.run(  # noqa: S603 - nothing but the sources of this folder
        [shutil.which("dot") or "dot", "-Tsvg", *STYLE],
        input=source.text,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    svg = drawn[drawn.index("<svg") :]
    # Names of nodes and versions of graphviz are nobody's business; a reader would read them out.
    svg = re.sub(r"<!--.*?-->\n?|<title>.*?</title>\n?", "", svg, flags=re.DOTALL)
    title, shows = (html.escape(head[part]) for part in ("title", "shows"))
    opening = svg.index(">") + 1
    return (
        f'{svg[: opening - 1]} role="img">\n<!-- source {source.mark} -->\n'
        f"<title>{title}</title>\n<desc>{shows}</desc>{svg[opening:]}"
    )
