"""Patterns over whole lines: those that settle a line's role, and those that tell something of the page.

Cues (`transforms.clean.roles.cues`) are words the role model weighs; these patterns are for the rules. They
are kept narrow. All word edges are ASCII ones, which the regex engine finds some fifty times faster than
Unicode ones.
"""

from typing import Final

import polars as pl

EDGE: Final = r"(?-u:\b)"

BULLET: Final = r"^(?:[-*•·▪◦‣►»–]\s|\d{1,2}[.)]\s)"
_MONTH: Final = r"(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
DATE: Final = (
    rf"\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\s?{_MONTH}"
)
TIME: Final = r"\d{1,2}[:.]\d{2}(?:\s?Uhr|\s?h|$|\s)"
URL: Final = r"https?://|www\.|\.(?:de|com|at|ch|org|net)(?:$|[/\s])|@"

# Lines that are boilerplate whatever stands around them, in order of precedence.
BOILERPLATE_PATTERNS: Final[dict[str, str]] = {
    "advertisement_label": (
        r"(?i)^[-–*\s]*(?:(?:anzeige|werbung|advertisement|advertorial|sponsored|gesponsert)[-–*:\s]*$"
        r"|(?:anzeige|werbung)\s?[:|])"
    ),
    "related_link": (
        r"(?i)^(?:[-*•→»›>+]+\s?)?(?:lesen sie (?:auch|hier|mehr|dazu|jetzt|außerdem)|lies auch|lesetipp"
        r"|mehr zum thema|mehr dazu|auch interessant|siehe auch|passend dazu|das könnte (?:sie|dich) auch"
        rf"|weitere (?:artikel|meldungen|nachrichten|beiträge|themen){EDGE}|read also|more from |à lire aussi"
        r"|zum thema:)"
    ),
    "caption_or_credit": (
        r"(?:^|[\s(|/–-])(?:Fotos?|Bild(?:er|quelle|nachweis|rechte)?|Grafik|Quelle|Video|Photo|Archivfoto"
        r"|Symbolbild|Symbolfoto)\s?:\s?[^.:!?]{2,60}\.?\)?$|^(?:©|\(c\) )|©\s?[^.!?]{2,60}$"
        r"|(?:/dpa|/dpa-tmn|/AFP|/Reuters|imago images[^.]{0,40})\)?$"
    ),
    "comment_rules": (
        r"(?i)^(?:kommentare|leserkommentare|beiträge) (?:werden|können|sind) .{0,80}"
        r"(?:redaktion|freigeschaltet|moderiert|geprüft|geschlossen)"
        r"|^\d* ?kommentare?(?: \(\d+\))?$|^(?:bitte )?beachten sie .{0,20}netiquette"
    ),
    "call_to_action": (
        r"(?i)^(?:dir|ihnen) hat der (?:beitrag|artikel) gefallen"
        r"|^teilen? sie (?:ihn|den artikel|diesen artikel|den beitrag)"
        r"|^(?:jetzt|hier) [\p{L}\s-]{0,30}(?:bestellen|testen|sichern|anmelden|abonnieren|lesen|kaufen"
        r"|registrieren|klicken)[!.]?$"
        rf"|^nur (?:noch )?(?:bis|heute|am|vom){EDGE}.{{0,40}}!$|^nur solange der vorrat reicht"
        r"|^(?:mehr erfahren|weiterlesen|zum artikel|zur startseite|zurück|nach oben|teilen|drucken"
        r"|merken)\W*$"
    ),
}

# Lines that ask the reader for consent or an address hold a word of each group and speak to the reader, or in
# the reader's name ("ich willige ein"); an article about such texts does not.
BOILERPLATE_WORDS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "consent": (
        (
            "einwillig", "willige", "willigen", "einverstanden", "zustimm", "stimmen sie", "akzeptier",
            "verwendet cookies", "verwenden cookies", "nutzt cookies", "nutzen cookies",
        ),
        (
            "cookie", "datenschutz", "e-mail", "daten ", "tracking", "adresse", "nutzungsbedingungen",
            "werbung",
        ),
    ),
    "newsletter": (
        ("newsletter", "postfach", "posteingang", "e-mail-adresse"),
        (
            "anmeld", "abonnier", "bestell", "eintrag", "registrier", "erhalten", "kostenlos", "hinterlassen",
            "postfach", "posteingang", "melden sie", "verpassen", "unser newsletter", "unseren newsletter",
        ),
    ),
    "offer": (
        (
            "sichern sie", "testen sie", "erhalten sie", "bestellen sie", "sparen sie", "profitieren sie",
            "entdecken sie", "holen sie", "abonnieren sie", "registrieren sie", "sichere dir", "hol dir",
            "teste jetzt",
        ),
        (
            "kostenlos", "gratis", "angebot", "rabatt", "gutschein", "exklusiv", " jetzt", "noch heute",
            "abo ", "unverbindlich", "prozent auf",
        ),
    ),
}  # fmt: skip
READER: Final = (
    rf"[a-zäöüß,:] (?:Sie|Ihre[rnms]?|Ihr|Ihnen){EDGE}|^[A-ZÄÖÜ]\p{{Ll}}+e?n Sie{EDGE}"
    rf"|(?i:{EDGE}(?:dein|deine[rnms]?|dir|dich|ich bin|ich willige|ich stimme"
    rf"|ich akzeptiere|meiner|meine){EDGE})"
)

_NAME: Final = r"\p{Lu}[\p{L}.'’-]*"
_DAY: Final = r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*\.?,?\s)?(?:den\s)?"
_CALENDAR: Final = (
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}\.?\s?{_MONTH}\p{{L}}*\.?\s?\d{{4}})"
)
_CLOCK: Final = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:Uhr|h)?)"
_ISO_TIME: Final = r"\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?"
_STAMP: Final = rf"(?:{_ISO_TIME}|{_DAY}{_CALENDAR}(?:\s?[,|•·–-]?\s?(?:um\s)?{_CLOCK})?|{_CLOCK})"
_STAMP_LABEL: Final = (
    r"(?:Stand|Veröffentlicht|Aktualisiert|Zuletzt aktualisiert|Publiziert|Erstellt|Datum|Erschienen|Update"
    r"|Vom|Am)"
)

# Patterns over short lines; `transforms.clean.roles.role_rules` says when they count.
LINE_PATTERNS: Final[dict[str, str]] = {
    "byline": (
        r"^(?:Von|Text:|Autor(?:in)?:|Redaktion:|By|Par)\s(?:(?:Dr\.|Prof\.|Mag\.)\s)*"
        rf"{_NAME}(?:,?\s(?:und\s|von\s|de\s|van\s|aus\s)?{_NAME}){{0,6}}(?:\s?[,|•·–-].{{0,40}})?$"
    ),
    "timestamp": (
        rf"(?i)^(?:{_STAMP_LABEL}(?:\sam|\svom)?\s?:?\s?)?{_STAMP}"
        rf"(?:\W{{0,4}}{_STAMP_LABEL}?\W{{0,3}}{_STAMP})?\W*$"
    ),
    # Looser than a timestamp: a name, office or section before the date, a reading time behind it.
    "dateline": rf"(?i)^[^.!?\d]{{0,45}}{_CALENDAR}(?:\W{{0,3}}(?:um\s)?{_CLOCK})?[^!?]{{0,45}}$",
    # Dates of something else than the page: an event, a validity, an older document.
    "event_date": rf"(?i)(?:^|[\s(])(?:vom|bis|ab|seit|zum|until|from)\s(?:{_DAY}){_CALENDAR}",
    "topic": (
        r"(?i)^(?:[-*•]\s?)?(?:themen|schlagworte?|schlagwörter|stichwort|stichwörter|tags|topics|thèmes)\s?:"
        r"|^(?:[-*•]\s?)?#[\d_-]*\p{L}[\p{L}\d_-]*(?:,?\s#[\p{L}\d_-]+)*$"
    ),
    "labels_date": rf"(?i)^(?:{_STAMP_LABEL}|artikel|meldung|beitrag|pressemitteilung){EDGE}",
    "section_label": r"(?i)^(?:rubrik|ressort|kategorie|bereich|section)e?n?\s?:\s?.{2,60}$",
    "address": r"(?i)^(?:(?:url|quelle|link|adresse)\s?:\s?)?https?://\S+$",
    "breadcrumb": r"^[^.!?]{2,40}(?:\s[>›»/|→]\s[^.!?>›»|→]{2,40}){1,5}$",
    "is_arrow_link": r"^[←→]|^[»›]\s|[←→]$|\s[»›]$|^(?i:home|startseite|start)\s?[>›»/|]",
    "addresses_reader": rf"{EDGE}(?:Sie|Ihre[rnms]?|Ihr|Ihnen|[Dd]u|[Dd]ir|[Dd]ich|[Dd]eine?[rnms]?){EDGE}",
    "closes_quote": r"[\"”“»«’‘]$",
    "is_numbered": r"^\d",
    "service": (
        rf"(?i)impressum|kontakt|datenschutz|{EDGE}agb{EDGE}|{EDGE}abo|mediadaten|über uns|anzeigen"
        r"|cookie|hilfe|login"
        r"|newsletter"
    ),
}


def pattern_code_column(text: pl.Expr) -> pl.Expr:
    """The first of `BOILERPLATE_PATTERNS` that a line matches, else null, as `pattern_code`.

    Args:
        text: the lines to look at.
    """
    chosen = pl.lit(None, dtype=pl.String)
    for code, pattern in reversed(BOILERPLATE_PATTERNS.items()):
        chosen = pl.when(text.str.contains(pattern)).then(pl.lit(code)).otherwise(chosen)
    return chosen.alias("pattern_code")


def reader_code_column(text: pl.Expr) -> pl.Expr:
    """The first of `BOILERPLATE_WORDS` a line has a word of each group of, else null, as `reader_code`.

    Args:
        text: lines that match `READER`.
    """
    chosen = pl.lit(None, dtype=pl.String)
    for code, groups in reversed(BOILERPLATE_WORDS.items()):
        hits = [text.str.contains_any(list(words), ascii_case_insensitive=True) for words in groups]
        chosen = pl.when(pl.all_horizontal(hits)).then(pl.lit(code)).otherwise(chosen)
    return chosen.alias("reader_code")


def line_pattern_columns(text: pl.Expr) -> list[pl.Expr]:
    """One Boolean column per pattern of `LINE_PATTERNS`.

    Args:
        text: short lines.
    """
    return [text.str.contains(pattern).alias(name) for name, pattern in LINE_PATTERNS.items()]
