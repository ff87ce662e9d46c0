"""`presswerk generations` and `presswerk rollback`: what is kept, and going back to it."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict
from datetime import datetime

from flows.inspect import to_text
from flows.settings import Settings
from warehouse.generation import GenerationError, current_generation
from warehouse.home import Home
from warehouse.lock import writer_lock
from warehouse.publishing.listing import Generation, list_generations
from warehouse.publishing.rollback import Rollback, roll_back

_COLUMNS = ("generation", "state", "published", "run", "size", "documents", "articles", "facts", "check")


def show_generations(settings: Settings, *, as_json: bool, verify: bool) -> None:
    """Print the generations that are kept.

    Args:
        settings: which home.
        as_json: whether to print them as JSON.
        verify: whether to compare the checksums of all files.
    Raises:
        GenerationError: one is damaged, or the pointer names none; what is kept was printed before.
    """
    home = Home(settings.home)
    generations = list_generations(home, verify=verify)
    if as_json:
        records = [asdict(generation) for generation in generations]
        print(json.dumps(records, ensure_ascii=False, indent=2, default=datetime.isoformat))  # noqa: T201
    elif generations:
        rows = [_row(generation, verify=verify) for generation in generations]
        print(to_text(list(_COLUMNS), rows), end="")  # noqa: T201
    else:
        print(f"No generation is kept in {home.root}: nothing was published yet.")  # noqa: T201
    current_generation(home)
    if damaged := [generation for generation in generations if generation.problem]:
        lines = [
            f"Generation {generation.number} is damaged: {generation.problem}." for generation in damaged
        ]
        whole = [generation.number for generation in generations if not generation.problem]
        raise GenerationError("\n".join([*lines, _remedy(settings, damaged, whole)]))


def take_back(settings: Settings, number: int | None) -> None:
    """Publish a generation again that is kept, and say what that means.

    Args:
        settings: which home, and how long to wait for a run that is writing.
        number: the generation; None for the one that was published before the current one.
    Raises:
        GenerationError: there is no such generation, or it is damaged.
        WriterBusyError: a run is writing.
    """
    home = Home(settings.home)
    with writer_lock(home, wait_seconds=settings.wait_seconds):
        done = roll_back(home, number)
    print(_report(settings, done))  # noqa: T201


def _report(settings: Settings, done: Rollback) -> str:
    if not done.is_change:
        return f"Generation {done.generation} is the published one already."
    before = done.previous_generation
    lines = [
        f"Generation {done.generation} is published"
        + (f", in place of generation {before}." if before else "; there was no pointer."),
        "Whoever reads now goes on undisturbed; new connections see it.",
        "The next `presswerk run` builds on it and works again on the files that it does not know.",
    ]
    if before and before in [found.number for found in list_generations(Home(settings.home))]:
        lines.append(f"To go forward again: presswerk rollback {before}{_home_flag(settings)}")
    return "\n".join(lines)


def _row(generation: Generation, *, verify: bool) -> tuple[object, ...]:
    published = generation.published_at
    counts = (generation.document_count, generation.article_count, generation.fact_count)
    return (
        generation.number,
        "published" if generation.is_current else "kept",
        published.isoformat(sep=" ", timespec="seconds") if published else "?",
        "?" if generation.run_key is None else str(generation.run_key),
        "?" if generation.byte_size is None else f"{generation.byte_size / 1e6:,.1f} MB",
        *("?" if count is None else f"{count:,}" for count in counts),
        _check(generation, verify=verify),
    )


def _check(generation: Generation, *, verify: bool) -> str:
    if generation.problem:
        return "damaged"
    if generation.sha256 is None:
        return "no checksum"
    return "checksum holds" if verify else "size holds"


def _remedy(settings: Settings, damaged: list[Generation], whole: list[int]) -> str:
    if not any(generation.is_current for generation in damaged):
        return "The published generation is none of them. They go when they fall out of those to keep."
    if not whole:
        return "It is the published one, and no other is whole: put its file back from a backup."
    return f"It is the published one. Go back: presswerk rollback {whole[-1]}{_home_flag(settings)}"


def _home_flag(settings: Settings) -> str:
    default = Settings.model_fields["home"].default.absolute()
    return "" if settings.home == default else f" --home {shlex.quote(str(settings.home))}"
