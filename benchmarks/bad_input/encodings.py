"""Text → bytes in every way that files are written wrongly."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

Encoder = Callable[[str], bytes]


def _cesu(text: str) -> bytes:
    """CESU-8: characters beyond the first plane as two encoded surrogates (Unicode Technical Report 26)."""
    return (
        text.encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "surrogatepass")
        .translate(_PAIRS)
        .encode("utf-8", "surrogatepass")
    )


class _Pairs(dict[int, str]):
    def __missing__(self, code: int) -> str:
        if code <= 0xFFFF:
            return chr(code)
        high, low = divmod(code - 0x10000, 0x400)
        return chr(0xD800 + high) + chr(0xDC00 + low)


_PAIRS: Final = _Pairs()


def _overlong(text: str) -> bytes:
    """Slashes and dots in two bytes, as in old attacks on path checks; UTF-8 forbids it (RFC 3629)."""
    return text.encode("utf-8", "replace").replace(b"/", b"\xc0\xaf").replace(b".", b"\xc0\xae")


def _halves(first: str, second: str) -> Encoder:
    """Two encodings in one file, as where two programs write to one log."""

    def encode(text: str) -> bytes:
        middle = len(text) // 2
        return text[:middle].encode(first, "replace") + text[middle:].encode(second, "replace")

    return encode


def _plain(encoding: str, mark: bytes = b"") -> Encoder:
    return lambda text: mark + text.encode(encoding, "replace")


ENCODERS: Final[dict[str, Encoder]] = {
    "utf-8": _plain("utf-8"),
    "utf-8-sig": _plain("utf-8-sig"),
    "cp1252": _plain("cp1252"),
    "latin-1": _plain("latin-1"),
    "cp437": _plain("cp437"),
    "mac-roman": _plain("mac-roman"),
    "utf-7": _plain("utf-7"),
    "utf-16-le": _plain("utf-16-le"),
    "utf-16-be": _plain("utf-16-be"),
    "utf-16-le-marked": _plain("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16-be-marked": _plain("utf-16-be", codecs.BOM_UTF16_BE),
    "utf-16-wrong-mark": _plain("utf-16-be", codecs.BOM_UTF16_LE),
    "utf-32-le": _plain("utf-32-le"),
    "utf-32-be": _plain("utf-32-be"),
    "utf-32-le-marked": _plain("utf-32-le", codecs.BOM_UTF32_LE),
    "utf-32-be-marked": _plain("utf-32-be", codecs.BOM_UTF32_BE),
    "utf-8-marked-utf-16": _plain("utf-16-le", codecs.BOM_UTF8),
    "utf-16-marked-utf-8": _plain("utf-8", codecs.BOM_UTF16_LE),
    "cesu-8": _cesu,
    "overlong": _overlong,
    "utf-8-then-cp1252": _halves("utf-8", "cp1252"),
    "utf-8-then-utf-16": _halves("utf-8", "utf-16-le"),
    "utf-16-odd": lambda text: text.encode("utf-16-le", "replace")[:-1],
    "ebcdic": _plain("cp500"),
}
"""Name → how it writes a text."""

BAD_BYTES: Final = (
    *(
        b"\x00",
        b"\x80",
        b"\xff",
        b"\xfe",
        b"\xc3",
        b"\xe2\x82",
        b"\xf0\x9f\x98",
        b"\xed\xa0\x80",
        b"\xed\xb0\x80",
    ),
    *(
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x81",
        b"\x9d",
        b"\x1a",
        b"\x00" * 40,
    ),
)
"""Bytes that are no UTF-8, cut-off characters, encoded lone surrogates, marks where none belongs, NULs."""


def encoders() -> st.SearchStrategy[tuple[str, Encoder]]:
    """An encoding with its name; plain UTF-8 half the time, so that what the text is about shows too."""
    return st.one_of(st.just(("utf-8", ENCODERS["utf-8"])), st.sampled_from(tuple(ENCODERS.items())))


def damage() -> st.SearchStrategy[list[tuple[float, bytes]]]:
    """Where (as a share of the length) which bytes are put in; mostly nothing."""
    places = st.tuples(st.floats(0, 1, allow_nan=False), st.sampled_from(BAD_BYTES))
    return st.one_of(st.just([]), st.just([]), st.lists(places, min_size=1, max_size=6))


def damaged(data: bytes, places: list[tuple[float, bytes]]) -> bytes:
    """Bytes with others put in between."""
    for share, bad in places:
        at = int(share * len(data))
        data = data[:at] + bad + data[at:]
    return data
