"""The grammar of German dates: patterns over the class characters of lexemes, one name each.

A template is a regular expression in which ``@class`` stands for a word of that class of the vocabulary and
a space for white space. Groups are what `reader` reads.
"""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.dates.matching.vocabulary import vocabulary

AT = "(?:(?:@at|@in) )?"
"""A preposition that only locates belongs to the expression ("im April", "in der Woche")."""
THE = "(?:@article )?"
HEAD = AT + THE
WEEKDAY = r"(?:(?:@shift )?(?:@weekday|@weekday_part|@weekday_short\.?),? (?:@at )?(?:@article )?)?"
MONTH = r"(?P<month>@month|@month_short\.?)"
EDGE = r"(?:(?P<edge>@edge) (?:@article )?|(?P<edge_adjective>@edge_adjective) )?"
SHIFT = "(?P<shift>@shift|@text_shift|@this)"
OF_YEAR = f" {THE}(?:(?P<of>@shift|@text_shift|@this) @year_unit|(?P<of_word>@shifted_unit))"
"""“dieses Jahres”, “des vergangenen Jahres”, “des Vorjahres”."""
YEAR = rf"(?:,? ?{THE}(?:@year_unit )?(?P<year>@year_number)| ?'(?P<tick>@number)|{OF_YEAR})?"
SHORT_YEAR = r"(?: ?[/-] ?(?P<short>@number))?"
NTH = r"(?P<nth>@ordinal|@number\.)"
COUNT = (
    "(?:@one (?=@halved))?"
    "(?P<count>@halved|@mixed_number|@one|@cardinal|@number|@amount|@year_number|@vague_count)"
)
ANY_UNIT = (
    "(?P<unit>@year_units|@year_unit|@units|@unit|@weekends|@weekend"
    "|@decades|@decade|@centuries|@century|@clock_unit)"
)
CENTURY = r"(?:@century|@century_short\.?)"
ABOUT = "(?:@about ){0,4}"
TIME = "(?:@number(?:[.:]@number)?|@cardinal)"
DAY_PART = "@day_part|@day_part_adverb"
BEFORE_HOUR = "(?<=[@towards@off@until@ago@after@from] )"
BEFORE_CHRIST = r"(?P<before_christ>@before_letter\. ?@christ\.?|@ago @christ)"
CHRIST = rf"(?:{BEFORE_CHRIST}|(?:@after_letter\. ?@christ\.?|@after @christ))"

TEMPLATES = {
    "iso_date": "(?P<year>@year_number)-(?P<month>@number)-(?P<day>@number)",
    "slash_date": "(?P<day>@number)/(?P<month>@number)/(?P<year>@year_number)",
    "clock_list": (
        rf"(?P<list>(?:{TIME} ?(?:[-/]|@until|@and) ?){{1,4}}){TIME} ?@clock(?: (?P<part>@day_part_adverb))?"
    ),
    "clock": (
        r"(?:@around )?(?P<hour>@number|@cardinal|@one)(?:[.:](?P<minute>@number))? ?@clock"
        r"(?: (?P<late_minute>@number)(?! ?[.:]))?(?: (?P<part>@day_part_adverb))?"
    ),
    "bare_clock": r"@around (?P<hour>@number)[.:](?P<minute>@number)(?! ?@month)",
    "half_hour": f"(?:@around |{BEFORE_HOUR})@half_hour (?P<hour>@number|@cardinal|@one)(?: ?@clock)?",
    "quarter_hour": (
        "(?:@around )?(?:(?P<quarters>@cardinal) )?(?P<minute>@quarter_hour) (?:(?P<side>@ago|@after) )?"
        "(?P<hour>@number|@cardinal)(?: ?@clock)?"
    ),
    "minutes_past": "@around (?P<minute>@cardinal) (?P<side>@ago|@after) (?P<hour>@cardinal)",
    "near_hour": "(?:@around )?@briefly (?:@ago|@after) (?P<hour>@number|@cardinal)(?! ?@clock)",
    "bare_hour": (
        "(?:@around |(?<=@towards ))(?:@about ){0,2}(?P<hour>@number|@cardinal)(?! ?@clock)"
        "(?: (?P<part>@day_part_adverb))?"
    ),
    "tomorrow": "(?P<tomorrow>@day_part)(?: (?P<part>@day_part))?",
    "every": f"@every (?:{COUNT} )?(?P<unit>@year_units|@units|@clock_unit)",
    "times_a": (
        "(?:@once )?@once (?:@at |@in @article )?(?P<unit>@unit|@year_unit|@clock_unit)(?! @year_number)"
    ),
    "set_adverb": "@set_adverb",
    "later": f"{ABOUT}{COUNT} {ANY_UNIT} (?P<later>@later)",
    "offset": f"(?P<way>@ago|@in) {ABOUT}{COUNT} {ANY_UNIT}",
    "short_quarter": HEAD + "@quarter_letter(?P<nth>@number)(?:[ /-]?(?P<year>@year_number))?",
    "numeric_date": (
        rf"{HEAD}{WEEKDAY}(?P<day>@number)\. ?(?P<month>@number)\.(?: ?(?P<year>@year_number|@number))?"
    ),
    "day_list": (
        rf"{HEAD}(?P<list>(?:{HEAD}{WEEKDAY}@number\.?(?: ?(?:,|-|/|@and|@until)){{1,2}} ?"
        r"(?:@limit_adverb )?(?:@to )?){1,12})"
        rf"{HEAD}{WEEKDAY}(?P<day>@number)\. ?{MONTH}{YEAR}"
    ),
    "day_month": rf"{HEAD}{WEEKDAY}(?P<day>@number\.|@ordinal) ?{MONTH}{YEAR}",
    "weekdays": (
        "@at (?:@article )?(?P<days>@weekdays|@weekends)(?: @at (?:@article )?(?:@season|@month|@day_part))?"
    ),
    "each": (
        rf"{HEAD}@each (?:(?P<nth>@ordinal|@shift|@number\.) )?"
        rf"(?P<what>@weekday_part|@weekday|@day_part|@unit|@year_unit|@weekend|@season|@month|@clock_unit)"
        r"(?P<monthly> @at @unit)?"
    ),
    "day_later": f"{HEAD}(?P<unit>@unit|@year_unit) (?P<later>@later)",
    "decade": (
        f"{HEAD}{EDGE}(?:(?P<decade>@number|@year_number)-?(?P<suffix>@decade_suffix)"
        "(?:[ -]-?(?P<years>@year_units))?"
        "|(?P<decade_word>@decade_word)[ -]@year_units|(?P<decade_years>@decade_years))"
    ),
    "year_of_christ": (
        f"{HEAD}{EDGE}(?:(?:@year_units|@year_unit) )?(?P<year>@number|@amount|@year_number) {CHRIST}"
    ),
    "century_of_christ": rf"{HEAD}{EDGE}{NTH} ?{CENTURY} {CHRIST}",
    "century_list": rf"{HEAD}(?P<first>@number)\. ?(?:-|/|@and|@until) ?{THE}(?P<nth>@number\.) ?{CENTURY}",
    "century": (
        rf"{HEAD}(?:{EDGE}|(?P<half>@ordinal|@number\.) @half {THE})"
        rf"(?P<nth>@ordinal|@number\.|@shift|@this) ?{CENTURY}"
    ),
    "year_part": (
        rf"{HEAD}{EDGE}(?:{NTH}|{SHIFT}) (?:(?P<quarter>@quarter)|(?P<half_year>@half_year)"
        rf"|(?P<half>@half)(?= {THE}(?:@year_number|@year_unit|@shift @year_unit|@this @year_unit)))"
        rf"(?:{YEAR}|(?P<this_year> {THE}@year_unit))"
    ),
    "season": (
        rf"{HEAD}{EDGE}(?:{SHIFT} )?(?P<season>@season)"
        rf"(?: {THE}(?:@year_unit )?(?P<year>@year_number)(?: ?/ ?(?P<short>@number|@year_number))?"
        rf"| ?'(?P<tick>@number)|{OF_YEAR})?"
    ),
    "feast": f"{HEAD}{NTH} (?P<feast>@feast)(?: (?P<year>@year_number))?",
    "holiday": f"{HEAD}(?:{SHIFT} )?(?:(?P<saint>@saint) |@penance- ?@and )?(?P<holiday>@holiday)(?:{YEAR})",
    "turn_of_year": (
        f"{HEAD}(?P<turn>@turn_of_year)(?: (?P<year>@year_number)(?: ?/ ?(?P<short>@number|@year_number))?)?"
    ),
    "carnival": f"(?:@at|@to) (?P<holiday>@carnival)(?:{YEAR})",
    "week_weekday": f"{HEAD}{SHIFT} (?P<unit>@unit) (?P<weekday>@weekday_part|@weekday)",
    "calendar_week": (
        rf"{HEAD}(?:(?P<nth>@number)\. @calendar_week|@calendar_week (?P<week>@number))"
        "(?: (?P<year>@year_number))?"
    ),
    "named_day": f"{HEAD}@unit @article (?:@german (?P<unity>@unity)|(?P<labour>@labour))",
    "weekday": (
        f"{HEAD}(?:(?P<shift>@shift|@text_shift|@this|@day_adjective) |@edge_adjective )?"
        f"(?P<weekday>@weekday_part|@weekday)(?:,? (?P<part>{DAY_PART}|@day_word))?"
        f"(?: {THE}(?P<week>(?:@shift|@this|@text_shift) @unit|@shifted_unit))?"
    ),
    "shifted": (
        f"{HEAD}(?:(?P<edge>@edge) (?:@article )?)?(?P<shift>@shift|@text_shift|@this|@day_adjective)"
        " (?P<unit>@year_unit|@unit|@weekend|@decade)"
    ),
    "edge_of_unit": f"{HEAD}(?P<edge>@edge) @article (?P<unit>@year_unit|@unit|@decade)(?! @year_number)",
    "shifted_unit": f"{HEAD}(?:(?P<edge>@edge) (?:@article )?)?(?P<shifted_unit>@shifted_unit)",
    "unit_edge": f"{HEAD}(?:{SHIFT} )?(?P<unit_edge>@unit_edge)(?: (?P<year>@year_number))?",
    "weekend": f"{HEAD}(?P<weekend>@weekend)",
    "month_part": (
        f"{HEAD}(?:(?P<nth>@ordinal|@shift) )?(?:(?:@cardinal|@vague_count) )?(?P<month>@month_part)"
    ),
    "month_half": f"{HEAD}(?P<nth>@ordinal) (?P<month>@month_half)",
    "month": f"{HEAD}{EDGE}(?:{SHIFT} )?(?:@unit )?{MONTH}{YEAR}",
    "day_of_month": rf"{HEAD}{WEEKDAY}(?P<day>@number)\. {THE}{SHIFT} (?P<unit>@unit)",
    "day_part": (
        f"{HEAD}(?:(?P<edge_adjective>@edge_adjective|@day_part_adverb)"
        f"|(?P<shift>@shift|@text_shift|@this))? ?(?P<part>@day_part)"
        rf"(?: @article (?P<day>@number\.|@ordinal) ?(?P<month>@month)(?: (?P<year>@year_number))?"
        "| (?P<later>@later))?"
    ),
    "day_adjective_part": f"{HEAD}(?P<day_adjective>@day_adjective) (?P<part>@day_part)",
    "open_date": r"(?P<before>@at|@from) (?P<day>@number)\.(?P<month>@number)(?! ?[.:])",
    "year_word": "(?P<edge>@edge )?@year_word",
    "year": (
        f"(?:{HEAD}(?P<edge>@edge) (?:@article )?|{HEAD}(?=@year_unit|@year_units)|{AT})"
        rf"(?P<label>(?:@year_units|@year_unit) )?(?P<year>@year_number){SHORT_YEAR}"
    ),
    "day_word": (
        f"(?P<day_word>@day_word)(?: (?P<part>{DAY_PART})| (?P<morning>@day_word)| (?P<still>@still))?"
    ),
    "day_adjective": "(?P<day_adjective>@day_adjective)",
    "vague_span": ("(?:@in )?@article (?P<shift>@shift) (?P<unit>@year_units|@units|@decades|@weekends)"),
    "span_of_units": (
        f"{THE}(?P<shift>@shift|@this) {ABOUT}(?:{COUNT} )?"
        "(?P<unit>@year_units|@units|@decades|@clock_unit|@weekends)"
    ),
    "duration": f"{ABOUT}{COUNT} {ANY_UNIT}(?: @for_long)?",
    "since_units": "(?<=@off )(?P<unit>@year_units|@units|@decades|@clock_unit)",
    "duration_adverb": "@duration_adverb",
    "reference": "@reference",
    "reference_noun": "@in (?:@article )?@reference_noun",
    "ago_units": "@ago (?:@year_units|@units|@decades)",
    "ago_reference": "@ago @ago_adjective",
}
"""In the order in which they are tried at a place: what says more comes first."""


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Each rule of its own, with its groups."""
    return {name: re.compile(vocabulary().pattern(template)) for name, template in TEMPLATES.items()}
