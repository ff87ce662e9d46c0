import pytest

from transforms.annotate.lexicon import LISTS, NOTHING, Entry, Lexicon

TOWN, SURNAME = 1 << LISTS.index("town"), 1 << LISTS.index("surname")
LEXICON = Lexicon.from_words(
    {
        "Lindenau": Entry(16, TOWN),
        "Brandt": Entry(40, SURNAME),
        "Besuch": Entry(77, 0),
        "Hans": Entry(56, 0),
    }
)


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        pytest.param("Lindenau", Entry(16, TOWN), id="listed form"),
        pytest.param("LINDENAU", Entry(16, TOWN), id="capitals throughout"),
        pytest.param("Lindenaus", Entry(16, TOWN), id="genitive"),
        pytest.param("Lindenau'", Entry(16, TOWN), id="genitive with apostrophe"),
        pytest.param(
            "Brandt-Besuch", Entry(77, 0), id="a compound has the cluster of its last part, and no list"
        ),
        pytest.param("Hans", Entry(56, 0), id="final s that belongs to the name"),
        pytest.param("Quarkfladen", NOTHING, id="unknown word"),
        pytest.param("lindenau", NOTHING, id="small letters are another word"),
        pytest.param("", NOTHING, id="no word"),
    ],
)
def test_nearest_known_form_is_looked_up(word: str, entry: Entry) -> None:
    assert LEXICON.look_up(word) == entry


def test_lexicon_survives_packing() -> None:
    unpacked = Lexicon.from_bytes(LEXICON.to_bytes())

    assert len(unpacked) == len(LEXICON) == 4
    assert unpacked["Brandt"] == Entry(40, SURNAME)


def test_no_bytes_are_an_empty_lexicon() -> None:
    assert Lexicon.from_bytes(b"").look_up("Lindenau") == NOTHING


def test_masks_have_room_for_every_list() -> None:
    assert len(LISTS) <= 16
