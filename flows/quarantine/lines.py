"""Text of strangers as one line of a terminal."""

from __future__ import annotations

from flows.terminal import visible

_BREAKS = str.maketrans({"\n": "\\n", "\t": "\\t", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def one_line(text: object) -> str:
    """A text as one line, so that a file name with a line break cannot pass for a further row."""
    return visible(str(text)).translate(_BREAKS)


def place(row: dict[str, object]) -> str:
    """Where a rejected thing came from, and the table it was meant for."""
    parts = [one_line(row["source_uri"])] if row["source_uri"] is not None else []
    if row["member"] is not None:
        parts.append(one_line(f"record {row['member']}"))
    if row["table_code"] is not None:
        parts.append(one_line(row["table_code"]))
    return ", ".join(parts)


def finding(row: dict[str, object]) -> str:
    """What was found, without the place that it begins with."""
    detail = str(row["detail"])
    return one_line(detail.removeprefix(f"{row['source_uri']}: "))
