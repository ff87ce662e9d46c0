"""The strategy of hostile pages, and any number of them for a seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.bad_input.characters import LINE_ENDS
from benchmarks.bad_input.encodings import Encoder, damage, damaged, encoders
from benchmarks.bad_input.mutations import mutated_pages
from benchmarks.bad_input.passages import PASSAGES

HEADS: Final = (
    "",
    "Hafenkurier\n\n02.05.2026\n\nDer Maibaum kam, sah und wurde gestohlen\n\nVon Karla Lohmann\n\n",
    "Startseite > Region\nBrückenbote vom 31.02.2026, 24:61 Uhr\nStreit um die Brücke\n\n",
    "https://hafenkurier.example/a?b=%00&c='\"\n\nStand: 00.00.0000\n\nTitel\n\n",
)
PROSE: Final = (
    "Er stand genau neun Stunden, dann war er weg. Am Donnerstagabend hatten die Burschen ihn aufgestellt,"
    " und am Freitagmorgen lag nur noch die Kette da, wie die Polizei in Oberlohe mitteilte.",
    "„Wir haben damit gerechnet“, sagte Bürgermeisterin Karla Lohmann am Montag. Rund 1.200 Menschen aus der"
    " Stadt und dem Umland waren gekommen, mehr als im vergangenen Jahr.",
    "Nun soll ein Schiedsgericht entscheiden, das zuletzt 1994 zusammentrat. Es besteht aus drei Personen und"
    " tagt, so sagt es die Satzung, nicht vor dem 15. Mai.",
)
FOOTS: Final = ("", "\n\n© 2026 Hafenkurier GmbH\nImpressum\n", "\n\nMehr zum Thema\nAbo & Service\n")
EXAMPLES_AT_ONCE: Final = 2_500
"""Examples drawn under one seed: hypothesis remembers all it has drawn, which costs memory."""


class HostilePage(NamedTuple):
    """One page: what is hostile about it, as a name for its file, and its bytes."""

    kind: str
    data: bytes


def hostile_pages() -> st.SearchStrategy[HostilePage]:
    """Pages of news with something in them that no page should have, as bytes."""
    return st.one_of(_written_pages(), _written_pages(), mutated_pages().map(_mutated), _raw_bytes())


def _mutated(data: bytes) -> HostilePage:
    return HostilePage("mutated", data)


def _raw_bytes() -> st.SearchStrategy[HostilePage]:
    return st.binary(max_size=400).map(lambda data: HostilePage("bytes", data))


def _written_pages() -> st.SearchStrategy[HostilePage]:
    """Hostile passages among paragraphs of plain news, in any encoding."""
    kinds = st.sampled_from(tuple(PASSAGES))
    return kinds.flatmap(
        lambda kind: st.builds(
            _written,
            st.just(kind),
            st.sampled_from(HEADS),
            st.lists(PASSAGES[kind](), min_size=1, max_size=3),
            st.sampled_from(("paragraph", "inside", "title", "list", "alone")),
            st.sampled_from(FOOTS),
            st.sampled_from(("\n", "\n", *LINE_ENDS)),
            encoders(),
            damage(),
        )
    )


def _written(
    kind: str,
    head: str,
    passages: list[str],
    place: str,
    foot: str,
    line_end: str,
    encoder: tuple[str, Encoder],
    places: list[tuple[float, bytes]],
) -> HostilePage:
    text = _page_text(head, passages, place, foot).replace("\n", line_end)
    return HostilePage(f"{kind}-{place}-{encoder[0]}", damaged(encoder[1](text), places))


def _page_text(head: str, passages: list[str], place: str, foot: str) -> str:
    if place == "alone":
        return "\n\n".join(passages)
    if place == "title":
        return f"{passages[0]}\n\n{head}" + "\n\n".join([*PROSE, *passages[1:]]) + foot
    if place == "list":
        items = "\n".join(f"- {passage}" for passage in passages)
        return f"{head}{PROSE[0]}\n\n{items}\n\n{PROSE[1]}{foot}"
    if place == "inside":
        return (
            head
            + "\n\n".join(
                f"{prose} {passage} {prose}" for prose, passage in zip(PROSE, passages, strict=False)
            )
            + foot
        )
    return head + "\n\n".join([PROSE[0], *passages, *PROSE[1:]]) + foot


def draw_pages(count: int, number: int) -> Iterator[HostilePage]:
    """So many hostile pages, the same ones for the same seed and code.

    Hypothesis also draws constants that it finds in the modules of the project, so another version of these
    draws other pages.

    Args:
        count: how many.
        number: the seed.

    Yields:
        The pages.
    """
    for first in range(0, count, EXAMPLES_AT_ONCE):
        yield from _drawn(min(EXAMPLES_AT_ONCE, count - first), number * 1_000_003 + first)


def _drawn(count: int, number: int) -> list[HostilePage]:
    drawn: list[HostilePage] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile_pages())
    def draw(page: HostilePage) -> None:
        drawn.append(page)

    draw()
    return drawn[:count]


def write_pages(pages: Iterator[HostilePage], folder: Path) -> int:
    """Write pages as files of a folder, named by number and kind; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for number, page in enumerate(pages, start=1):
        (folder / f"{number:05d}-{page.kind}.txt").write_bytes(page.data)
    return number
