"""Patterns of dates, times of day and their labels as German pages write them."""

from __future__ import annotations

MONTHS = (
    r"(?:jan(?:uar|\.)?|jän(?:ner|\.)?|feb(?:ruar|er|\.)?|märz|mär\.?|mrz\.?|apr(?:il|\.)?|mai|juni?|juli?|jun\.|jul\."
    r"|aug(?:ust|\.)?|sep(?:tember|t\.?|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dez(?:ember|\.)?)"
)
MONTH_NUMBERS = {
    "jan": 1,
    "jän": 1,
    "feb": 2,
    "mär": 3,
    "mrz": 3,
    "apr": 4,
    "mai": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dez": 12,
}
"""By the first three letters; "Jänner" and "Feber" are Austrian, "Mrz." is the DIN 5008 short form."""

PUBLISHED_LABEL = (
    r"veröffentlicht|publiziert|erschienen|erstellt|online seit|(?:veröffentlichungs|erscheinungs)datum|datum"
    r"|artikel vom|meldung vom|beitrag vom|published"
)
UPDATED_LABEL = (
    r"(?:zuletzt |letztmals )?(?:aktualisiert|geändert|überarbeitet|bearbeitet)|aktualisierung"
    r"|letzte (?:änderung|aktualisierung)|letztes update|updated?"
)
STATE_LABEL = r"(?-u:\b)stand"
ANY_LABEL = rf"(?:{UPDATED_LABEL}|{PUBLISHED_LABEL}|{STATE_LABEL})"

# Words and dates stick together where a page was reduced to text ("Publiziert17. Mai 2025Lesezeit"), so
# letters may adjoin a date; digits may not, except after a full year.
DATE = (
    r"(?:(?<iso_year>\d{4})-(?<iso_month>\d{2})-(?<iso_day>\d{2})"
    r"|(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4}|\d{2}(?-u:\b))"
    rf"|(?<text_day>\d{{1,2}})\.?\s?(?<month_name>{MONTHS})\s+'?(?<text_year>\d{{4}}|\d{{2}}(?-u:\b)))"
)
CLOCK = (
    r"(?:(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?(?:\s?uhr)?"
    r"\s?(?<zone>z(?-u:\b)|[+-]\d{2}:?\d{2})?"
    r"|(?<dot_hour>\d{1,2})\.(?<dot_minute>\d{2})(?:\s?(?:uhr|h)|$)|(?<full_hour>\d{1,2})\suhr)"
)
BETWEEN = r"(?:t|[\s,;|/()–•·-]*(?:um|ab|gegen)?[\s|–-]*)"
EARLIER_CLOCK = r"(?:(?<early_hour>\d{1,2})[:.](?<early_minute>\d{2})(?:\suhr)?[\s,|–-]+(?:am )?)"
PIECE = (
    rf"(?i)(?:(?<label>{ANY_LABEL})[^0-9]{{0,60}}?|^|[^0-9])"
    rf"(?:{EARLIER_CLOCK}?{DATE}(?:{BETWEEN}{CLOCK})?|(?<only_hour>\d{{1,2}})[:.](?<only_minute>\d{{2}})\suhr)"
)
"""One date or time of a line together with the label that precedes it."""

CLOCK_ONLY = r"^(?i)(?:um )?\d{1,2}(?:[:.]\d{2})(?::\d{2})?(?: ?uhr| ?h)?$"
LABEL_ONLY = rf"^(?i){ANY_LABEL}(?: am| um| vom)?\s?:?$"
BYLINE = (
    r"^(?i:von|text|autor(?:in)?|redaktion)(?-u:\b)|(?-u:\b)(?:dpa|AFP|APA|Reuters|AP|epd|KNA|SDA|SID|dts|dapd)(?-u:\b)"
    r"|^(?:\p{Lu}[\p{L}.'’-]+ ){1,3}\p{Lu}[\p{L}'’-]+\s*[,|•·–-]"
)
MACHINE = r"^(?i)\d{4}-\d{2}-\d{2}t\d{2}:\d{2}\S*$"

DATE_SHAPE = r"\d\.\s?(?:\d{1,2}\.|\p{L}{3,9}\.?)\s?\d{2}|\d{4}-\d{2}-\d{2}"
"""A cheap test for lines that may hold a date."""
