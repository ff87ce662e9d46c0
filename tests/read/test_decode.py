import codecs
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.read.decode import Decoded, decode_bytes, decode_column, encode_text

SENTENCE = "Die Bäckerei Möhrle öffnet am Samstag früher – für „Frühaufsteher“."


@pytest.mark.parametrize(
    ("raw", "encoding_code", "is_reversible", "text"),
    [
        pytest.param(SENTENCE.encode(), "utf-8", True, SENTENCE, id="utf-8"),
        pytest.param(b"ASCII only", "utf-8", True, "ASCII only", id="ascii"),
        pytest.param(codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8-sig", True, SENTENCE, id="mark"),
        pytest.param(SENTENCE.encode("cp1252"), "cp1252", True, SENTENCE, id="cp1252"),
        pytest.param(b"\x81 Stra\xdfe \x9d", "cp1252", True, "\x81 Straße \x9d", id="undefined-cp1252"),
        pytest.param(SENTENCE.encode("utf-16-le"), "utf-16-le", True, SENTENCE, id="utf-16-le"),
        pytest.param(SENTENCE.encode("utf-16-be"), "utf-16-be", True, SENTENCE, id="utf-16-be"),
        pytest.param(
            codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
            "utf-16-le",
            True,
            "\ufeff" + SENTENCE,
            id="utf-16-keeps-its-mark-so-that-the-way-back-is-exact",
        ),
        pytest.param(
            SENTENCE.encode() + b" Caf\xe9",
            "utf-8-damaged",
            False,
            SENTENCE + " Café",
            id="one-bad-byte",
        ),
        pytest.param(
            SENTENCE.encode()[:-1] + b"\xe2\x80",
            "utf-8-damaged",
            False,
            SENTENCE[:-1] + "â€",
            id="cut-within-a-character",
        ),
        pytest.param(
            codecs.BOM_UTF8 + b"Stra\xdfe", "utf-8-damaged", False, "Straße", id="a-mark-is-proof-of-utf-8"
        ),
        pytest.param(
            SENTENCE.encode() + b"\x00", "utf-8", True, SENTENCE + "\x00", id="a-nul-in-good-text-stays"
        ),
        pytest.param(b"", "utf-8", True, "", id="nothing"),
    ],
)
def test_ladder(raw: bytes, encoding_code: str, is_reversible: bool, text: str) -> None:
    assert decode_bytes(raw) == Decoded(encoding_code, is_reversible, text)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"%PDF-1.7\nBT (Guten Tag) Tj ET\n" * 20, id="pdf-that-is-mostly-readable"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"IHDR" * 50, id="png"),
        pytest.param(b"PK\x03\x04" + b"word/document.xml" * 20, id="zip"),
        pytest.param(random.Random(7).randbytes(4_000), id="random-bytes"),
        pytest.param(bytes(500), id="zeros"),
        pytest.param(("Guten Tag! " * 20).encode("utf-32"), id="utf-32-is-not-supported"),
    ],
)
def test_binary_data_is_not_text(raw: bytes) -> None:
    assert decode_bytes(raw) is None


def test_utf_16_of_another_script_is_not_mistaken_for_latin() -> None:
    assert decode_bytes(codecs.BOM_UTF16_BE + "Привет мир".encode("utf-16-be")) == Decoded(
        "utf-16-be", True, "\ufeffПривет мир"
    )


def test_damaged_utf_16_keeps_its_bytes() -> None:
    decoded = decode_bytes(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le") + b"\x41")

    assert decoded is not None
    assert not decoded.is_reversible
    assert decoded.text.startswith("\ufeff" + SENTENCE)


def test_column_gives_the_same_as_single_values_in_the_same_order() -> None:
    values = [
        SENTENCE.encode(),
        SENTENCE.encode("cp1252"),
        bytes(100),
        b"",
        codecs.BOM_UTF8 + b"Text",
        SENTENCE.encode() + b"\xe4",
        b"%PDF-1.4",
        b"Text",
    ]

    frame = decode_column(pl.Series(values, dtype=pl.Binary))

    expected = [decode_bytes(value) or (None, None, None) for value in values]
    assert frame.columns == ["encoding_code", "is_reversible", "text"]
    assert frame.rows() == [tuple(row) for row in expected]


def test_empty_column() -> None:
    assert decode_column(pl.Series([], dtype=pl.Binary)).is_empty()


@given(
    st.lists(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: text.encode("cp1252", "ignore")))
)
def test_any_bytes_are_binary_or_text_that_tells_whether_it_can_go_back(values: list[bytes]) -> None:
    frame = decode_column(pl.Series(values, dtype=pl.Binary))

    for raw, (encoding_code, is_reversible, text) in zip(values, frame.iter_rows(), strict=True):
        if text is None:
            assert (encoding_code, is_reversible) == (None, None)
        else:
            assert (encode_text(text, encoding_code) == raw) == is_reversible


@given(st.binary(max_size=200))
def test_windows_1252_reads_and_writes_every_byte(raw: bytes) -> None:
    decoded = decode_bytes(b"\xdc " + raw + b"\xdf" * (len(raw) + 4))

    assert decoded is None or decoded.encoding_code != "cp1252" or decoded.is_reversible
