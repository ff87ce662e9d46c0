import polars as pl
import pytest

from transforms.read.language import detect_language

PARAGRAPHS = {
    "de": "Der Gemeinderat von Lindenau hat am Dienstag beschlossen, dass die alte Mühle nicht "
    "abgerissen wird. Die Bürger hatten sich mit einer Liste dafür eingesetzt, und auch der "
    "Verein will das Haus nun pflegen. ",
    "en": "The town council decided on Tuesday that the old mill will not be torn down, and the "
    "residents who had collected signatures for it are relieved. They have already found a baker "
    "that wants to use it. ",
    "fr": "Le conseil municipal a décidé mardi que le vieux moulin ne sera pas détruit, et les "
    "habitants qui avaient signé la pétition sont soulagés. Ils ont déjà trouvé un boulanger pour "
    "la maison du pont. ",
    "nl": "De gemeenteraad heeft dinsdag besloten dat de oude molen niet wordt afgebroken, en de "
    "bewoners die handtekeningen voor het gebouw hadden verzameld zijn blij. Zij hebben ook al "
    "een bakker gevonden. ",
    "es": "El ayuntamiento decidió el martes que el viejo molino no se va a derribar, y los vecinos que "
    "habían reunido firmas para la casa están contentos. Ya han encontrado a un panadero para el "
    "edificio. ",
    "it": "Il consiglio comunale ha deciso martedì che il vecchio mulino non sarà abbattuto, e gli "
    "abitanti che avevano raccolto le firme della petizione sono contenti. Hanno già trovato "
    "anche un fornaio. ",
    "da": "Byrådet besluttede tirsdag, at den gamle mølle ikke skal rives ned, og beboerne, som havde "
    "samlet underskrifter, er glade for beslutningen. De har allerede fundet en bager, der vil "
    "bruge huset. ",
    "pl": "Rada miasta zdecydowała we wtorek, że stary młyn nie zostanie zburzony, a mieszkańcy, którzy "
    "zbierali podpisy, są zadowoleni. Znaleźli już piekarza, który chce korzystać z tego domu nad "
    "rzeką. ",
}
ENGLISH_NAVIGATION = (
    "Home\nNews\nSign in to your account\nSubscribe to the newsletter\nShare this on Facebook\n"
    "Top of the page\nTerms of use\nRead more from our partners\nBack to the start\n"
    "This site is protected by a captcha\n"
)


def _codes(*texts: str) -> list[str]:
    return detect_language(pl.LazyFrame({"text": texts})).collect()["language_code"].to_list()


@pytest.mark.parametrize("repeats", [1, 3, 12], ids=["short", "medium", "long"])
@pytest.mark.parametrize("language_code", list(PARAGRAPHS))
def test_running_text(language_code: str, repeats: int) -> None:
    assert _codes(PARAGRAPHS[language_code] * repeats) == [language_code]


def test_english_navigation_does_not_flip_a_german_page() -> None:
    short = ENGLISH_NAVIGATION + PARAGRAPHS["de"] + "\n" + ENGLISH_NAVIGATION
    long = ENGLISH_NAVIGATION + (PARAGRAPHS["de"] + "\n") * 8 + ENGLISH_NAVIGATION

    assert _codes(short, long) == ["de", "de"]


def test_repeated_messages_of_a_machine_do_not_flip_a_german_page() -> None:
    warning = "Deprecated: the return value of this function is ignored by the next version of it, line {}"
    warnings = "\n".join(warning.format(number) for number in range(12))

    assert _codes(f"{warnings}\n" + (PARAGRAPHS["de"] + "\n") * 3) == ["de"]


def test_the_larger_part_of_a_mixed_page_decides() -> None:
    german = (PARAGRAPHS["de"] + "\n") * 6

    assert _codes(german + PARAGRAPHS["en"], PARAGRAPHS["de"] + "\n" + (PARAGRAPHS["en"] + "\n") * 6) == [
        "de",
        "en",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "   \n", "1 234,50 | 17.03.2024 | 12:30 | +3,4 %\n" * 40, "OK", "😀 👍 ★★★☆☆\n" * 30],
    ids=["empty", "blank", "digits", "two letters", "symbols"],
)
def test_what_has_no_words_has_no_language(text: str) -> None:
    assert _codes(text) == ["und"]


def test_rows_and_columns_are_kept() -> None:
    documents = pl.LazyFrame(
        {"document_key": [3, 1, 2], "text": ["12", PARAGRAPHS["en"] * 5, PARAGRAPHS["de"] * 5]}
    )

    frame = detect_language(documents).collect()

    assert frame.columns == ["document_key", "text", "language_code"]
    assert frame.select("document_key", "language_code").rows() == [(3, "und"), (1, "en"), (2, "de")]


def test_no_documents() -> None:
    frame = detect_language(pl.LazyFrame(schema={"text": pl.String})).collect()

    assert frame.schema["language_code"] == pl.String
    assert frame.is_empty()
