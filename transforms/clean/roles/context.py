"""Features of a block's surroundings: neighbours, density of prose, place in the page's main region.

Whether a line belongs to the article is mostly told by the lines around it (Kohlschütter et al. 2010 use
the previous and the next block, jusText the nearest classified ones). All functions are vectorised over a
batch and never look across a document's edge.
"""

from typing import Final

import numpy as np
import polars as pl

from transforms.clean.roles.features import block_features
from transforms.clean.roles.page import FAR, Blocks, Floats, Frame

NEIGHBOUR_FEATURES: Final[tuple[str, ...]] = (
    "log_chars", "stop_share", "is_prose", "ends_sentence", "capital_share", "any_cue", "cohesion",
    "has_date", "is_bullet",
)  # fmt: skip
NEIGHBOUR_OFFSETS: Final[tuple[int, ...]] = (-3, -2, -1, 1, 2, 3)
WINDOWS: Final[tuple[int, ...]] = (3, 8, 20)
# Score of a block for the search of the main region: its characters of prose up to the first number, less
# the second, so that a handful of menu lines weigh as much as a paragraph.
REGION_MAX_CHARS: Final = 400
REGION_COST: Final = 40
SCORE_STEPS: Final = 64  # scores are rounded to a power of two: their sums are exact, in any batch


def page_features(blocks: Blocks, lexical: pl.DataFrame) -> dict[str, Floats]:
    """Features of the first pass: each block, its neighbours, its place in the page.

    Args:
        blocks: at least one block.
        lexical: `lexical_columns` of the blocks.

    Returns:
        Feature name → one value per block.
    """
    own = block_features(blocks, lexical)
    frame = Frame(blocks)
    features = dict(own)
    for name in NEIGHBOUR_FEATURES:
        for offset in NEIGHBOUR_OFFSETS:
            features[f"{name}{offset:+d}"] = frame.shift(own[name], offset)
    features |= _place_features(frame, own, blocks)
    return features


def _place_features(frame: Frame, own: dict[str, Floats], blocks: Blocks) -> dict[str, Floats]:
    prose, chars, prose_chars = own["is_prose"], own["chars"], own["prose_chars"]
    total_prose = frame.total(prose_chars)
    blanks = np.minimum(blocks.blank_before, 3).astype(np.float32)
    features = {
        "place": np.minimum(frame.place, 200).astype(np.float32),
        "relative_place": (frame.place / frame.count).astype(np.float32),
        "from_end": np.minimum(frame.last - frame.index, 200).astype(np.float32),
        "page_blocks": np.minimum(frame.count, 600).astype(np.float32),
        "page_prose_share": total_prose / frame.total(chars),
        "page_prose_chars": np.minimum(total_prose, 30000),
        "page_prose_blocks": np.minimum(frame.total(prose), 100),
        "page_bullet_share": frame.total(own["is_bullet"]) / frame.count,
        "page_blank_share": frame.total((blanks > 0).astype(np.float32)) / frame.count,
        "prose_before_share": frame.before(prose_chars) / np.maximum(total_prose, 1),
        "prose_back": frame.distance_back(frame.shift(prose, -1, 0) > 0),
        "prose_on": frame.distance_on(frame.shift(prose, 1, 0) > 0),
        "date_back": frame.distance_back(own["has_date"] > 0),
        "date_on": frame.distance_on(own["has_date"] > 0),
        "related_back": frame.distance_back(own["cue_related"] * (own["words"] < 8) > 0),
        "comment_back": frame.distance_back(own["cue_comment"] * (own["words"] < 8) > 0),
        "newsletter_back": frame.distance_back(own["cue_newsletter"] > 0),
        "blank_before": blanks,
        "blank_after": frame.shift(blanks, 1, 3),
    }
    for width in WINDOWS:
        for side, before, after in (("before", width, -1), ("after", -1, width)):
            in_window = np.maximum(frame.window_size(before, after), 1)
            features[f"prose_share_{side}_{width}"] = frame.window(prose, before, after) / in_window
            features[f"chars_{side}_{width}"] = frame.window(chars, before, after) / in_window
            features[f"prose_of_chars_{side}_{width}"] = frame.window(
                prose_chars, before, after
            ) / np.maximum(frame.window(chars, before, after), 1)
        features[f"cues_around_{width}"] = frame.window(own["any_cue"], width, width) / frame.window_size(
            width, width
        )
    features |= region_features(frame, np.minimum(prose_chars, REGION_MAX_CHARS) - REGION_COST, "prose")
    return features


def region_features(frame: Frame, score: Floats, name: str) -> dict[str, Floats]:
    """Where a block stands to the run of blocks that scores best: the page's main region.

    Args:
        frame: index arithmetic of the batch.
        score: positive for what belongs into the region, negative for what does not.
        name: prefix of the feature names.
    """
    start, end = (bound[frame.document] for bound in frame.best_region(score))
    return {
        f"{name}_region_in": ((frame.index >= start) & (frame.index <= end)).astype(np.float32),
        f"{name}_region_from_start": np.clip(frame.index - start, -FAR, FAR).astype(np.float32),
        f"{name}_region_to_end": np.clip(end - frame.index, -FAR, FAR).astype(np.float32),
    }


def stacked_features(
    blocks: Blocks, body: Floats, title: Floats, own: dict[str, Floats]
) -> dict[str, Floats]:
    """Features of the second pass: what the first pass thinks of a block's surroundings.

    Args:
        blocks: the blocks.
        body: first-pass probability that a block is body text.
        title: first-pass probability that a block is the title.
        own: features of the first pass.

    Returns:
        Feature name → one value per block.
    """
    frame = Frame(blocks)
    chars = own["chars"]
    weighted = body * chars
    features: dict[str, Floats] = {"body_p": body, "title_p": title}
    for offset in (-4, -3, -2, -1, 1, 2, 3, 4):
        features[f"body_p{offset:+d}"] = frame.shift(body, offset)
    for offset in (-2, -1, 1, 2):
        features[f"title_p{offset:+d}"] = frame.shift(title, offset)
    for width in (4, 10, 30):
        for side, before, after in (("before", width, -1), ("after", -1, width)):
            chars_there: Floats = np.maximum(frame.window(chars, before, after), np.float32(1))
            blocks_there: Floats = np.maximum(frame.window_size(before, after), np.float32(1))
            features[f"body_{side}_{width}"] = frame.window(body, before, after) / blocks_there
            features[f"body_of_chars_{side}_{width}"] = frame.window(weighted, before, after) / chars_there
    total: Floats = np.maximum(frame.total(weighted), np.float32(1))
    features["body_chars_before"] = frame.before(weighted) / total
    features["page_body_chars"] = np.minimum(total, np.float32(30000))
    features["page_body_blocks"] = np.minimum(frame.total(body), np.float32(100))
    sure = body > 0.7
    features["sure_back"] = frame.distance_back(frame.shift(sure.astype(np.float32), -1, 0) > 0)
    features["sure_on"] = frame.distance_on(frame.shift(sure.astype(np.float32), 1, 0) > 0)
    best_title = frame.best(title)[frame.document]
    features["from_title"] = np.clip(frame.index - best_title, -FAR, 3 * FAR).astype(np.float32)
    features["is_best_title"] = (frame.index == best_title).astype(np.float32)
    features["best_title_p"] = title[best_title]
    size: Floats = np.minimum(np.sqrt(chars), np.float32(20))
    for name, even in (("body", 0.5), ("loose", 0.15)):
        steps: Floats = np.round((body - np.float32(even)) * size * np.float32(SCORE_STEPS))
        features |= region_features(frame, steps / np.float32(SCORE_STEPS), name)
    return features
