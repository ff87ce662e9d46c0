"""What a person looks at, as the address says it: publishers, time, language, theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from warehouse.search.ask import Scope

LANGUAGES: Final = ("de", "en")
THEMES: Final = ("light", "dark")
SHARED: Final = ("publisher", "from", "to", "lang", "theme")
"""Names in the address that every page knows."""


@dataclass(frozen=True)
class View:
    """What every page has in common.

    Attributes:
        publishers: names of the publishers to show; none means all.
        since: first day of publication; None means from the first.
        until: last day of publication; None means to the last.
        language: of the labels, one of `LANGUAGES`.
        is_language_chosen: whether the address names it.
        theme: one of `THEMES`; None leaves it to the system.
        mistakes: what in the address could not be understood: its name and what it says.
    """

    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    language: str = "de"
    is_language_chosen: bool = False
    theme: str | None = None
    mistakes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.publishers or self.since or self.until)

    @property
    def scope(self) -> Scope:
        """The filters as search takes them."""
        return Scope(self.publishers, self.since, self.until)

    def bound(self) -> dict[str, object]:
        """The filters as parameters of a question."""
        return self.scope.bound()

    def arguments(self) -> list[tuple[str, str]]:
        """The view as names and values of an address."""
        pairs = [("publisher", name) for name in self.publishers]
        pairs += [("from", self.since.isoformat())] if self.since else []
        pairs += [("to", self.until.isoformat())] if self.until else []
        pairs += [("lang", self.language)] if self.is_language_chosen else []
        pairs += [("theme", self.theme)] if self.theme else []
        return pairs

    def link(self, path: str, own: Mapping[str, Any] | None = None) -> str:
        """The address of a page that shows the same view.

        Args:
            path: the page.
            own: what only that page knows; None is left out.
        """
        pairs = [(name, str(value)) for name, value in (own or {}).items() if value is not None]
        query = urlencode([*pairs, *self.arguments()])
        return f"{path}?{query}" if query else path

    def with_language(self, language: str) -> View:
        """The same view with labels in another language."""
        return replace(self, language=language, is_language_chosen=True)

    def with_theme(self, theme: str | None) -> View:
        """The same view, light, dark or as the system has it."""
        return replace(self, theme=theme)

    def without_filters(self) -> View:
        """The same view with nothing left out."""
        return replace(self, publishers=(), since=None, until=None)


def read_view(query: QueryParams, preferred: str = "") -> View:
    """The view that an address asks for.

    Args:
        query: names and values of the address.
        preferred: the browser's header Accept-Language.
    """
    mistakes: list[tuple[str, str]] = []
    since = _day(query, "from", mistakes)
    until = _day(query, "to", mistakes)
    if since and until and since > until:
        since, until = until, since
    language = _one_of(query, "lang", LANGUAGES, mistakes)
    return View(
        publishers=tuple(dict.fromkeys(name for name in query.getlist("publisher") if name)),
        since=since,
        until=until,
        language=language or _spoken(preferred),
        is_language_chosen=language is not None,
        theme=_one_of(query, "theme", THEMES, mistakes),
        mistakes=tuple(mistakes),
    )


def own_arguments(query: QueryParams) -> list[tuple[str, str]]:
    """What an address says beyond the view: what only its page knows."""
    return [(name, value) for name, value in query.multi_items() if name not in SHARED and value]


def _day(query: QueryParams, name: str, mistakes: list[tuple[str, str]]) -> date | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        mistakes.append((name, text))
        return None


def _one_of(
    query: QueryParams, name: str, allowed: Iterable[str], mistakes: list[tuple[str, str]]
) -> str | None:
    text = query.get(name, "")
    if text and text not in allowed:
        mistakes.append((name, text))
    return text if text in allowed else None


def _spoken(preferred: str) -> str:
    """The first language of Accept-Language that there are labels for."""
    for part in preferred.split(","):
        language = part.split(";")[0].strip().lower()[:2]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
