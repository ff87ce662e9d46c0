from pathlib import Path

import pytest
import spacy

from transforms.annotate.pipeline import (
    BLANK,
    COMPONENT,
    GERMAN,
    describe_by_name,
    describe_pipeline,
    load_pipeline,
)

TEXT = "Am 3. Mai kam Dr. Brandt. Sie blieb."


def _sentences(nlp: spacy.language.Language, text: str) -> list[str]:
    return [sentence.text for sentence in nlp(text).sents]


def test_blank_pipeline_splits_german_sentences() -> None:
    assert _sentences(load_pipeline(BLANK), TEXT) == ["Am 3. Mai kam Dr. Brandt.", "Sie blieb."]


@pytest.mark.parametrize("text", ["Ja", " ", "  Eingerückt. Und weiter.", "Eins.\n\n\n\nZwei."])
def test_every_token_knows_whether_it_begins_a_sentence(text: str) -> None:
    doc = load_pipeline(BLANK)(text)

    assert doc.has_annotation("SENT_START", require_complete=True)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


def test_empty_text_is_left_alone() -> None:
    assert len(load_pipeline(BLANK)("")) == 0


def test_installed_pipeline_that_does_not_split_sentences_gets_the_rules(tmp_path: Path) -> None:
    bare = spacy.blank("de")
    bare.add_pipe("merge_entities")
    bare.to_disk(tmp_path)

    nlp = load_pipeline(str(tmp_path))

    assert nlp.pipe_names == [COMPONENT, "merge_entities"]
    assert len(_sentences(nlp, TEXT)) == 2


def test_installed_pipeline_keeps_its_own_way_to_split_sentences(tmp_path: Path) -> None:
    own = spacy.blank("de")
    own.add_pipe("sentencizer")
    own.to_disk(tmp_path)

    assert load_pipeline(str(tmp_path)).pipe_names == ["sentencizer"]


def test_missing_pipeline_is_named_with_the_way_to_install_it() -> None:
    with pytest.raises(
        ValueError, match=r"'de_missing_lg' is not installed.*pip install de_missing_lg.*'german'"
    ):
        load_pipeline("de_missing_lg")


def test_description_tells_pipelines_apart(tmp_path: Path) -> None:
    own = spacy.blank("de")
    own.meta["name"], own.meta["version"] = "krume", "1.2.0"
    own.add_pipe("sentencizer")
    own.to_disk(tmp_path)

    blank, other = describe_pipeline(load_pipeline(BLANK)), describe_pipeline(load_pipeline(str(tmp_path)))

    assert blank == describe_pipeline(load_pipeline(BLANK)), (
        "the same pipeline always has the same description"
    )
    assert COMPONENT in blank
    assert other.startswith("de_krume/1.2.0+spacy")
    assert COMPONENT not in other


@pytest.mark.parametrize("name", [BLANK, GERMAN])
def test_a_pipeline_need_not_be_loaded_to_be_described(name: str) -> None:
    assert describe_by_name(name) == describe_pipeline(load_pipeline(name))


def test_a_folder_is_described_by_what_is_in_it(tmp_path: Path) -> None:
    """One's own pipeline keeps its version when it is trained again; its facts must not."""
    own = spacy.blank("de")
    ruler = own.add_pipe("entity_ruler")
    own.to_disk(tmp_path)
    before = describe_by_name(str(tmp_path))
    ruler.add_patterns([{"label": "PER", "pattern": "Helma Dorn"}])  # type: ignore[attr-defined]
    own.to_disk(tmp_path)

    after = describe_by_name(str(tmp_path))

    assert before.startswith(describe_pipeline(load_pipeline(str(tmp_path))))
    assert before != after


def test_a_missing_pipeline_cannot_be_described() -> None:
    with pytest.raises(ValueError, match="'de_missing_lg' is not installed"):
        describe_by_name("de_missing_lg")
