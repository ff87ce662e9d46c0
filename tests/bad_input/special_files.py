"""Files that are odd as files: links, pipes, devices, names, times, depth."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Iterator
from pathlib import Path

TEXT = "Der Hafen von Oberlohe bleibt nach Angaben der Stadt bis zum 4. Mai geschlossen, Fall {0}.\n"
NAMES = {
    "line break": "zeile\numbruch.txt",
    "quotes": "an'fuehr\"ung`s`zeichen.txt",
    "SQL": "x'); DROP TABLE raw.source; --.txt",
    "HTML": "<img src=x onerror=alert(1)>.txt",
    "ANSI escapes": "\x1b[2J\x1b]0;Titel\x07\x1b[31mrot.txt",
    "leading dashes": "--help.txt",
    "percent signs": "%s%n%00%2e%2e.txt",
    "wildcards": "*?[a-z]{1,2}.txt",
    "dollar": "$HOME $(id).txt",
    "backslashes": "..\\..\\c.txt",
    "markup of rich": "[bold red on blue]rot.txt",
    "blanks": " .txt",
    "only the suffix": ".txt",
    "upper case": "GROSS.TXT",
    "emoji": "😀👩‍👩‍👧‍👦.txt",
    "right to left": "\u202egnp.txt",
    "composed": unicodedata.normalize("NFC", "übergröße.txt"),
    "decomposed": unicodedata.normalize("NFD", "übergröße.txt"),
    "255 bytes": "n" * 251 + ".txt",
    "file scheme": "file:%2f%2f.txt",
}
"""What is odd about it → name."""
NAME_OF_BYTES = b"kein-\xff\xfe-utf8-\x80.txt"
TIMES = {
    "time-before-1970": -(10**18),
    "time-zero": 0,
    "time-after-2262": 9_300_000_000 * 10**9,
    "time-in-2446": 15_032_385_535 * 10**9,
}
"""Name → time of the last change, in nanoseconds; each as far as the file system goes."""
LOADED = "loaded"


def special_cases(folder: Path) -> Iterator[tuple[str, str]]:
    """Make the files; yields the path of each below the folder, and what must become of it."""
    for number, name in enumerate(NAMES.values()):
        (folder / name).write_text(TEXT.format(number), encoding="utf-8")
        yield name, LOADED
    raw = os.fsencode(folder) + b"/" + NAME_OF_BYTES
    Path(os.fsdecode(raw)).write_text(TEXT.format("bytes"), encoding="utf-8")
    yield os.fsdecode(NAME_OF_BYTES), LOADED
    yield from _times(folder)
    yield from _links(folder)
    yield from _no_files(folder)
    yield from _folders(folder)


def _times(folder: Path) -> Iterator[tuple[str, str]]:
    for name, time in TIMES.items():
        file = folder / f"{name}.txt"
        file.write_text(TEXT.format(name), encoding="utf-8")
        os.utime(file, ns=(time, time))
        yield file.name, LOADED


def _links(folder: Path) -> Iterator[tuple[str, str]]:
    """Links; one to a file that is there is that file, and one to a folder above leads in a circle."""
    page = folder / "linked-page.txt"
    page.write_text(TEXT.format("linked"), encoding="utf-8")
    yield page.name, LOADED
    (folder / "link-to-the-page.txt").symlink_to(page)
    (folder / "hard-link.txt").hardlink_to(page)
    yield "hard-link.txt", LOADED
    (folder / "link-to-nowhere.txt").symlink_to("nirgends.txt")
    yield "link-to-nowhere.txt", "broken_link"
    (folder / "link-to-itself.txt").symlink_to("link-to-itself.txt")
    yield "link-to-itself.txt", "broken_link"
    (folder / "link-one.txt").symlink_to("link-two.txt")
    (folder / "link-two.txt").symlink_to("link-one.txt")
    yield "link-one.txt", "broken_link"
    yield "link-two.txt", "broken_link"
    (folder / "link-to-dev-zero.txt").symlink_to("/dev/zero")
    yield "/dev/zero", "not_a_file"
    (folder / "circle").symlink_to(folder)
    (folder / "link-to-nowhere").symlink_to("nirgends")


def _no_files(folder: Path) -> Iterator[tuple[str, str]]:
    os.mkfifo(folder / "named-pipe.txt")
    yield "named-pipe.txt", "not_a_file"
    here = Path.cwd()
    os.chdir(folder)  # the address of a socket may have 107 bytes only
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.txt")
    finally:
        os.chdir(here)
    yield "socket.txt", "not_a_file"


def _folders(folder: Path) -> Iterator[tuple[str, str]]:
    """A folder with the name of a file, one 200 levels down, and one too deep to be opened by its path."""
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "page.txt").write_text(TEXT.format("folder"), encoding="utf-8")
    yield "folder.txt/page.txt", LOADED
    deep = folder.joinpath(*["e"] * 200)
    deep.mkdir(parents=True)
    (deep / "page.txt").write_text(TEXT.format("deep"), encoding="utf-8")
    yield str((deep / "page.txt").relative_to(folder)), LOADED
    yield _too_deep(folder), "unreadable"


def _too_deep(folder: Path) -> str:
    """Nested folders until the system cannot open the path; returns the first that it cannot."""
    longest = os.pathconf(folder, "PC_PATH_MAX") - 1
    name, path = "d" * 200, folder
    descriptor = os.open(folder, os.O_RDONLY)
    while True:
        os.mkdir(name, dir_fd=descriptor)
        path /= name
        inner = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
        if len(os.fsencode(path)) > longest:
            break
    page = os.open("page.txt", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor)
    os.write(page, TEXT.format("too deep").encode())
    os.close(page)
    os.close(descriptor)
    return str(path.relative_to(folder))
