"""Bytes → text: the encoding ladder."""

import codecs
import re
from typing import NamedTuple

import polars as pl

MAX_CONTROL_SHARE = 0.05
"""Above this share of control bytes a file counts as binary.

27 of the 256 byte values (0x00–0x08, 0x0E–0x1F without ESC, 0x7F) stand in no text, so compressed or
encrypted data shows 10.5 % of them; half of that leaves room for texts with a NUL on every line.
"""
CONTROL_BYTES = bytes([*range(0x00, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])

BINARY_SIGNATURES = (
    b"%PDF-",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
"""Beginnings of PDF, PNG, JPEG, GIF, ZIP (also DOCX, EPUB), gzip and old Office files.

Some of these are mostly readable characters and would pass the control share.
"""

MIN_NUL_SHARE_UTF16 = 0.5
"""In UTF-16 without mark, at least this share of the high bytes is zero: Latin letters, digits,
punctuation."""
MAX_NUL_SHARE_OTHER = 0.05
"""… and at most this share of the low bytes, as no text holds that many characters U+xx00."""

MAX_BAD_SHARE = 0.5
"""UTF-8 counts as damaged, rather than absent, up to this share of bad bytes among all non-ASCII units.

Damaged pages have one or a few. 276 German pages written in Windows-1252 have .995 and more.
"""

UNDEFINED_CP1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
# Latin-1 maps every byte to the code point of the same number; the table moves 0x80–0x9F to where
# Windows-1252 has them. The five bytes it leaves undefined stay C1 controls, as the WHATWG Encoding
# Standard does, so that every byte string can be read and written back.
_CP1252_OF_LATIN1 = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in UNDEFINED_CP1252
}
_LATIN1_OF_CP1252 = {ord(character): byte for byte, character in _CP1252_OF_LATIN1.items()}
# "surrogateescape" turns each byte that is not UTF-8 into U+DC00 + byte.
_CP1252_OF_ESCAPED = {0xDC00 + byte: _CP1252_OF_LATIN1.get(byte, chr(byte)) for byte in range(0x80, 0x100)}
_ESCAPED = re.compile("[\udc80-\udcff]")
_NON_ASCII = re.compile("[^\x00-\x7f]")

DECODED_SCHEMA: dict[str, type[pl.DataType]] = {
    "encoding_code": pl.String,
    "is_reversible": pl.Boolean,
    "text": pl.String,
}


class Decoded(NamedTuple):
    """The reading of one byte string."""

    encoding_code: str
    is_reversible: bool
    text: str


def decode_column(raw: pl.Series) -> pl.DataFrame:
    """Read byte strings as text.

    Nearly all files are strict UTF-8: those are validated in one pass over the column. Only the rest goes
    through `decode_bytes` one by one.

    Args:
        raw: Binary, without nulls.

    Returns:
        One row per value: `encoding_code`, `is_reversible` (whether encoding `text` again gives the bytes)
        and `text`; all null where the bytes are not text but binary data.
    """
    text = _strict_utf8(raw)
    frame = pl.DataFrame({"raw": raw, "text": text})
    marked = pl.any_horizontal(
        pl.col("raw").bin.starts_with(start) for start in (*_MARKS, *BINARY_SIGNATURES)
    )
    suspicious = pl.col("text").str.contains(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
    frame = frame.select(
        "raw",
        "text",
        is_plain=pl.col("text").is_not_null() & ~marked & ~suspicious.fill_null(True),
        is_reversible=pl.col("text").cast(pl.Binary) == pl.col("raw"),
    )
    rest = [decode_bytes(value) for value in frame.filter(~pl.col("is_plain"))["raw"]]
    plain = (
        frame.with_row_index("row")
        .filter("is_plain")
        .select("row", "is_reversible", "text", encoding_code=pl.lit("utf-8"))
    )
    other = pl.DataFrame(
        {name: [getattr(decoded, name, None) for decoded in rest] for name in DECODED_SCHEMA},
        schema=DECODED_SCHEMA,
    )
    other = other.with_columns(row=frame["is_plain"].not_().arg_true().cast(pl.UInt32))
    columns = ["row", *DECODED_SCHEMA]
    return pl.concat([plain.select(columns), other.select(columns)]).sort("row").drop("row")


def decode_bytes(data: bytes) -> Decoded | None:
    """Read one byte string: byte order mark, strict UTF-8, UTF-16, damaged UTF-8, Windows-1252.

    Statistical detectors name an exotic encoding for UTF-8 with one bad byte; a ladder does not. Control
    characters stay in the text.

    Args:
        data: any bytes.

    Returns:
        The reading, or None where the bytes are binary data.
    """
    if data.startswith(BINARY_SIGNATURES):
        return None
    decoded = _by_mark(data) or _as_utf16(data) or _as_utf8(data) or _as_cp1252(data)
    return None if _control_share(decoded.text) > MAX_CONTROL_SHARE else decoded


def encode_text(text: str, encoding_code: str) -> bytes | None:
    """The bytes that `text` was read from, where the encoding allows the way back.

    Args:
        text: decoded text.
        encoding_code: how it was decoded.

    Returns:
        The bytes, or None where the encoding cannot express the text.
    """
    try:
        if encoding_code == "cp1252":
            return text.translate(_LATIN1_OF_CP1252).encode("latin-1")
        return text.encode("utf-8" if encoding_code == "utf-8-damaged" else encoding_code)
    except UnicodeEncodeError:
        return None


# The codecs with explicit byte order keep the mark of UTF-16 as U+FEFF (RFC 2781, 3.3), so that files with
# and without one can be told apart on the way back; "utf-8-sig" writes it again.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            if encoding == "utf-8-sig":
                return _strictly(data, encoding) or _as_damaged_utf8(data[len(mark) :])
            return _checked(data, encoding, data.decode(encoding, "replace"))
    return None


def _as_utf16(data: bytes) -> Decoded | None:
    if b"\x00" not in data or len(data) % 2:
        return None
    half = len(data) // 2
    even_share, odd_share = data[0::2].count(0) / half, data[1::2].count(0) / half
    if odd_share >= MIN_NUL_SHARE_UTF16 and even_share <= MAX_NUL_SHARE_OTHER:
        return _strictly(data, "utf-16-le")
    if even_share >= MIN_NUL_SHARE_UTF16 and odd_share <= MAX_NUL_SHARE_OTHER:
        return _strictly(data, "utf-16-be")
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    escaped = data.decode("utf-8", "surrogateescape")
    bad_count = len(_ESCAPED.findall(escaped))
    if not bad_count:
        return _checked(data, "utf-8", escaped)
    if bad_count > MAX_BAD_SHARE * len(_NON_ASCII.findall(escaped)):
        return None
    return _as_damaged_utf8(data)


def _as_damaged_utf8(data: bytes) -> Decoded:
    escaped = data.decode("utf-8", "surrogateescape")
    return _checked(data, "utf-8-damaged", escaped.translate(_CP1252_OF_ESCAPED))


def _as_cp1252(data: bytes) -> Decoded:
    return _checked(data, "cp1252", data.decode("latin-1").translate(_CP1252_OF_LATIN1))


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return _checked(data, encoding, data.decode(encoding))
    except UnicodeDecodeError:
        return None


def _checked(data: bytes, encoding: str, text: str) -> Decoded:
    return Decoded(encoding, encode_text(text, encoding) == data, text)


def _control_share(text: str) -> float:
    controls = len(text) - len(text.translate(_WITHOUT_CONTROLS))
    return controls / len(text) if text else 0.0


_WITHOUT_CONTROLS = dict.fromkeys(CONTROL_BYTES)


def _strict_utf8(raw: pl.Series) -> pl.Series:
    """The column as text, null where it is not UTF-8.

    A cast of a whole column fails at the first bad value, so a failing part is halved until the bad values
    are alone: n values with k bad ones take at most about 2 k log2(n) casts.
    """
    try:
        return raw.cast(pl.String)
    except pl.exceptions.ComputeError:
        if len(raw) == 1:
            return pl.Series(raw.name, [None], dtype=pl.String)
        middle = len(raw) // 2
        return pl.concat([_strict_utf8(raw[:middle]), _strict_utf8(raw[middle:])])
