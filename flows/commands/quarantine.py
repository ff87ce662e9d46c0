"""`presswerk quarantine`: what was rejected, as a work list."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import HomeOption, JsonOption, ModelOption, fail, reading, settings_of
from flows.exit_code import ExitCode
from flows.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Work on what was rejected: look, put through again, leave out.")


class State(StrEnum):
    """What has become of a rejected thing."""

    OPEN = "open"
    REPLAYED = "replayed"
    DISCARDED = "discarded"
    ALL = "all"


class Stage(StrEnum):
    """Stages that reject."""

    READ = "read"
    CLEAN = "clean"
    FACTS = "facts"
    GATE = "gate"


KeysArgument = Annotated[
    list[str] | None,
    typer.Argument(help="Keys as `list` shows them, or their beginnings."),
]
StageOption = Annotated[Stage | None, typer.Option("--stage", help="Only what this stage rejected.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Only what was rejected for this reason.")]
RunOption = Annotated[
    str | None, typer.Option("--run", help="Only what this run rejected: a run_key, or 'last'.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="Only from these sources: a pattern with * and ?.")
]
WaitOption = Annotated[
    float | None,
    typer.Option("--wait", help="Seconds to wait for another run that is writing.  [default: 0]"),
]


@app.command("list")
def list_rejected(
    stage: StageOption = None,
    reason: ReasonOption = None,
    run: RunOption = None,
    source: SourceOption = None,
    state: Annotated[State, typer.Option("--state", help="What has become of it.")] = State.OPEN,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="How many; 0 for all.  [default: 50, as JSON all]")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was rejected and is still open: where, why, and what to do about it.

    \b
    Examples:
      presswerk quarantine list
      presswerk quarantine list --stage read --source 'dumps/2026-*'
      presswerk quarantine list --run last --json
      presswerk quarantine list --state discarded
    """  # noqa: D301 - the backspace keeps the lines as they are
    from flows.quarantine.listing import show_list
    from flows.quarantine.selection import Selection

    wanted = Selection((), stage, reason, run, source, None if state is State.ALL else state)
    _selecting(lambda settings: show_list(settings, wanted, limit, as_json=as_json), home)


@app.command("show")
def show_rejected(
    key: Annotated[str, typer.Argument(help="Key as `list` shows it, or its beginning.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show all that is known of one rejected thing, and what can be done about it.

    Example: presswerk quarantine show 3f9a1c02
    """
    from flows.quarantine.detail import show_one

    _selecting(lambda settings: show_one(settings, key, as_json=as_json), home)


@app.command("replay")
def replay_rejected(
    keys: KeysArgument = None,
    stage: StageOption = None,
    reason: ReasonOption = None,
    run: RunOption = None,
    source: SourceOption = None,
    is_all: Annotated[bool, typer.Option("--all", help="Everything that is open.")] = False,
    home: HomeOption = None,
    model: ModelOption = None,
    wait: WaitOption = None,
) -> None:
    """Put what was rejected through a run again, after what was wrong with it has been mended.

    Files are read again, from what was kept of them where they are gone; pages and articles are taken from
    the warehouse. What is no longer rejected is marked as replayed, the rest stays open. Exit codes are those
    of `presswerk run`; 2 where there is nothing to put through.

    \b
    Examples:
      presswerk quarantine replay 3f9a1c02
      PRESSWERK_MAX_FILE_BYTES=20000000 presswerk quarantine replay --reason oversize
      presswerk quarantine replay --all --wait 600
    """  # noqa: D301
    from flows.quarantine.selection import Selection

    wanted = Selection(tuple(keys or ()), stage, reason, run, source)
    if not (is_all or wanted.is_narrow):
        fail("Say what to put through again: keys, a filter such as --reason, or --all.")
    from flows.quarantine.replay import replay

    code = ExitCode.DONE

    def put_through(settings: Settings) -> None:
        nonlocal code
        code = replay(settings, wanted)

    _selecting(put_through, home, pipeline=model, wait_seconds=wait)
    raise typer.Exit(code)


@app.command("discard")
def discard_rejected(
    keys: KeysArgument = None,
    stage: StageOption = None,
    reason: ReasonOption = None,
    run: RunOption = None,
    source: SourceOption = None,
    note: Annotated[str | None, typer.Option("--note", help="Why, for whoever asks later.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back into the list.")] = False,
    home: HomeOption = None,
    wait: WaitOption = None,
) -> None:
    """Leave what was rejected out for good: it is no longer listed, and its file is not read again.

    A file that changes is read all the same. The mark is published at once, as a generation of its own.

    \b
    Examples:
      presswerk quarantine discard 3f9a1c02 --note "a photo, named .txt"
      presswerk quarantine discard --reason blank --note "empty pages of the old crawler"
      presswerk quarantine discard 3f9a1c02 --undo
    """  # noqa: D301
    from flows.quarantine.selection import Selection

    wanted = Selection(tuple(keys or ()), stage, reason, run, source)
    if not wanted.is_narrow:
        fail("Say what to leave out: keys, or a filter such as --reason.")
    if undo and note is not None:
        fail("Give either --note or --undo.")
    if not undo and not (note or "").strip():
        fail("Say why it is left out: --note TEXT.")
    from flows.quarantine.discard import discard

    def mark(settings: Settings) -> None:
        edited = discard(settings, wanted, None if undo else note)
        if edited.generation is None:
            fail("Nothing fits that could be " + ("taken back." if undo else "left out."))
        done = "taken back into the list" if undo else "left out for good"
        typer.echo(f"{edited.count} {done}; published as generation {edited.generation}.")

    _selecting(mark, home, wait_seconds=wait)


def _selecting(action: Callable[[Settings], None], home: Path | None, **flags: object) -> None:
    """Run a command on a selection, with errors a user can act on."""
    from flows.quarantine.discard import EditError
    from flows.quarantine.selection import SelectionError
    from warehouse.lock import WriterBusyError
    from warehouse.publishing.space import NoSpaceError

    try:
        reading(lambda _: action(settings_of(home=home, **flags)), home)
    except SelectionError as error:
        fail(str(error))
    except EditError as error:
        fail(str(error), ExitCode.FAULT)
    except WriterBusyError as error:
        fail(str(error), ExitCode.BUSY)
    except NoSpaceError as error:
        fail(str(error), ExitCode.NO_SPACE)
