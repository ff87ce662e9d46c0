import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.boundaries import sentence_starts


def _marked(text: str) -> str:
    """The text with a bar where a sentence begins."""
    starts = sentence_starts(text)
    return "|".join(text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))


@pytest.mark.parametrize(
    "marked",
    [
        # Ordinals and dates
        "Am 12. Juli spielte die Elf noch in der 3. Liga. |Danach war Pause.",
        "Rund 5.000 Gäste kamen am Samstag, 14. 9. 2024, zum Fest. |Am 24. 12. ist zu.",
        "Zum 100. Geburtstag kamen alle. |Die Feier ging bis zum 2. Januar.",
        "Der 1. FC Lindenau gewann das 3. Spiel im 20. Jahrhundert.",
        "4. Die Anfahrt ist frei.",
        "Kaiser Wilhelm II. besuchte die Stadt nach dem I. Weltkrieg.",
        # Numbers at the end of a sentence
        "Die Brücke wurde im Jahr 2024 erneuert. |Danach kam der Regen.",
        "Das war im Jahr 2024. |Regen fiel erst danach.",
        "Sie kam auf Platz 3. |Trainer Lehmann war zufrieden.",
        "Im 3. Anlauf gelang es. |Er wurde Siebter von 12. |Das genügte.",
        "Das Spiel endete 2:1. |Trainerin Lehmann war zufrieden.",
        # Abbreviations
        "Sie kaufte z. B. Äpfel, u. a. beim Händler, bzw. Birnen.",
        "Dr. Hanna Brandt und Prof. Dr. Jens Ohlsen wohnen in St. Georgen, Hauptstr. 5, Tel. 112.",
        "Das kostet ca. 20 Euro, max. 5 Mio. Euro, gem. Abs. 3 Nr. 5 der Satzung.",
        "Der Verein Krume e. V. Lindenau lädt ein. |Gründer ist der Krume e. V. |Er hilft.",
        "Äpfel, Birnen, Nüsse usw. |Käufer gab es genug.",
        "Der Umsatz stieg auf 4 Mrd. |Das ist viel.",
        "Für gut befand es die CDU. |Parteichef Lehmann schwieg.",
        "Sie isst, was sie mag. |Trainer Lehmann kocht.",
        "Ein Laden dieser Art. |Mieter fehlen.",
        "Er lief 5 km. |Zuschauer sahen es.",
        # Initials
        "Autor R. Werner und J. S. Berger lasen vor. |Beide kamen spät.",
        # Quotation marks and brackets after the stop
        "„Wir haben gekämpft.“ |Dann ging sie.",
        "Er sagte: „Ich gehe.“ |Sie blieb.",
        "»Kommst du?«, fragte sie. |»Nein!« rief er.",
        "«Das reicht!» |Er ging. |«Schon?» fragte sie.",
        '"Das reicht." |"Nein."',
        "(Sie war schnell.) |Danach war Ruhe.",
        "Er schoss zwölf (!) Tore im […] Spiel. |Alle jubelten.",
        # A quotation opens after the stop: the mark belongs to the new sentence
        "Er zögerte. |„Ich gehe“, sagte er.",
        # Ellipsis, several stops
        "Er zögerte … und ging. |Sie wartete... |Dann kam er … |Endlich?! |Ja!!!",
        # Addresses
        "Siehe https://beispiel.example/a.b?seite=3 oder post@beispiel.example. |Dort steht es.",
        # Markup taken away
        "Das war gut.|Der Rest, so sagt man, nicht.",
        "Auf www.Die-Krume.example steht mehr.",
        # Paragraphs
        "Überschrift ohne Punkt\n\n|Der Text beginnt.\n\n|Und endet",
    ],
)
def test_sentences_begin_where_a_reader_sees_it(marked: str) -> None:
    assert _marked(marked.replace("|", "")) == marked


def test_empty_text_is_one_empty_sentence() -> None:
    assert sentence_starts("") == [0]


@given(st.text(alphabet='aB. 1!?…\n„“"()-zDrer', max_size=80))
def test_starts_ascend_inside_the_text(text: str) -> None:
    starts = sentence_starts(text)

    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) and not text[start].isspace() for start in starts[1:])


@pytest.mark.parametrize("unit", ["!", ".“", "a. ", "1. ", '"', "( ", ". \n\n", "aa.Der"])
def test_long_monotonous_text_ends(unit: str) -> None:
    """Rules whose cost is quadratic in the text would take minutes here."""
    text = unit * (200_000 // len(unit))

    starts = list(sentence_starts(text))

    assert starts[0] == 0
    assert starts == sorted(set(starts))
