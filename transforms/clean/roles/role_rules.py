"""Declared rules on top of the line model: which line is the title, and which kind of body line is which."""

from typing import Final

import numpy as np

from transforms.clean.roles.decision import Decision, Page
from transforms.clean.roles.page import FAR, Bools, Floats, Ints

TITLE_PROBABILITY: Final = 0.1
# A title stands before the text, or after a line or two of lead.
TITLE_MAX_BODY_BEFORE: Final = 2
TITLE_BONUS: Final = 0.2  # for the line right above the text; less with each block between
TITLE_REACH: Final = 2  # blocks before the first paragraph in which a page without a clear title may have one
TITLE_WORDS: Final = (5, 25)
TEXT_MIN_WORDS: Final = 12
HEADING_MAX_CHARS: Final = 140
PULL_QUOTE_REACH: Final = 2
QUOTED_HEADING_MAX_WORDS: Final = 9  # a longer line that is all quotation is a pull quote
FOREIGN_MIN_WORDS: Final = 2
# Of the page's function words; German pages lie below .05, English ones above .3
FOREIGN_PAGE_SHARE: Final = 0.2
LIST_MAX_ITEMS: Final = 30
OPENER_MAX_WORDS: Final = 12
END_MIN_SHARE: Final = 0.6  # keywords may also stand above the text


def mark_title(decision: Decision, page: Page, title: Floats) -> Ints:
    """Mark one title per document.

    Args:
        decision: with the body lines marked.
        page: the blocks.
        title: probability of being the title, by the model.

    Returns:
        For each block the index of its document's title, or -1 where the page shows none.
    """
    frame = page.frame
    text = (decision.is_body() & (page.features["words"] >= TEXT_MIN_WORDS)).astype(np.float32)
    early = (frame.before(text) <= TITLE_MAX_BODY_BEFORE) & (frame.total(text) > 0) & ~_is_navigation(page)
    bonus = np.where(early, _bonus_above_text(page, text), 0)
    score = np.where(early, title, 0) + bonus
    best = frame.best(score.astype(np.float32))
    good = score[best] >= TITLE_PROBABILITY
    chosen = np.zeros(frame.size, dtype=bool)
    chosen[best[good]] = True
    decision.mark(chosen & (title >= bonus), "title", "model", title)
    decision.mark(chosen & (title < bonus), "title", "above_text", 0.5)
    at = np.where(good, best, -1)[frame.document]
    _mark_title_copies(decision, page, at, chosen)
    # What stands above a title in few words is a kicker or a menu, even where the model takes it for body.
    above_title = (frame.index < at) & (page.features["words"] < TEXT_MIN_WORDS)
    decision.mark(above_title & decision.is_body(), "boilerplate", "above_title", 0.7)
    return at


def _is_navigation(page: Page) -> Bools:
    """Lines that lead elsewhere or come with a picture: no headline, however near to the text."""
    return page.flag("breadcrumb") | page.flag("is_arrow_link") | page.is_settled()


def _bonus_above_text(page: Page, text: Floats) -> Floats:
    """What the line right above the first text gains on the way to being the title, if it reads like one."""
    frame, words = page.frame, page.features["words"]
    to_text = frame.distance_on(text > 0)
    readable = (words >= TITLE_WORDS[0]) & (words <= TITLE_WORDS[1]) & ~page.is_settled()
    for other in ("ends_sentence", "is_bullet", "has_date", "byline"):
        readable &= ~page.flag(other)
    above = readable & (frame.before(text) == 0) & (to_text >= 1) & (to_text <= TITLE_REACH)
    return np.where(above, TITLE_BONUS / np.maximum(to_text, 1), 0).astype(np.float32)


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
    is_foreign &= (page.features["chars"] <= HEADING_MAX_CHARS) & ~page.flag("opens_quote")
    decision.mark(is_foreign & decision.is_body(), "boilerplate", "foreign_language", 0.8)


def mark_lists(decision: Decision, page: Page) -> None:
    """Bullet lists follow the lines around them, however bare their items.

    A list that an article line (or an unlabelled heading under one) opens and an article line closes
    belongs to the article. The items after "Mehr zum Thema" do not.
    """
    frame, features = page.frame, page.features
    item = page.flag("is_bullet") & ~decision.has("title")
    body = decision.is_body() & ~item
    before = np.maximum(frame.index - frame.distance_back(~item).astype(np.int64), frame.first)
    after = np.minimum(frame.index + frame.distance_on(~item).astype(np.int64), frame.last)
    opener = (
        ~body
        & ~item
        & ~page.is_settled()
        & (features["any_cue"] == 0)
        & (features["words"] <= OPENER_MAX_WORDS)
    )
    opener &= frame.shift(body.astype(np.float32), -1, 0) > 0
    opener &= frame.shift(item.astype(np.float32), 1, 0) > 0
    inside = item & ~page.is_settled() & (body[before] | opener[before]) & body[after]
    inside &= after - before <= LIST_MAX_ITEMS
    decision.mark(inside & ~decision.is_body(), "list_item", "list_between_body", 0.7)
    opens_list = opener & (frame.shift(inside.astype(np.float32), 1, 0) > 0)
    decision.mark(opens_list, "paragraph", "list_opener", 0.7)
    label_back = frame.distance_back(page.is_related_label())
    below_label = item & (label_back <= frame.index - before) & (label_back < FAR)
    decision.mark(below_label, "boilerplate", "related_list", 0.9)


def mark_pull_quotes(decision: Decision, page: Page) -> None:
    """A line that is all quotation, with article lines close above and below, belongs to the article."""
    body = decision.is_body()
    back, on = page.frame.distance_back(body), page.frame.distance_on(body)
    close = (back <= PULL_QUOTE_REACH) & (on <= PULL_QUOTE_REACH)
    decision.mark(is_pull_quote(page) & close & ~body & ~page.is_settled(), "paragraph", "pull_quote", 0.7)


def is_pull_quote(page: Page) -> Bools:
    """Lines that are all quotation and longer than a heading."""
    quoted = page.flag("opens_quote") & page.flag("closes_quote")
    return quoted & (page.features["words"] > QUOTED_HEADING_MAX_WORDS)


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
    like_heading = (
        body & ~bullet & unfinished & ~asks_somebody & ~is_pull_quote(page) & ~page.flag("ends_colon")
        & ~page.flag("opens_lower") & (features["chars"] <= HEADING_MAX_CHARS)
    )  # fmt: skip
    follows = frame.shift(body.astype(np.float32), 1, 0) > 0
    decision.mark(like_heading & follows, "heading", "short_before_body", decision.confidence)
    # Headings of what comes after the article: nothing that reads like text follows them any more.
    text = (body & ~like_heading).astype(np.float32)
    trails = frame.total(text) - frame.before(text) == 0
    decision.mark(like_heading & trails, "boilerplate", "heads_nothing", 0.7)
