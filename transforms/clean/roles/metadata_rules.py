"""Declared rules for lines that tell date, author, topics, address or sections of the page."""

from typing import Final

import numpy as np

from transforms.clean.roles.decision import Decision, Page
from transforms.clean.roles.page import Bools, Ints

SHORT_LINE_CHARS: Final = 120
# How far from the title, in blocks, a page tells its own date and author. Farther on, dates belong to
# teasers and ads.
NEAR_TITLE: Final = 8
LEAD_BLOCKS: Final = 1
LEAD_DISTANCE: Final = 20  # blocks from the headline; share buttons and pictures stand between
ABOVE_TITLE: Final = 3  # blocks above the headline in which a date is still the page's own
DATELINE_MAX_WORDS: Final = 14  # date, time, a name and a reading time; teasers with a date say more
CRUMB_MAX_WORDS: Final = 5  # the bullet counts as one
CRUMB_RUN: Final = (2, 5)  # paths are two to five sections deep; longer runs are menus


def mark_metadata(decision: Decision, page: Page, title_at: Ints) -> None:
    """Mark lines that tell date, author, topics, address or sections of the page."""
    frame, features = page.frame, page.features
    short = features["chars"] <= SHORT_LINE_CHARS
    has_title = title_at >= 0
    from_title = np.where(has_title, frame.index - title_at, 0)
    body = decision.is_body()
    first_body = np.minimum.reduceat(np.where(body, frame.index, frame.size), frame.starts)[frame.document]
    in_head = has_title & (frame.index <= first_body) & (from_title >= -NEAR_TITLE)
    # Many layouts put the lead right below the headline, and date and author between it and the text.
    is_below_lead = frame.before(body.astype(np.float32)) <= LEAD_BLOCKS
    in_head |= has_title & (from_title >= 0) & (from_title <= LEAD_DISTANCE) & is_below_lead
    near = (
        in_head
        | (has_title & (np.abs(from_title) <= NEAR_TITLE))
        | (~has_title & (frame.place <= NEAR_TITLE))
    )
    free = short & ~decision.has("title")
    # Between headline and text stands the page's own date, whatever shares the line with it.
    in_dateline = in_head & (from_title >= -ABOVE_TITLE) & (features["words"] <= DATELINE_MAX_WORDS)
    dated = page.flag("dateline") & (~page.flag("event_date") | page.flag("labels_date"))
    decision.mark(dated & in_dateline & free & ~body, "metadata", "dateline")
    for rule in ("timestamp", "byline"):
        decision.mark(page.flag(rule) & near & free, "metadata", rule)
    decision.mark(page.flag("topic") & free, "metadata", "topic")
    in_front = (frame.index < title_at) | (~has_title & (frame.place <= NEAR_TITLE))
    decision.mark(page.flag("section_label") & free & ~body & near, "metadata", "section_label")
    decision.mark(page.flag("address") & free & ~body & (in_front | near), "metadata", "address")
    decision.mark(page.flag("breadcrumb") & free & ~body & in_front, "metadata", "breadcrumb")
    _mark_breadcrumb_lists(decision, page)


def _mark_breadcrumb_lists(decision: Decision, page: Page) -> None:
    """Short runs of one- to four-word bullets outside the body are the path of sections to the page.

    Where the model takes such items for body, the list must be announced ("Das brauchen Sie:", a heading) or
    more text must follow; a bare list that ends the page is a path all the same.
    """
    frame, features = page.frame, page.features
    item = page.flag("is_bullet") & ~page.flag("is_numbered") & (features["words"] <= CRUMB_MAX_WORDS)
    item &= decision.has("boilerplate", "list_item") & ~page.is_related_label()
    opens = item & (frame.shift(item.astype(np.float32), -1, 0) == 0)
    if not opens.any():
        return
    run = np.maximum(np.cumsum(opens) - 1, 0)

    def count(where: Bools) -> Ints:
        counted: Ints = np.bincount(run[item], where[item], int(opens.sum()))[run].astype(np.int64)
        return counted

    body = decision.is_body()
    announces = body & ~page.flag("ends_sentence")
    text = (body & ~item).astype(np.float32)
    text_follows = frame.total(text) - frame.before(text) > 0
    size = count(item)
    announced = count(opens & (frame.shift(announces.astype(np.float32), -1, 0) > 0))
    is_free = (count(item & body) == 0) | ((announced == 0) & ~text_follows)
    # Right below "Mehr zum Thema" short items are teasers.
    teasers = count(opens & (frame.shift(page.is_related_label().astype(np.float32), -1, 0) > 0))
    is_path = item & is_free & (size >= CRUMB_RUN[0]) & (size <= CRUMB_RUN[1])
    is_path &= (count(page.flag("service")) == 0) & (teasers == 0)
    decision.mark(is_path, "metadata", "breadcrumb_list", 0.8)
