"""The state of a decision on a batch of pages: what the rules look at, and what they have said so far."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from transforms.clean.roles.page import Blocks, Bools, Floats, Frame
from warehouse.tables.line import BODY_ROLES, ROLES

ROLE_CODES: Final = tuple(ROLES)
LABEL_MAX_WORDS: Final = 5


@dataclass(frozen=True)
class Page:
    """What the rules look at: the blocks of a batch, and what is known of each."""

    blocks: Blocks
    frame: Frame
    features: dict[str, Floats]
    lexical: pl.DataFrame

    def flag(self, name: str) -> Bools:
        """A Boolean feature or pattern column."""
        if name in self.features:
            return self.features[name] > 0
        flags: Bools = self.lexical[name].to_numpy() > 0
        return flags

    def is_settled(self) -> Bools:
        """Lines that are boilerplate by their own wording."""
        settled: Bools = self.lexical["settled_code"].is_not_null().to_numpy()
        return settled

    def is_related_label(self) -> Bools:
        """Lines like "Mehr zum Thema:" that only announce links."""
        related: Bools = self.lexical["settled_code"].eq_missing("related_link").to_numpy()
        return related & (self.flag("ends_colon") | (self.features["words"] <= LABEL_MAX_WORDS))


@dataclass
class Decision:
    """Role, rule and confidence of each block while the rules run; the last rule to speak holds.

    Attributes:
        confidence: 0 to 1 per block.
        role: index into `ROLE_CODES` per block.
        rule: index into `rules` per block.
        rules: codes of the rules that have spoken.
    """

    confidence: Floats
    role: NDArray[np.uint8] = field(init=False)
    rule: NDArray[np.uint8] = field(init=False)
    rules: list[str] = field(default_factory=lambda: ["model"])

    def __post_init__(self) -> None:
        """All blocks start as boilerplate, by the model."""
        self.role = np.full(len(self.confidence), ROLE_CODES.index("boilerplate"), dtype=np.uint8)
        self.rule = np.zeros(len(self.confidence), dtype=np.uint8)

    def mark(self, where: Bools, role: str, rule: str, confidence: float | Floats = 0.95) -> None:
        """Give the marked blocks a role."""
        if rule not in self.rules:
            self.rules.append(rule)
        self.role[where] = ROLE_CODES.index(role)
        self.rule[where] = self.rules.index(rule)
        self.confidence[where] = confidence if isinstance(confidence, float) else confidence[where]

    def has(self, *roles: str) -> Bools:
        """Blocks that have one of the roles so far."""
        wanted = np.array([name in roles for name in ROLE_CODES])
        found: Bools = wanted[self.role]
        return found

    def is_body(self) -> Bools:
        """Blocks that are body text so far."""
        return self.has(*BODY_ROLES)

    def codes(self) -> pl.DataFrame:
        """`role_code`, `rule_code` and `confidence` of each block."""
        return pl.DataFrame(
            {
                "role_code": pl.Series(ROLE_CODES).gather(self.role),
                "rule_code": pl.Series(self.rules).gather(self.rule),
                "confidence": pl.Series(self.confidence).cast(pl.Float64).round(4),
            }
        )
