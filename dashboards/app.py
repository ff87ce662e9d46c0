"""The web app: addresses, pages, headers, errors. Nothing of it writes anything."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Final
from zoneinfo import ZoneInfo

import duckdb
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboards.console import QueryError, csv_file, parquet_file
from dashboards.labels import Labels
from dashboards.page import NoSuchThingError, PageMaker, Visit
from dashboards.pages.article import article, document
from dashboards.pages.claims import claims
from dashboards.pages.console import console
from dashboards.pages.copies import copies
from dashboards.pages.entities import completions, entities, entity
from dashboards.pages.overview import overview
from dashboards.pages.quality import quality
from dashboards.pages.quotations import quotations
from dashboards.pages.search import search
from dashboards.published import Published, QuestionTimeoutError, Reading
from dashboards.rendering import Renderer
from dashboards.security import SecurityHeaders
from dashboards.view import View, read_view
from warehouse.connect import NoWarehouseError
from warehouse.generation import GenerationError
from warehouse.home import Home

PAGES: Final[dict[str, PageMaker]] = {
    "/": overview,
    "/entities": entities,
    "/entities/{key}": entity,
    "/quotations": quotations,
    "/claims": claims,
    "/copies": copies,
    "/articles/{key}": article,
    "/documents/{key}": document,
    "/quality": quality,
    "/search": search,
    "/sql": console,
}
"""Address → what makes its page."""
_STATIC: Final = Path(__file__).parent / "static"


def make_app(home: Home, hosts: list[str], time_zone: str) -> Starlette:
    """The app that shows the published warehouse of a home.

    Args:
        home: the home; nothing need be published in it yet.
        hosts: names under which it may be asked. Others are refused, so that no page from elsewhere can have
            its own name point here.
        time_zone: in which times of runs are told.
    """
    published = Published(home)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        published.close()

    app = Starlette(
        routes=[
            *(Route(path, _show(maker)) for path, maker in PAGES.items()),
            Route("/complete", _complete),
            Route("/sql/answer.csv", _download(csv_file, "text/csv; charset=utf-8", "csv")),
            Route(
                "/sql/answer.parquet",
                _download(parquet_file, "application/vnd.apache.parquet", "parquet"),
            ),
            Mount("/static", StaticFiles(directory=_STATIC), name="static"),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        ],
        exception_handlers={404: _not_found},
        lifespan=lifespan,
    )
    app.state.published = published
    app.state.renderer = Renderer()
    app.state.zone = ZoneInfo(time_zone)
    return app


def _show(maker: PageMaker) -> Callable[[Request], Response]:
    """The endpoint of a page; it runs in a thread of its own, for questions take time."""

    def endpoint(request: Request) -> Response:
        started = time.perf_counter()
        renderer: Renderer = request.app.state.renderer
        try:
            with request.app.state.published.reading() as reading:
                visit = _visit(request, reading)
                text = renderer.page(request, visit, maker(visit))
            response = HTMLResponse(text)
        except NoSuchThingError as error:
            response = _problem(request, "missing", 404, str(error))
        except QuestionTimeoutError as error:
            response = _problem(request, "timeout", 503, str(error))
        except NoWarehouseError:
            response = _problem(request, "empty", 503, str(request.app.state.published.home.root))
        except (GenerationError, duckdb.Error) as error:
            response = _problem(request, "fault", 500, str(error))
        milliseconds = (time.perf_counter() - started) * 1_000
        response.headers["Server-Timing"] = f"page;dur={milliseconds:.1f}"
        return response

    return endpoint


def _visit(request: Request, reading: Reading) -> Visit:
    view = read_view(request.query_params, request.headers.get("accept-language", ""))
    return Visit(reading, view, request.query_params, request.path_params, _labels(request, view))


def _labels(request: Request, view: View) -> Labels:
    return Labels(view.language, request.app.state.zone)


def _problem(request: Request, kind: str, status: int, detail: str) -> HTMLResponse:
    """A page that says what is wrong and what to do; it asks the warehouse nothing."""
    view = read_view(request.query_params, request.headers.get("accept-language", ""))
    text = request.app.state.renderer.problem(request, view, _labels(request, view), kind, detail)
    return HTMLResponse(text, status_code=status)


def _not_found(request: Request, _: Exception) -> Response:
    return _problem(request, "missing", 404, request.url.path)


def _complete(request: Request) -> Response:
    """Names for the field where one is typed."""
    try:
        with request.app.state.published.reading() as reading:
            return JSONResponse(completions(_visit(request, reading)))
    except (NoWarehouseError, GenerationError, QuestionTimeoutError, duckdb.Error):
        return JSONResponse([])


def _download(
    make_file: Callable[[Reading, str], IO[bytes]], media_type: str, suffix: str
) -> Callable[[Request], Response]:
    """The endpoint that sends the whole answer to a question as a file."""

    def endpoint(request: Request) -> Response:
        try:
            with request.app.state.published.reading() as reading:
                file = make_file(reading, request.query_params.get("query", ""))
        except (QueryError, QuestionTimeoutError, NoWarehouseError, GenerationError) as error:
            return PlainTextResponse(f"{error}\n", status_code=400)
        return StreamingResponse(
            iter(lambda: file.read(2**20), b""),
            media_type=media_type,
            headers={"Content-Disposition": f'attachment; filename="presswerk.{suffix}"'},
            background=BackgroundTask(file.close),
        )

    return endpoint
