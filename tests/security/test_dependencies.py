"""What is installed: exactly what was locked, under licences that anyone may ship."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "tests/compatibility/requirements.lock")
ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,-]+\])?==(\S+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")

PERMISSIVE = frozenset(
    {
        *("MIT", "MIT-0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Zlib", "CC0-1.0"),
        *("PSF-2.0", "CNRI-Python", "Unlicense", "BSL-1.0", "Unicode-3.0"),
        # Asks for changes to its own files only, and nobody changes them here.
        "MPL-2.0",
    }
)
"""SPDX names of licences that let anyone use and ship the whole, also for money."""
CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
REVIEWED = {
    "dataframely": ("BSD-3-Clause", "no metadata, but the wheel holds the licence"),
    "docutils": (
        "BSD-3-Clause",
        "public domain and BSD; the GPL part is an editor mode that the wheel does not hold",
    ),
    "polars-hash": ("MIT", "no metadata; LICENSE of its repository"),
    "text-unidecode": (
        "Artistic-1.0-Perl",
        "to be had under the GPL or the Artistic License; the latter is taken",
    ),
}
"""Packages whose metadata do not say, or say too much: what was found instead, and where."""


def entries(lock: str) -> Iterator[tuple[str, str]]:
    """Packages of a lock file, each with its whole entry."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    starts = [*ENTRY.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    yield from ((match[1], text[match.start() : end]) for match, end in zip(starts, ends, strict=True))


PACKAGES = sorted(name for name, _ in entries("requirements.lock"))


def licence(name: str) -> str:
    """The licence of an installed package, as an SPDX expression; empty where it does not say."""
    facts = metadata(name)
    if expressions := facts.get_all("License-Expression"):
        return str(expressions[0])
    classifiers = [value for value in facts.get_all("Classifier") or [] if value.startswith("License ::")]
    if classifiers:
        names = (classifier.split(" :: ")[-1] for classifier in classifiers)
        return " AND ".join(sorted(CLASSIFIERS.get(each, each) for each in names))
    return "".join(facts.get_all("License") or []).strip()


def is_permissive(expression: str) -> bool:
    """Whether an SPDX expression leaves a way that asks for nothing: OR is a choice, AND is not."""
    expression = expression.strip()
    if _is_wrapped(expression):
        return is_permissive(expression[1:-1])
    for word, judge in (("AND", all), ("OR", any)):
        parts = _split(expression, f" {word} ")
        if len(parts) > 1:
            return judge(map(is_permissive, parts))
    return expression in PERMISSIVE


def _split(expression: str, separator: str) -> list[str]:
    """The parts between separators that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(expression):
        depth += (character == "(") - (character == ")")
        if depth == 0 and expression.startswith(separator, at):
            parts.append(expression[start:at])
            start = at + len(separator)
    return [*parts, expression[start:]]


def _is_wrapped(expression: str) -> bool:
    return expression.startswith("(") and expression.endswith(")") and not _split(expression[1:], ")")[1:]


@pytest.mark.parametrize("name", PACKAGES)
def test_the_licence_lets_anyone_ship_it(name: str) -> None:
    try:
        found = licence(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is locked and not installed: set the environment up again (`make setup`)")
    if name in REVIEWED:
        assert not is_permissive(found), f"{name} says {found} by now: take it off the list"
        return
    assert is_permissive(found), f"{name}: {found or 'no licence in its metadata'}. Review it, or do without."


def test_the_review_is_of_what_is_installed() -> None:
    assert set(REVIEWED) <= set(PACKAGES)
    assert all(reason for _, reason in REVIEWED.values())


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-or-later", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("(Apache-2.0 OR GPL-2.0-only) AND (MIT OR AGPL-3.0-only)", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-only", False),
        ("MIT AND GNU General Public License v2 or later (GPLv2+)", False),
        ("LGPL-2.1-only", False),
        ("CC-BY-NC-4.0", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_licences_are_told_apart(expression: str, expected: bool) -> None:
    assert is_permissive(expression) is expected


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    every: Mapping[str, str] = dict(entries(lock))
    assert every
    assert [name for name, entry in every.items() if not HASH.search(entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_place(lock: str) -> None:
    """Where packages come from is for who installs to say; a lock that says it would send everyone there."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|^[^#\n]* @ |git\+|file:", text, re.MULTILINE)


PLACES = re.compile(
    r"--(?:extra-)?index-url[= ]|py" r"pi\.org|python" r"hosted\.org|/(?:home|Users)/[A-Za-z]\w+/|/ro" r"ot/"
)
"""Index hosts, and folders of somebody's machine."""


def test_no_file_names_an_index_or_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ":!data"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if listed.returncode:
        pytest.skip(f"not a checkout: {listed.stderr.strip()}")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert len(files) > 100
    naming = [
        file.relative_to(ROOT).as_posix() for file in files if file.is_file() and PLACES.search(_text(file))
    ]
    assert naming == []


@pytest.mark.parametrize(
    "text",
    [
        "pip install --index" + "-url x",
        "https://py" + "pi.org/simple",
        "/home/" + "anna/dumps",
        "/ro" + "ot/x",
    ],
)
def test_the_search_would_notice(text: str) -> None:
    assert PLACES.search(text)


def _text(file: Path) -> str:
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")
