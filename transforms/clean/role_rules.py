"""Declared rules on top of the line model: which line is the title, and which kind of body line is which."""

from typing import Final

import numpy as np

from transforms.clean.decision import Decision, Page
from transforms.clean.page import FAR, Bools, Floats, Ints

TITLE_PROBABILITY: Final = 0.1
# A title stands before the text, or after a line or two of lead.
TITLE_MAX_BODY_BEFORE: Final = 2
TITLE_BONUS: Final = 0.2  # for the line right above the text; less with each block between
TITLE_REACH: Final = 2  # blocks before the first paragraph in which a page without a clear title may have one
TITLE_WORDS: Final = (5, 25)
TEXT_MIN_WORDS: Final = 12
HEADING_MAX_CHARS: Final = 140
QUOTED_HEADING_MAX_WORDS: Final = 9  # a longer line that is all quotation is a pull quote
FOREIGN_MIN_WORDS: Final = 2
FOREIGN_PAGE_SHARE: Final = (
    0.2  # of the page's function words; German pages lie below .05, English ones above .3
)
LIST_MAX_ITEMS: Final = 30
OPENER_MAX_WORDS: Final = 12
END_MIN_SHARE: Final = 0.6  # keywords may also stand above the text


def mark_title(decision: Decision, page: Page, title: Floats) -> Ints:
    """Mark one title per document.

    Returns:
        For each block the index of its document's title, or -1 where the page shows none.
    """
    frame, features = page.frame, page.features
    body = decision.is_body()
    paragraph = body & (features["words"] >= TEXT_MIN_WORDS)
    early = frame.before(paragraph.astype(np.float32)) <= TITLE_MAX_BODY_BEFORE
    has_text = frame.total(paragraph.astype(np.float32)) > 0
    words = features["words"]
    # Where the model finds no title, the line right above the text is one, if it reads like one.
    to_text = frame.distance_on(paragraph)
    readable = (
        (words >= TITLE_WORDS[0])
        & (words <= TITLE_WORDS[1])
        & ~page.flag("ends_sentence")
        & ~page.flag("is_bullet")
    )
    plain = (
        readable
        & (page.lexical["settled_code"].is_null().to_numpy())
        & ~page.flag("has_date")
        & ~page.flag("byline")
    )
    above = (
        plain
        & early
        & (to_text >= 1)
        & (to_text <= TITLE_REACH)
        & (frame.before(paragraph.astype(np.float32)) == 0)
    )
    score = np.where(early & has_text, title, 0) + np.where(above, TITLE_BONUS / np.maximum(to_text, 1), 0)
    best = frame.best(score.astype(np.float32))
    good = score[best] >= TITLE_PROBABILITY
    chosen = np.zeros(frame.size, dtype=bool)
    chosen[best[good]] = True
    decision.mark(chosen, "title", "model", title)
    at = np.where(good, best, -1)[frame.document]
    _mark_title_copies(decision, page, at, chosen)
    return at


def _mark_title_copies(decision: Decision, page: Page, title_at: Ints, chosen: Bools) -> None:
    """The words of the title again, in a breadcrumb or above a share bar, are no body text."""
    rows = np.flatnonzero((page.features["copies"] > 1) & ~chosen & (title_at >= 0) & decision.is_body())
    text = page.blocks.text
    same = (text.gather(rows) == text.gather(title_at[rows])).to_numpy().astype(bool)
    again = np.zeros(page.frame.size, dtype=bool)
    again[rows[same]] = True
    decision.mark(again, "boilerplate", "title_copy")


def mark_foreign(decision: Decision, page: Page) -> None:
    """Short English or French lines on a German page are teasers of partner sites."""
    foreign = page.lexical["foreign_words"].to_numpy().astype(np.float32)
    stop_words = page.features["stop_words"]
    is_german_page = page.frame.total(foreign) < FOREIGN_PAGE_SHARE * page.frame.total(stop_words)
    is_foreign = (foreign >= FOREIGN_MIN_WORDS) & (2 * foreign > stop_words) & is_german_page
    is_foreign &= page.features["chars"] <= HEADING_MAX_CHARS
    decision.mark(
        is_foreign & decision.is_body() & ~page.flag("opens_quote"), "boilerplate", "foreign_language", 0.8
    )


def mark_lists(decision: Decision, page: Page) -> None:
    """Bullet lists follow the lines around them, however bare their items.

    A list that an article line (or an unlabelled heading under one) opens and an article line closes
    belongs to the article. The items after "Mehr zum Thema" do not.
    """
    frame, features = page.frame, page.features
    settled = page.lexical["settled_code"].is_not_null().to_numpy()
    item = page.flag("is_bullet") & ~decision.has("title")
    body = decision.is_body() & ~item
    before = np.maximum(frame.index - frame.distance_back(~item).astype(np.int64), frame.first)
    after = np.minimum(frame.index + frame.distance_on(~item).astype(np.int64), frame.last)
    opener = ~body & ~item & ~settled & (features["any_cue"] == 0) & (features["words"] <= OPENER_MAX_WORDS)
    opener &= (frame.shift(body.astype(np.float32), -1, 0) > 0) & (
        frame.shift(item.astype(np.float32), 1, 0) > 0
    )
    inside = (
        item & ~settled & (body[before] | opener[before]) & body[after] & (after - before <= LIST_MAX_ITEMS)
    )
    decision.mark(inside & ~decision.is_body(), "list_item", "list_between_body", 0.7)
    decision.mark(
        opener & (frame.shift(inside.astype(np.float32), 1, 0) > 0), "paragraph", "list_opener", 0.7
    )
    label_back = frame.distance_back(page.is_related_label())
    decision.mark(
        item & (label_back <= frame.index - before) & (label_back < FAR), "boilerplate", "related_list", 0.9
    )


def mark_end(decision: Decision, page: Page) -> None:
    """Where the keywords of an article stand below its text, it is over: what follows is the outlet's."""
    frame = page.frame
    body_chars = decision.is_body() * page.features["chars"]
    enough = frame.before(body_chars) >= END_MIN_SHARE * frame.total(body_chars)
    keywords = page.flag("topic") & enough & (frame.total(body_chars) > 0)
    past = frame.distance_back(keywords)
    seen = np.maximum.accumulate(np.where(keywords, frame.index, -1)) >= frame.first
    decision.mark((past > 0) & seen & decision.is_body(), "boilerplate", "after_keywords", 0.8)


def mark_kinds(decision: Decision, page: Page) -> None:
    """Tell headings and list items among the body lines; a heading that heads nothing is no body line."""
    features, frame = page.features, page.frame
    body = decision.is_body()
    bullet = page.flag("is_bullet")
    decision.mark(body & bullet, "list_item", "bullet", decision.confidence)
    unfinished = ~page.flag("ends_sentence") | (page.flag("ends_question") & (features["stops"] <= 1))
    # A question to somebody is the interviewer's; a heading asks the world.
    asks_somebody = page.flag("ends_question") & page.flag("addresses_reader")
    is_pull_quote = (
        page.flag("opens_quote") & page.flag("closes_quote") & (features["words"] > QUOTED_HEADING_MAX_WORDS)
    )
    like_heading = (
        body & ~bullet & unfinished & ~asks_somebody & ~is_pull_quote & ~page.flag("ends_colon")
        & ~page.flag("opens_lower") & (features["chars"] <= HEADING_MAX_CHARS)
    )  # fmt: skip
    follows = frame.shift(body.astype(np.float32), 1, 0) > 0
    decision.mark(like_heading & follows, "heading", "short_before_body", decision.confidence)
