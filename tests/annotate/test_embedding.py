import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import Adam

from transforms.annotate.embedding import FEATURES, NODE, Embedding, Words, word_embedding
from transforms.annotate.lexicon import Entry, Lexicon

VOCAB = spacy.blank("de").vocab


def _embedding(word_dropout: float = 0.0) -> Embedding:
    model: Embedding = word_embedding(
        width=8, table_width=4, rows=[50] * len(FEATURES), word_dropout=word_dropout
    )
    model.initialize()
    return model


def _doc(*words: str) -> Doc:
    return Doc(VOCAB, list(words))


def test_there_is_one_row_per_token() -> None:
    docs = [_doc("Die", "Bäckerei", "Krume"), _doc(), _doc("Die")]

    vectors = _embedding().predict(docs)

    assert [rows.shape for rows in vectors] == [(3, 8), (0, 8), (1, 8)]


def test_same_word_has_same_vector_in_every_batch() -> None:
    model = _embedding()

    first = model.predict([_doc("Krume", "backt")])[0]
    second = model.predict([_doc("Heute", "backt", "Krume")])[0]

    assert np.array_equal(first[0], second[2])
    assert np.array_equal(first[1], second[1])
    assert not np.array_equal(first[0], first[1])


def test_kept_vectors_are_those_of_training() -> None:
    model = _embedding()
    docs = [_doc("Krume", "backt", "und", "backt")]

    trained, _ = model(docs, is_train=True)

    np.testing.assert_allclose(trained[0], model.predict(docs)[0], rtol=1e-5)


def test_kept_vectors_are_made_anew_when_weights_change() -> None:
    model = _embedding()
    docs = [_doc("Krume", "backt")]
    before = model.predict(docs)[0].copy()

    vectors, backprop = model(docs, is_train=True)
    backprop([np.ones_like(rows) * np.arange(8, dtype="f") for rows in vectors])
    model.finish_update(Adam(0.1))

    assert not np.allclose(before, model.predict(docs)[0])


def test_cache_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.annotate.embedding.MAX_CACHED_WORDS", 3)
    model = _embedding()
    first = model.predict([_doc("Krume", "backt")])[0].copy()

    model.predict([_doc("Heute", "morgen")])

    words: Words = model.attrs["words"]
    assert len(words.rows) == 2
    assert np.array_equal(first, model.predict([_doc("Krume", "backt")])[0])


def test_words_of_the_lexicon_differ_from_others_of_the_same_spelling() -> None:
    bare, knowing = _embedding(), _embedding()
    knowing.from_bytes(bare.to_bytes())
    knowing.attrs["lexicon"] = Lexicon.from_words({"Krume": Entry(5, 1)}).to_bytes()

    without, known = bare.predict([_doc("Krume", "backt")])[0], knowing.predict([_doc("Krume", "backt")])[0]

    assert not np.allclose(without[0], known[0])
    assert np.allclose(without[1], known[1])


def test_lexicon_is_saved_with_the_weights() -> None:
    model, other = _embedding(), _embedding()
    model.attrs["lexicon"] = Lexicon.from_words({"Krume": Entry(5, 1)}).to_bytes()

    other.from_bytes(model.to_bytes())

    assert other.name == NODE
    assert np.array_equal(other.predict([_doc("Krume")])[0], model.predict([_doc("Krume")])[0])


def test_another_lexicon_makes_kept_vectors_void() -> None:
    model, other = _embedding(), _embedding()
    other.from_bytes(model.to_bytes())
    other.attrs["lexicon"] = Lexicon.from_words({"Krume": Entry(5, 1)}).to_bytes()
    docs = [_doc("Krume")]
    before = model.predict(docs)[0].copy()

    model.from_bytes(other.to_bytes())

    assert not np.allclose(before, model.predict(docs)[0])
    assert np.array_equal(model.predict(docs)[0], other.predict(docs)[0])


def test_words_are_hidden_in_training_only() -> None:
    model = _embedding(word_dropout=1.0)
    docs = [_doc("Krume")]

    trained, _ = model(docs, is_train=True)

    assert not np.allclose(trained[0], model.predict(docs)[0])


def test_as_many_tables_as_features_are_needed() -> None:
    with pytest.raises(ValueError, match="tables are needed"):
        word_embedding(width=8, table_width=4, rows=[50], word_dropout=0.0)
