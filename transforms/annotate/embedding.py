"""Word vectors of the shipped pipeline: worked out once per word form, from spelling and a lexicon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.lang.lex_attrs import word_shape
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate

from transforms.annotate.lexicon import Lexicon

Uint64s = npt.NDArray[np.uint64]
Vectors = npt.NDArray[np.float32]
Backprop = Callable[[list[Any]], list[Doc]]
Embedding = Model[list[Doc], list[Any]]

FEATURES = (
    "lower",
    "prefix1",
    "prefix3",
    "suffix2",
    "suffix3",
    "suffix4",
    "shape",
    "cluster",
    "branch",
    "mask",
)
"""What is known of a word: the form in lower case, its edges, its shape, its cluster, the branch of the tree
of clusters it hangs on, and the lists it stands in."""
NODE = "word_embedding"
SEED = 97
HIDDEN = 1
"""Key of a feature that training hides."""
HIDEABLE = [FEATURES.index("lower"), FEATURES.index("suffix4"), FEATURES.index("prefix3")]
BRANCH_BITS = 0b111111
"""The first six turns in the tree of clusters, the root at the lowest bit."""
MAX_CACHED_WORDS = 100_000
"""Vectors kept between batches, 38 MB at width 96; when there are more, the cache begins anew."""


class Words:
    """What was worked out of word forms so far, by their hash.

    Attributes:
        keys: the features of each.
        lexicon: unpacked from `packed_lexicon`.
        rows: where in `vectors` each one's vector stands.
        weights: the weights that made the vectors; with others, the vectors are void.
    """

    def __init__(self) -> None:
        self.lexicon = Lexicon.from_bytes(b"")
        self.packed_lexicon = b""
        self.keys: dict[int, Uint64s] = {}
        self.rows: dict[int, int] = {}
        self.vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self.weights = b""


@registry.architectures("presswerk.WordEmbedding.v1")  # type: ignore[untyped-decorator]
def word_embedding(width: int, table_width: int, rows: list[int], word_dropout: float) -> Embedding:
    """Build the embedding layer.

    A vector depends on the word form alone, so each distinct form of a batch is worked out once, and outside
    training kept for later batches. spaCy's `MultiHashEmbed` does the same work for every token; what is
    saved pays for more features.

    Args:
        width: of a word's vector.
        table_width: of the rows of each feature's table.
        rows: of each feature's table, as many as there are `FEATURES`.
        word_dropout: share of the forms of a training batch that is hidden, so that edges, clusters and
            lists must do.

    Returns:
        A layer from docs to one row per token.

    Raises:
        ValueError: not one table per feature.
    """
    if len(rows) != len(FEATURES):
        raise ValueError(f"{len(FEATURES)} tables are needed, one per feature, not {len(rows)}")
    tables: list[Model[Any, Any]] = [
        HashEmbed(table_width, count, column=column, seed=SEED + column) for column, count in enumerate(rows)
    ]
    mix: Model[Any, Any] = Maxout(nO=width, nI=table_width * len(tables), nP=3, dropout=0.0, normalize=True)
    return Model(
        NODE,
        _forward,
        init=_init,
        layers=[chain(concatenate(*tables), mix)],
        dims={"nO": width},
        attrs={"lexicon": b"", "word_dropout": word_dropout, "words": Words()},
    )


def bake_lexicon(nlp: Language, packed: bytes) -> None:
    """Give the embedding of a pipeline its lexicon; it is saved with the weights.

    Args:
        nlp: a pipeline with this embedding in its `tok2vec`.
        packed: `Lexicon.to_bytes()`.
    """
    tok2vec: Any = nlp.get_pipe("tok2vec")
    for node in tok2vec.model.walk():
        if node.name == NODE:
            node.attrs["lexicon"] = packed
            node.attrs["words"] = Words()


def _init(model: Embedding, X: Any = None, Y: Any = None) -> None:  # noqa: N803, ARG001 (thinc's names)
    model.layers[0].initialize(X=np.zeros((1, len(FEATURES)), dtype=np.uint64))


def _forward(model: Embedding, docs: list[Doc], is_train: bool) -> tuple[list[Any], Backprop]:
    lengths = [len(doc) for doc in docs]
    orths = [doc.to_array("ORTH") for doc in docs]
    forms, index = np.unique(np.concatenate(orths), return_inverse=True)
    if is_train:
        vectors, backprop_inner = model.layers[0](_keys_for_training(model, docs, forms), True)
    else:
        vectors, backprop_inner = _cached(model, docs, forms), None
    tokens = vectors[index]
    ends = np.cumsum(lengths)[:-1]

    def backprop(gradients: list[Any]) -> list[Doc]:
        if backprop_inner is None:
            raise ValueError("there is no way back from a forward pass outside training")
        summed: Any = np.zeros_like(vectors)
        model.ops.scatter_add(summed, cast("Any", index.astype("i")), cast("Any", np.concatenate(gradients)))
        backprop_inner(summed)
        return []

    return np.split(tokens, ends), backprop


def _unpack_lexicon(model: Embedding) -> None:
    """Unpack the lexicon where it is not the one in use; what was worked out with another is void."""
    words: Words = model.attrs["words"]
    packed = model.attrs["lexicon"]
    if words.packed_lexicon is not packed:
        words.lexicon, words.packed_lexicon = Lexicon.from_bytes(packed), packed
        words.rows.clear()
        words.keys.clear()


def _keys_for_training(model: Embedding, docs: list[Doc], forms: Uint64s) -> Uint64s:
    _unpack_lexicon(model)
    keys = _keys(model, docs, forms)
    share = model.attrs["word_dropout"]
    if share:
        hidden = np.random.random(len(forms)) < share
        keys[np.ix_(hidden, HIDEABLE)] = HIDDEN
    return keys


def _cached(model: Embedding, docs: list[Doc], forms: Uint64s) -> Vectors:
    words: Words = model.attrs["words"]
    mix = model.layers[0].layers[-1]
    _unpack_lexicon(model)
    weights = b"".join(layer.get_param("b").tobytes() for layer in mix.walk() if layer.has_param("b"))
    if words.weights != weights or len(words.rows) + len(forms) > MAX_CACHED_WORDS:
        words.rows.clear()
        words.keys.clear()
        words.weights = weights
    listed = forms.tolist()
    missing = [form for form in listed if form not in words.rows]
    if missing:
        made = model.layers[0].predict(_keys(model, docs, np.array(missing, dtype=np.uint64)))
        count = len(words.rows)
        if count + len(missing) > len(words.vectors):
            grown = np.zeros((2 * (count + len(missing)), made.shape[1]), dtype=np.float32)
            grown[:count] = words.vectors[:count] if count else 0
            words.vectors = grown
        words.vectors[count : count + len(missing)] = made
        words.rows.update(zip(missing, range(count, count + len(missing)), strict=True))
        words.keys.clear()  # from here on the vectors do
    return words.vectors[[words.rows[form] for form in listed]]


def _keys(model: Embedding, docs: list[Doc], forms: Uint64s) -> Uint64s:
    """The features of word forms, one row each."""
    words: Words = model.attrs["words"]
    strings = docs[0].vocab.strings
    found = []
    for form in forms.tolist():
        keys = words.keys.get(form)
        if keys is None:
            keys = words.keys[form] = _features(strings[form], words.lexicon)
        found.append(keys)
    return np.stack(found)


def _features(word: str, lexicon: Lexicon) -> Uint64s:
    lower = word.lower()
    entry = lexicon.look_up(word)
    cluster, mask = entry
    edges = (word[0], word[:3], lower[-2:], lower[-3:], lower[-4:])
    keys = [lower, *edges, word_shape(word)]
    numbers = [cluster + 2, (cluster & BRANCH_BITS) + 2, mask + 2]
    return np.array([*map(get_string_id, keys), *numbers], dtype=np.uint64)
