"""Number claims of a text, found without a trained pipeline."""

from collections.abc import Callable

import pytest

from transforms.annotate.pipeline import BLANK, GERMAN, load_pipeline
from transforms.annotate.quantities import Quantity, find_quantities
from transforms.annotate.tag import tag_texts

Find = Callable[..., list[Quantity]]


@pytest.fixture(scope="session")
def find() -> Find:
    """Finds the claims in a text; words are not tagged, so capitals and endings decide."""
    nlp = load_pipeline(BLANK)

    def find_in(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[Quantity]:
        (tagged,) = tag_texts([text], nlp)
        return find_quantities(tagged, taken)

    return find_in


@pytest.fixture(scope="session")
def find_tagged() -> Find:
    """Finds the claims in a text that the shipped pipeline has tagged."""
    nlp = load_pipeline(GERMAN)

    def find_in(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[Quantity]:
        (tagged,) = tag_texts([text], nlp)
        return find_quantities(tagged, taken)

    return find_in
