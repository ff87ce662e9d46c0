"""Lists that are read page by page."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.page import Visit
from dashboards.questions import Answer


@dataclass(frozen=True)
class Listing:
    """One page of a list.

    Attributes:
        answer: its question, and its rows with at most one more than the page shows.
        size: rows of a page.
        number: number of the page, from 1.
        name: name of that number in the address.
    """

    answer: Answer
    size: int
    number: int
    name: str

    @property
    def rows(self) -> list[dict[str, object]]:
        """The rows of this page."""
        return self.answer.rows[: self.size]

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return len(self.answer.rows) > self.size


def listing(visit: Visit, question: str, size: int, /, name: str = "page", **parameters: object) -> Listing:
    """Ask for one page of a list.

    Args:
        visit: whose address says which page.
        question: the question, with the parameters `row_count` and `first_row`.
        size: rows of a page.
        name: name of the number of the page in the address.
        parameters: further parameters of the question.
    """
    number = visit.number(name, most=10_000)
    answer = visit.ask(question, row_count=size + 1, first_row=(number - 1) * size, **parameters)
    return Listing(answer, size, number, name)
