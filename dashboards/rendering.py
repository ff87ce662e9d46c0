"""From a page's context to HTML. Everything is escaped, by the templates' own setting."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from dashboards.labels import Labels
from dashboards.page import Page, Visit
from dashboards.view import LANGUAGES, View, own_arguments

SECTIONS: Final = {
    "overview": "/",
    "entities": "/entities",
    "quotations": "/quotations",
    "claims": "/claims",
    "copies": "/copies",
    "quality": "/quality",
    "sql": "/sql",
}
"""What the navigation leads to."""
_PAGING: Final = ("page", "conflict", "changed", "rejected")
"""Names of page numbers in an address: they mean nothing once the filters change."""


class Renderer:
    """Renders pages."""

    def __init__(self) -> None:
        """Read the templates once."""
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, request: Request, visit: Visit, page: Page) -> str:
        """A page as HTML."""
        publishers = [row["publisher_name"] for row in visit.reading.ask("shared/publishers").rows]
        frame = _frame(request, visit.view, visit.labels)
        return self._templates.get_template(page.template).render(
            {
                **frame,
                "publishers": publishers,
                "generation": visit.reading.generation,
                "page_title": page.title,
                **page.context,
            }
        )

    def problem(self, request: Request, view: View, labels: Labels, kind: str, detail: str) -> str:
        """A page that says what is wrong, as HTML."""
        frame = _frame(request, view, labels)
        context: dict[str, Any] = {
            "publishers": [],
            "generation": None,
            "page_title": None,
            "kind": kind,
            "detail": detail,
        }
        return self._templates.get_template("problem.html.jinja").render({**frame, **context})


def _frame(request: Request, view: View, labels: Labels) -> Mapping[str, Any]:
    """What the frame of every page needs."""
    path = request.url.path
    own = own_arguments(request.query_params)

    def here(**changes: object) -> str:
        """This very page with other values; None takes one away."""
        kept = {name: value for name, value in own if name not in changes}
        return view.link(path, {**kept, **changes})

    return {
        "t": labels,
        "view": view,
        "link": view.link,
        "here": here,
        "path": path,
        "own": [(name, value) for name, value in own if name not in _PAGING],
        "sections": SECTIONS,
        "languages": {language: view.with_language(language).link(path, dict(own)) for language in LANGUAGES},
        "themes": {
            theme: view.with_theme(None if theme == "auto" else theme).link(path, dict(own))
            for theme in ("auto", "light", "dark")
        },
        "unfiltered": view.without_filters().link(path, {n: v for n, v in own if n not in _PAGING}),
    }
