"""What a page is made from, and what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from dashboards.labels import Labels
from dashboards.published import Reading
from dashboards.questions import Answer
from dashboards.view import View


class NoSuchThingError(LookupError):
    """The address names something that the warehouse does not hold."""


@dataclass(frozen=True)
class Visit:
    """One visit of a page.

    Attributes:
        reading: the generation that is read.
        view: publishers, time, language, theme.
        query: all that the address says.
        path: values that the path of the address names.
        labels: in the visitor's language.
    """

    reading: Reading
    view: View
    query: QueryParams
    path: dict[str, Any]
    labels: Labels

    def ask(self, name: str, **parameters: object) -> Answer:
        """Ask a question under the filters of the view."""
        return self.reading.ask(name, **{**self.view.bound(), **parameters})

    def number(self, name: str, default: int = 1, *, most: int = 100_000) -> int:
        """A number from the address, from 1 to `most`; the default where it says none."""
        text = self.query.get(name, "")
        is_number = text.isascii() and text.isdigit() and len(text) < 10
        return min(max(int(text), 1), most) if is_number else default

    def key(self, name: str) -> int | None:
        """A key from the address; None where it says none."""
        text = self.query.get(name, "")
        return as_key(text) if text else None

    def words(self, name: str) -> str | None:
        """A text from the address; None where it says none."""
        return self.query.get(name, "").strip() or None


@dataclass(frozen=True)
class Page:
    """A page to be shown.

    Attributes:
        template: name of its template.
        context: what the template shows.
        title: what it is about, for the window; the template's own title where there is none.
    """

    template: str
    context: dict[str, Any]
    title: str | None = None


PageMaker = Callable[[Visit], Page]


def as_key(text: str) -> int:
    """A key that stands in an address.

    Raises:
        NoSuchThingError: it is no key.
    """
    try:
        key = int(text)
    except ValueError as error:
        raise NoSuchThingError(text) from error
    if not -(2**63) <= key < 2**63:
        raise NoSuchThingError(text)
    return key
