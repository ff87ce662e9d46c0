"""File names as text that can be stored and still opened."""

import os
from urllib.parse import quote_from_bytes, unquote_to_bytes

FILE_SCHEME = "file://"


def source_uri(path: str) -> str:
    """The text under which a file is known in the warehouse.

    An absolute path stands for itself. A file name on Linux is bytes, though, and need not be text: where it
    is not valid UTF-8, the file URI of RFC 8089 is used, whose percent escapes lose nothing. The two cannot
    be confused, for an absolute path begins with a slash.

    Args:
        path: absolute path, as the `os` functions give it (undecodable bytes as lone surrogates).

    Returns:
        Valid Unicode text.
    """
    if path.isascii():
        return path
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return FILE_SCHEME + quote_from_bytes(os.fsencode(path))
    return path


def path_of(uri: str) -> str:
    """The path to open for a `source_uri`.

    Args:
        uri: what `source_uri` returned.

    Returns:
        The same path that was given to `source_uri`.
    """
    if uri.startswith(FILE_SCHEME):
        return os.fsdecode(unquote_to_bytes(uri.removeprefix(FILE_SCHEME)))
    return uri
