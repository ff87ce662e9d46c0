"""Plain text dumps → documents."""

import errno
import hashlib
import os
import stat
from typing import NamedTuple

import polars as pl

from transforms.read.decode import decode_column
from transforms.read.modified import modified_ns
from transforms.read.rejection import REJECTED_SCHEMA, Rejection, rejected_frame
from transforms.read.source_uri import path_of

MAX_BYTES = 5_000_000
MAX_LINES = 100_000
"""Lines from which a file is no page but a list, a log or a table: pages have some hundred, live tickers some
thousand. Each line is a row with features of its own, 1 to 2 kB while it is judged, so that five million
bytes of hardly more than line ends would take gigabytes."""
LINE_END = r"\r\n|[\n\r\x0b\x0c\u2028\u2029]"
"""What ends a line for `split_lines`."""
MAX_PAYLOAD = 2_000
"""Code points of a rejected file that are kept to look at."""
INK = r"[^\s\p{Cc}\p{Cf}]"
"""Anything one could see: neither white space nor a control or format character (zero-width space, BOM)."""
BYTES_OF_KEY = 8

PASSING_ERRORS = frozenset({errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EAGAIN, errno.EBUSY})
"""Errors that a network folder or a waking disk may show once and not again."""

CONTENT_SCHEMA: dict[str, type[pl.DataType]] = {
    "source_uri": pl.String,
    "modified_ns": pl.Int64,
    "byte_size": pl.Int64,
    "content_hash": pl.String,
    "document_key": pl.Int64,
    "raw": pl.Binary,
}


class TextDumps(NamedTuple):
    """Outcome of reading a batch of files; every file is in `sources` or in `rejected`, and in one only.

    Attributes:
        documents: one row per distinct content, sorted by `document_key`.
        sources: one row per readable file: `source_uri`, `member` (null), `document_key`, `byte_size`
            (bytes),
            `modified_ns` (nanoseconds since 1970-01-01).
        rejected: one row per file that gave no document, as in raw.quarantine.
    """

    documents: pl.DataFrame
    sources: pl.DataFrame
    rejected: pl.DataFrame


class _Content(NamedTuple):
    source_uri: str
    modified_ns: int
    byte_size: int
    content_hash: str
    document_key: int
    raw: bytes


def read_text_dumps(files: pl.DataFrame, max_bytes: int = MAX_BYTES) -> TextDumps:
    """Read files into documents, identified by the SHA-256 of their bytes.

    The same bytes under two names are one document with two sources; it bears the alphabetically first name.

    Args:
        files: rows of `Inventory.files`; where `path` is there and not null, the bytes lie there and not at
            `source_uri`.
        max_bytes: larger files are rejected, as no news page is that large and one such file could fill the
            memory.

    Returns:
        Documents with all columns of `Document` that reading can fill (all but `language_code`,
        `outcome_code`, `modified_at` and `run_key`) and `modified_ns`; their sources; and the rejected
        files with one of the reasons `vanished`, `unreadable`, `io_error` (worth another try), `not_a_file`,
        `oversize`, `empty`, `binary`, `blank`, `too_many_lines`.
    """
    contents, rejections = _load(files, max_bytes)
    columns = {name: [getattr(content, name) for content in contents] for name in CONTENT_SCHEMA}
    found = pl.DataFrame(columns, schema=CONTENT_SCHEMA).sort("source_uri")
    distinct = found.unique("document_key", keep="first", maintain_order=True).sort("document_key")
    decoded = distinct.hstack(decode_column(distinct["raw"]))
    is_binary = pl.col("text").is_null()
    is_blank = ~pl.col("text").str.contains(INK)
    useless = decoded.select(
        "document_key",
        "raw",
        reason_code=pl.when(is_binary)
        .then(pl.lit("binary"))
        .when(is_blank)
        .then(pl.lit("blank"))
        .when(_is_list())
        .then(pl.lit("too_many_lines")),
    ).filter(pl.col("reason_code").is_not_null())
    found = found.drop("raw")
    rejected = pl.concat(
        [rejected_frame(rejections), _rejected_contents(found.join(useless, on="document_key"))]
    )
    return TextDumps(
        documents=_documents(decoded.join(useless, on="document_key", how="anti")),
        sources=found.join(useless, on="document_key", how="anti", maintain_order="left").select(
            "source_uri",
            pl.lit(None, dtype=pl.String).alias("member"),
            "document_key",
            "byte_size",
            "modified_ns",
        ),
        rejected=rejected.sort("source_uri", "reason_code"),
    )


def _load(files: pl.DataFrame, max_bytes: int) -> tuple[list[_Content], list[Rejection]]:
    contents: list[_Content] = []
    rejections: list[Rejection] = []
    path = pl.col("path") if "path" in files.columns else pl.lit(None, dtype=pl.String).alias("path")
    for uri, modified, path_elsewhere in files.select("source_uri", "modified_ns", path).iter_rows():
        outcome = _load_file(uri, modified, max_bytes, path_elsewhere)
        if isinstance(outcome, Rejection):
            rejections.append(outcome)
        else:
            contents.append(outcome)
    return contents, rejections


def _load_file(uri: str, modified: int, max_bytes: int, path_elsewhere: str | None) -> _Content | Rejection:
    # Size and time are taken from the open file: it may have been rewritten since it was listed.
    try:
        # O_NONBLOCK: should a named pipe have taken the file's place, opening it must not wait for a writer.
        descriptor = os.open(path_elsewhere or path_of(uri), os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return Rejection(
            "vanished", f"{uri}: the file was removed after it was listed; run again", uri, None, modified
        )
    except OSError as error:
        return _unreadable(uri, modified, error)
    try:
        status = os.fstat(descriptor)
        size = status.st_size
        # What was kept of a file has the time that the file had.
        modified = modified if path_elsewhere else modified_ns(status)
        if not stat.S_ISREG(status.st_mode):
            return Rejection("not_a_file", f"{uri}: no longer a regular file; run again", uri, None, modified)
        data = _read(descriptor, min(size, max_bytes))
    except OSError as error:
        return _unreadable(uri, modified, error)
    finally:
        os.close(descriptor)
    if size > max_bytes:
        detail = f"{uri}: {size:,} bytes, the limit is {max_bytes:,}; split the file or raise the limit"
        return Rejection("oversize", detail, uri, size, modified, _payload(data[: 4 * MAX_PAYLOAD]))
    if not data:
        return Rejection("empty", f"{uri}: 0 bytes; fetch the page again", uri, 0, modified)
    digest = hashlib.sha256(data)
    key = int.from_bytes(digest.digest()[:BYTES_OF_KEY], "big", signed=True)
    return _Content(uri, modified, len(data), digest.hexdigest(), key, data)


def _read(descriptor: int, size: int) -> bytes:
    """Exactly `size` bytes, or fewer where the file has become shorter."""
    data = os.read(descriptor, size)
    if len(data) == size:
        return data
    parts = [data]  # a single read may fall short: interrupted, or on a network file system
    while parts[-1] and (missing := size - sum(map(len, parts))) > 0:
        parts.append(os.read(descriptor, missing))
    return b"".join(parts)


def _unreadable(uri: str, modified_ns: int, error: OSError) -> Rejection:
    if error.errno in PASSING_ERRORS:
        detail = (
            f"{uri}: reading failed ({error.strerror}); check the disk or network it lies on, and run again"
        )
        return Rejection("io_error", detail, uri, None, modified_ns)
    detail = (
        f"{uri}: cannot be read ({error.strerror}); give the user who runs this access to it, or leave it out"
    )
    return Rejection("unreadable", detail, uri, None, modified_ns)


def _payload(data: bytes) -> str:
    # Only to be looked at, so bad bytes may show as U+FFFD; NUL would end the text in many a tool.
    return data.decode("utf-8", "replace").replace("\x00", "\ufffd")[:MAX_PAYLOAD]


def _documents(decoded: pl.DataFrame) -> pl.DataFrame:
    return decoded.select(
        "document_key",
        "content_hash",
        "source_uri",
        pl.lit(None, dtype=pl.String).alias("member"),
        pl.lit("txt").alias("format_code"),
        "encoding_code",
        "is_reversible",
        "byte_size",
        pl.lit(None, dtype=pl.String).alias("url"),
        "modified_ns",
        "text",
        pl.when(~pl.col("is_reversible")).then("raw").alias("raw_bytes"),
    )


def _is_list() -> pl.Expr:
    """Whether a text has too many lines for a page. Thirteen megabytes are counted in 30 ms."""
    return pl.col("text").str.count_matches(LINE_END) > MAX_LINES


def _rejected_contents(useless: pl.DataFrame) -> pl.DataFrame:
    """Rejections of what was read but is no page: a row per file, also for files with the same bytes."""
    found = pl.col("reason_code").replace_strict(
        {
            "binary": " bytes of binary data, not text; convert the file to text, or leave it out",
            "blank": " bytes of white space only; fetch the page again",
            "too_many_lines": f" bytes in more than {MAX_LINES:,} lines, which is no page; split the file, or"
            " leave it out",
        },
        return_dtype=pl.String,
    )
    payload = [_payload(raw[: 4 * MAX_PAYLOAD]) for raw in useless["raw"]]
    return useless.with_columns(
        stage_code=pl.lit("read"),
        detail=pl.format("{}: {}{}", "source_uri", "byte_size", found),
        member=pl.lit(None, dtype=pl.String),
        payload=pl.when(pl.col("reason_code") != "blank").then(pl.Series(payload, dtype=pl.String)),
    ).select(list(REJECTED_SCHEMA))
