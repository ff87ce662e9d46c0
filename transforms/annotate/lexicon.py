"""What is known of word forms before any sentence is read: clusters and name lists, as hashes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id

LISTS = (
    "first_name",
    "surname",
    "country",
    "region",
    "city",
    "town",
    "place_part",
    "organisation",
    "organisation_head",
    "role",
    "calendar",
    "common_word",
)
"""The name lists; a word's mask has bit n set when it stands in the nth."""
HASH_BITS = 0xFFFFFFFF
"""Half of a word's hash is kept. Of words in no list, one in ten thousand is taken for one that is."""


class Entry(NamedTuple):
    """What is known of a word: number of its cluster (0: none) and mask of the lists it stands in."""

    cluster: int
    mask: int


NOTHING = Entry(0, 0)


class Lexicon:
    """Word forms with cluster and lists.

    Args:
        keys: half hashes of word forms, ascending.
        clusters: number of each form's cluster.
        masks: lists that each form stands in.
    """

    def __init__(
        self,
        keys: npt.NDArray[np.uint32],
        clusters: npt.NDArray[np.uint16],
        masks: npt.NDArray[np.uint16],
    ) -> None:
        self.keys = keys
        self.clusters = clusters
        self.masks = masks

    @classmethod
    def from_words(cls, entries: Mapping[str, Entry]) -> Lexicon:
        """Build a lexicon; of two forms with the same half hash, one stays."""
        hashes = np.array([get_string_id(word) & HASH_BITS for word in entries], dtype=np.uint32)
        keys, first = np.unique(hashes, return_index=True)
        values = np.array(list(entries.values()), dtype=np.uint16).reshape(-1, 2)[first]
        return cls(keys, values[:, 0].copy(), values[:, 1].copy())

    @classmethod
    def from_bytes(cls, packed: bytes) -> Lexicon:
        """Read what `to_bytes` wrote; of no bytes, an empty lexicon."""
        if not packed:
            return cls.from_words({})
        with np.load(io.BytesIO(packed)) as arrays:
            return cls(arrays["keys"], arrays["clusters"], arrays["masks"])

    def to_bytes(self) -> bytes:
        """Pack the lexicon for the weights file."""
        packed = io.BytesIO()
        np.savez_compressed(packed, keys=self.keys, clusters=self.clusters, masks=self.masks)
        return packed.getvalue()

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, word: str) -> Entry:
        """What is known of exactly this form."""
        key = get_string_id(word) & HASH_BITS
        position = int(np.searchsorted(self.keys, np.uint32(key)))
        if position < len(self.keys) and int(self.keys[position]) == key:
            return Entry(int(self.clusters[position]), int(self.masks[position]))
        return NOTHING

    def look_up(self, word: str) -> Entry:
        """What is known of a form, else of the nearest form that is known.

        A cluster and a mask are each taken from the first form that has one: the word itself, the word
        without capitals throughout ("BERLIN"), without a genitive -s, and the last part of a compound with
        hyphen ("Merkel-Besuch"), which has no mask of its own: its parts are names, it is none.
        """
        cluster, mask = self[word]
        for form in _nearest_forms(word):
            if cluster and mask:
                break
            found = self[form]
            cluster, mask = cluster or found.cluster, mask or found.mask
        if not cluster and "-" in word:
            cluster = self[word.rpartition("-")[2]].cluster
        return Entry(cluster, mask)


def _nearest_forms(word: str) -> Iterator[str]:
    if len(word) > 3 and word.isupper():
        yield word.title()
    if len(word) > 4 and word.endswith("s"):
        yield word[:-1]
    if len(word) > 4 and word.endswith(("'", "’")):
        yield word[:-1]
