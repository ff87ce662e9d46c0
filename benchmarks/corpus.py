"""Any number of raw pages like those of data/sample: ``python -m benchmarks.corpus FOLDER``.

A generated page takes the frame of a sample page (navigation, advertising, consent texts, line ends,
encoding) and fills it with text that no other page has: paragraphs are sentences of all sample pages in
new company, titles and headings are sent to invented towns, dates move. So furniture recurs within an
outlet and news does not, as in a real crawl; were whole paragraphs drawn, the rules on repeated lines would
take the news for furniture.
"""

from __future__ import annotations

import argparse
import codecs
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SAMPLE: Final = ROOT / "data" / "sample"
ROLES_OF_SAMPLE: Final = ROOT / "tests" / "golden" / "sample.json"
"""The role of every line of the sample, checked by hand."""

BODY_BYTES: Final = 2_800
"""Bytes of body a page gets at least; with its furniture that makes a page of about 5 kB."""
FEWEST_LINES: Final = 40
"""Non-blank and blank lines of a page; the outlet's other furniture fills up what is missing."""
LONGEST_SPARE_LINE: Final = 200
"""Code points of the furniture that may be added to any page of an outlet."""
PAGES_PER_FOLDER: Final = 1_000

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_SENTENCE_END = re.compile(r"(?<=[a-zäöüß][.!?]) (?=[A-ZÄÖÜ])")
_ODD = re.compile("[ÃÂ\u00ad\u200b]|â€")
"""Mojibake and invisible characters: they stay where the sample has them, and do not spread to every page."""
_CLOCK = re.compile(r"\b\d\d:\d\d\b")
_DAY = re.compile(r"\b\d{1,2}(?=\.(?:\d\d\.| [A-ZJF][a-zä]+ )20\d\d)|(?<=20\d\d-\d\d-)\d\d")
_NUMBER_IN_ADDRESS = re.compile(r"\d{4,}")
_TOWN_STEMS = (
    *("Ahorn", "Birken", "Buchen", "Distel", "Erlen", "Eschen", "Farn", "Fichten", "Ginster", "Hasel"),
    *("Heide", "Holunder", "Kiefern", "Klee", "Linden", "Moos", "Mühl", "Nessel", "Otter", "Pappel"),
    *("Quellen", "Reiher", "Rohr", "Schilf", "Schlehen", "Silber", "Storch", "Tannen", "Ulmen", "Weiden"),
)
_TOWN_ENDS = (
    *("au", "bach", "berg", "born", "brück", "burg", "dorf", "eck", "feld", "furt", "garten", "grund"),
    *("hagen", "hain", "hausen", "heim", "hof", "horst", "hütten", "kirchen", "leben", "mark", "münde"),
    *("ried", "rode", "see", "stedt", "tal", "wald", "werder", "wiesen", "zell"),
)
_TOWN_KINDS = ("Ober", "Unter", "Alt", "Neu", "Groß", "Klein", "Nieder", "Hohen")
_PLAIN_ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "cp1252": "cp1252"}
_MARKED_ENCODINGS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@dataclass(frozen=True)
class Template:
    """A sample page as a frame for new text.

    Attributes:
        outlet: folder of the page.
        encoding: encoding of the page.
        line_end: what ends its lines.
        is_wrapped: whether its paragraphs are broken into lines of at most 79 characters.
        lines: text and role of each line; the role of a blank line is empty.
    """

    outlet: str
    encoding: str
    line_end: str
    is_wrapped: bool
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Material:
    """What pages are made of.

    Attributes:
        templates: frames.
        sentences: sentences of all bodies.
        titles: titles of all pages.
        headings: headings of all pages.
        items: list items of all pages, without their markers.
        furniture: outlet → its shorter boilerplate lines.
    """

    templates: tuple[Template, ...]
    sentences: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    items: tuple[str, ...]
    furniture: dict[str, tuple[str, ...]]


@cache
def load_material() -> Material:
    """Take the sample apart: German pages with an article in an encoding that any text can be written in."""
    truth = json.loads(ROLES_OF_SAMPLE.read_text(encoding="utf-8"))
    templates = tuple(
        _template(name, page)
        for name, page in sorted(truth.items())
        if page.get("language") == "de"
        and page.get("has_article", True)
        and page["encoding"] in _PLAIN_ENCODINGS | _MARKED_ENCODINGS
        and "same_document_as" not in page
    )
    prose = " ".join(" ".join(_texts(page, "paragraph")) for page in templates)
    sentences = tuple(
        sentence
        for sentence in dict.fromkeys(_SENTENCE_END.split(prose))
        if 40 <= len(sentence) <= 300 and _has_whole_quotes(sentence) and not _ODD.search(sentence)
    )
    outlets = sorted({page.outlet for page in templates})
    return Material(
        templates,
        sentences,
        titles=_distinct(templates, "title"),
        headings=_distinct(templates, "heading"),
        items=tuple(item.lstrip("-•*– ") for item in _distinct(templates, "list_item")),
        furniture={
            outlet: tuple(
                line
                for line in _distinct([page for page in templates if page.outlet == outlet], "boilerplate")
                if len(line) <= LONGEST_SPARE_LINE
            )
            for outlet in outlets
        },
    )


def _template(name: str, page: dict[str, object]) -> Template:
    encoding = str(page["encoding"])
    text = (SAMPLE / name).read_bytes().decode(encoding).removeprefix("\ufeff")
    roles = page["lines"]
    assert isinstance(roles, dict)
    role_of = {number: role for role, numbers in roles.items() for number in numbers}
    lines = tuple((line, role_of.get(number, "")) for number, line in enumerate(_BREAK.split(text), start=1))
    paragraphs = [len(line) for line, role in lines if role == "paragraph"]
    outlet = name.split("/")[0]
    return Template(outlet, encoding, "\r\n" if "\r\n" in text else "\n", max(paragraphs) <= 80, lines)


def _texts(page: Template, role: str) -> list[str]:
    return [line for line, of_role in page.lines if of_role == role]


def _distinct(pages: Sequence[Template], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for page in pages for text in _texts(page, role)))


def _has_whole_quotes(sentence: str) -> bool:
    return (
        sentence.count("„") == sentence.count("“")
        and sentence.count("»") == sentence.count("«")
        and sentence.count('"') % 2 == 0
    )


def make_page(material: Material, rng: random.Random) -> bytes:
    """One page, all its text drawn from the generator."""
    template = rng.choice(material.templates)
    lines = list(_frame(material, template, rng))
    spare = material.furniture[template.outlet]
    if len(lines) < FEWEST_LINES:
        lines += rng.sample(spare, min(len(spare), FEWEST_LINES - len(lines)))
    text = template.line_end.join(lines) + template.line_end
    if mark := _MARKED_ENCODINGS.get(template.encoding):
        return mark + text.encode(template.encoding)
    return text.encode(template.encoding, "ignore")


def _frame(material: Material, template: Template, rng: random.Random) -> list[str]:
    """The template's lines with new text in the place of the old; one paragraph may become several."""
    town = _town(rng)
    count = sum(
        role == "paragraph" and before != "paragraph" for role, before in _with_role_before(template.lines)
    )
    wanted = BODY_BYTES / max(1, count)
    made: list[str] = []
    before = ""
    for text, role in template.lines:
        if role == "paragraph":
            if before != "paragraph":
                made += _paragraphs(material, template, rng, wanted)
        elif role == "title":
            if before != "title":
                made.append(f"{town}: {rng.choice(material.titles)}")
        elif role == "heading":
            made.append(f"{rng.choice(material.headings)} in {town}")
        elif role == "list_item":
            made.append(f"- {rng.choice(material.items)} ({_town(rng)})")
        else:
            made.append(_moved(text, rng) if role == "metadata" else text)
        before = role
    return made


def _with_role_before(lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    roles = [role for _, role in lines]
    return list(zip(roles, ["", *roles], strict=False))


def _paragraphs(material: Material, template: Template, rng: random.Random, wanted: float) -> list[str]:
    """Paragraphs of three to six sentences, until there are as many bytes as wanted."""
    made: list[str] = []
    size = 0
    while size < wanted:
        chosen = rng.choices(material.sentences, k=rng.randint(3, 6))
        paragraph = " ".join(chosen)
        size += len(paragraph)
        if made and (template.is_wrapped or template.lines.count(("", "")) > 5):
            made.append("")
        made += _wrapped(paragraph) if template.is_wrapped else [paragraph]
    return made


def _wrapped(paragraph: str, width: int = 79) -> list[str]:
    lines = []
    while len(paragraph) > width:
        end = paragraph.rfind(" ", 0, width + 1)
        lines.append(paragraph[:end])
        paragraph = paragraph[end + 1 :]
    return [*lines, paragraph]


def _town(rng: random.Random) -> str:
    return rng.choice(_TOWN_KINDS) + rng.choice(_TOWN_STEMS).lower() + rng.choice(_TOWN_ENDS)


def _moved(metadata: str, rng: random.Random) -> str:
    """A metadata line of another day, time and address."""
    moved = _DAY.sub(lambda _: f"{rng.randint(10, 28)}", metadata)
    moved = _CLOCK.sub(lambda _: f"{rng.randint(5, 22):02}:{rng.randint(0, 59):02}", moved)
    if "://" in moved or "www." in moved:
        moved = _NUMBER_IN_ADDRESS.sub(lambda _: f"{rng.randint(1, 10**9)}", moved)
    return moved


def write_corpus(folder: Path, count: int, seed: int = 0) -> int:
    """Write pages as ``<folder>/<thousand>/<number>.txt``.

    Args:
        folder: created where it does not exist.
        count: number of pages; a larger corpus of the same seed begins with the smaller one.
        seed: other seeds give other pages.
    Returns:
        Bytes written.
    """
    material = load_material()
    rng = random.Random(seed)
    size = 0
    for number in range(count):
        part = folder / f"{number // PAGES_PER_FOLDER:04}"
        if number % PAGES_PER_FOLDER == 0:
            part.mkdir(parents=True, exist_ok=True)
        page = make_page(material, rng)
        size += (part / f"{number:06}.txt").write_bytes(page)
    return size


def main() -> int:
    """Write a corpus and say how large it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000, help="pages  [default: 1000]")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    size = write_corpus(options.folder, options.count, options.seed)
    seconds = time.perf_counter() - start
    print(f"{options.count} pages, {size / options.count:,.0f} bytes each, in {seconds:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
