"""Claims on real pages whose truth was checked by hand."""

from pathlib import Path
from typing import Any

from tests.annotate.quantities.conftest import Find

BODY_ROLES = ("paragraph", "heading", "list_item")
MOST_OTHERS = 1
"""Besides the claims of the truth the pages speak of "zweier Diktatoren"."""


def test_every_claim_of_the_pages_is_found_with_its_values(
    find: Find, seeds: Path, seeds_truth: dict[str, Any]
) -> None:
    others = 0
    for name, page in seeds_truth.items():
        lines = (seeds / name).read_text(encoding="utf-8").split("\n")
        numbers = sorted(number for role in BODY_ROLES for number in page["lines"].get(role, []))
        body = "\n\n".join(lines[number - 1].strip() for number in numbers)
        found = [
            (quantity.low, quantity.high, quantity.magnitude, quantity.modifier, quantity.unit)
            for quantity in find(body)
        ]
        expected = [
            (gold["low"], gold["high"], gold.get("magnitude"), gold["modifier"], gold["unit"])
            for gold in page["quantities"]
        ]

        assert [claim for claim in found if claim in expected] == expected
        others += len(found) - len(expected)

    assert others <= MOST_OTHERS
