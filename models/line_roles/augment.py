"""Other dumps of the same pages, so that the model does not lean on one way of writing a page down."""

import random
import re
from dataclasses import replace
from itertools import groupby

from models.line_roles.pages import LabelledPage
from models.line_roles.phrases import ABOVE_TITLE, AFTER_ARTICLE, IN_ARTICLE

Rows = list[tuple[str, str]]
MENU_WORDS = 4


def variants(page: LabelledPage, others: list[LabelledPage], count: int, seed: int) -> list[LabelledPage]:
    """The page as it is, and `count` pages made from it.

    Args:
        page: the page to vary.
        others: pages whose article may stand in this page's frame.
        count: how many variants to make.
        seed: of the random choices.
    """
    chance = random.Random(f"{seed}:{page.name}")  # noqa: S311 - repeatable, not secret
    made = [page]
    for number in range(count):
        rows = list(zip(page.lines, page.labels, strict=True))
        if others and number % 2:
            rows = _swap_article(rows, chance.choice(others))
        for change, share in CHANGES:
            if chance.random() < share:
                rows = change(rows, chance)
        lines, labels = zip(*rows, strict=True)
        made.append(replace(page, lines=lines, labels=labels))
    return made


def _span(rows: Rows) -> tuple[int, int]:
    """First and last row of the article, title included."""
    inside = [at for at, (_, label) in enumerate(rows) if label in ("title", "heading", "body")]
    return (inside[0], inside[-1]) if inside else (0, len(rows) - 1)


def _swap_article(rows: Rows, other: LabelledPage) -> Rows:
    start, end = _span(rows)
    theirs = list(zip(other.lines, other.labels, strict=True))
    their_start, their_end = _span(theirs)
    return rows[:start] + theirs[their_start : their_end + 1] + rows[end + 1 :]


def _strew(rows: Rows, chance: random.Random) -> Rows:
    """Boilerplate of other kinds above, inside and below the article."""
    start, end = _span(rows)
    above = [line for group in chance.sample(ABOVE_TITLE, chance.choice((0, 1, 2))) for line in group]
    below = [line for group in chance.sample(AFTER_ARTICLE, chance.choice((0, 1, 2, 3))) for line in group]
    article = rows[start : end + 1]
    for line in chance.sample(IN_ARTICLE, chance.choice((0, 1, 1, 2, 3))):
        article.insert(chance.randint(min(3, len(article)), len(article)), (line, "other"))
    marked = [(line, "other") for line in below]
    return rows[:start] + [(line, "other") for line in above] + article + marked + rows[end + 1 :]


def _lists(rows: Rows, chance: random.Random) -> Rows:
    """Some articles hold lists: turn a few paragraphs into items, with and without bullets."""
    listed: Rows = []
    mark = chance.choice(("- ", "- ", "• ", "", ""))
    closed = chance.random() < 0.4
    cut = chance.choice((_clauses, _clauses, _snippets))
    for text, label in rows:
        items = cut(text) if label == "body" else []
        if len(items) < 3 or chance.random() > 0.25:
            listed.append((text, label))
            continue
        for item in items[: chance.choice((3, 4, 6, 12))]:
            bare = item.rstrip(".!?:;, ")
            listed.append((f"{mark}{bare[0].upper()}{bare[1:]}{'.' if closed else ''}", label))
    return listed


def _clauses(text: str) -> list[str]:
    """Parts of a paragraph that could be list items: three to sixteen words."""
    parts = (part.strip() for part in re.split(r"[.!?;:,–]\s", text))
    return [part for part in parts if 3 <= len(part.split()) <= 16 and part[0].isalnum()]


def _snippets(text: str) -> list[str]:
    """Bare nouns with a word or two before them, as in lists of ingredients, results or contacts."""
    found = re.findall(r"(?:[\wäöüß]+ ){0,2}[A-ZÄÖÜ][a-zäöüß]{3,}(?: \d+)?", text)
    return [item for item in found if item.strip()][1:]


def _sentences(rows: Rows, _: random.Random) -> Rows:
    """Some dumps break paragraphs at every sentence or line break of the page."""
    split: Rows = []
    for text, label in rows:
        parts = re.split(r"(?<=[a-zäöüß][.!?])\s(?=[A-ZÄÖÜ„])", text) if label == "body" else [text]
        split.extend((part, label) for part in parts)
    return split


def _trim(rows: Rows, chance: random.Random) -> Rows:
    """Some dumps begin at the title or end soon after the article."""
    start, end = _span(rows)
    head = int(start * chance.choice((0, 0.1, 0.5, 1)))
    tail = int((len(rows) - 1 - end) * chance.choice((0.05, 0.2, 0.5, 1)))
    return rows[start - head : end + 1 + tail]


def _inline_menus(rows: Rows, chance: random.Random) -> Rows:
    """Some dumps keep inline what a list holds: a menu becomes one line."""
    glue = chance.choice((" ", " | ", " · ", "  "))
    merged: Rows = []
    for is_menu, run in groupby(rows, lambda row: row[1] == "other" and len(row[0].split()) <= MENU_WORDS):
        members = list(run)
        if is_menu and len(members) > 2 and chance.random() < 0.6:
            merged.append((glue.join(text for text, _ in members), "other"))
        else:
            merged.extend(members)
    return merged


def _bullets(rows: Rows, chance: random.Random) -> Rows:
    """Some dumps write lists with bullets."""
    mark = chance.choice(("- ", "- ", "* ", "• "))
    marked: Rows = []
    for is_menu, run in groupby(rows, lambda row: row[1] == "other" and len(row[0].split()) <= MENU_WORDS):
        members = list(run)
        wanted = is_menu and len(members) > 2 and chance.random() < 0.5
        marked.extend((mark + text if wanted else text, label) for text, label in members)
    return marked


def _thin_frame(rows: Rows, chance: random.Random) -> Rows:
    """Frames differ in size: leave out runs of the rows around the article."""
    keep = chance.choice((0.15, 0.4, 0.7))
    kept: Rows = []
    for at in range(0, len(rows), 3):
        chunk = rows[at : at + 3]
        if any(label != "other" for _, label in chunk) or chance.random() < keep:
            kept.extend(chunk)
    return kept


def _blanks(rows: Rows, chance: random.Random) -> Rows:
    """Some dumps set blank lines between all blocks, some only around a part of them."""
    around_all = chance.random() < 0.5
    spaced: Rows = []
    for text, label in rows:
        spaced.append((text, label))
        if around_all or chance.random() < 0.3:
            spaced.append(("", "blank"))
    return spaced


# How each variant is made: the changes in order, each with its chance.
CHANGES = (
    (_lists, 0.4),
    (_sentences, 0.15),
    (_trim, 0.5),
    (_strew, 0.4),
    (_inline_menus, 0.3),
    (_bullets, 0.4),
    (_thin_frame, 0.3),
    (_blanks, 0.6),
)
