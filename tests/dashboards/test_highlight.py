"""The body is cut where facts begin and end, and nothing of it is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboards.highlight import paragraphs


def fact(code: str, start: int, length: int) -> dict[str, Any]:
    return {"fact_code": code, "start": start, "length": length}


def test_a_name_within_a_quotation_belongs_to_both() -> None:
    body = "„Frau Lindt kommt“, sagte er."
    (pieces,) = paragraphs(body, [fact("quote", 1, 16), fact("mention", 6, 5)])
    assert [(piece.text, piece.codes, piece.anchors) for piece in pieces] == [
        ("„", (), ()),
        ("Frau ", ("quote",), (1,)),
        ("Lindt", ("quote", "mention"), (6,)),
        (" kommt", ("quote",), ()),
        ("“, sagte er.", (), ()),
    ]


def test_a_quotation_over_two_paragraphs_is_marked_in_both_and_begins_once() -> None:
    first, second = paragraphs("„Eins.\n\nZwei“", [fact("quote", 1, 11)])
    assert [piece.codes for piece in first] == [(), ("quote",)]
    assert [(piece.codes, piece.anchors) for piece in second] == [(("quote",), ()), ((), ())]


def test_places_count_code_points() -> None:
    (pieces,) = paragraphs("🚲 für Ole", [fact("mention", 6, 3)])
    assert [piece.text for piece in pieces] == ["🚲 für ", "Ole"]


@given(st.data())
def test_nothing_of_the_body_is_lost(data: st.DataObject) -> None:
    body = data.draw(st.text(alphabet="ab \n<&🚲", max_size=60))
    spans = st.builds(fact, st.sampled_from(["quote", "mention"]), st.integers(0, 60), st.integers(0, 20))
    found = paragraphs(body, data.draw(st.lists(spans, max_size=8)))
    text = ["".join(piece.text for piece in pieces) for pieces in found]
    assert text == [line for line in body.split("\n") if line.strip()]
