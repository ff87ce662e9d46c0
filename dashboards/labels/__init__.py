"""Labels of the dashboard in German and English, and how numbers and days are written there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent


class Labels:
    """The labels of one language.

    Attributes:
        language: ``de`` or ``en``.
        zone: in which times of runs are told.
    """

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        """Take a language that there is a file for."""
        self.language = language
        self.zone = zone
        self._texts = texts(language)

    def __call__(self, name: str, /, **values: object) -> str:
        """The label of a name such as ``overview.title``, with values put into its braces.

        Raises:
            KeyError: there is no such label; a test holds that there is one for every name in use.
        """
        text = self._texts[name]
        return text.format(**values) if values else text

    def code(self, kind: str, code: object) -> str:
        """What a code of the warehouse means; the code itself where there is no word for it."""
        return self._texts.get(f"code.{kind}.{code}", str(code))

    def number(self, value: float | None) -> str:
        """A number as the language writes it; a dash where there is none."""
        if value is None:
            return "–"
        return format_decimal(value, format="#,##0.##", locale=self.language)

    def share(self, value: float | None) -> str:
        """A share of 0 to 1 in percent."""
        return "–" if value is None else format_percent(value, format="#,##0 %", locale=self.language)

    def day(self, value: date | None) -> str:
        """A day; the word for an unknown one where there is none."""
        if value is None:
            return self("date.unknown")
        form = "d. MMM y" if self.language == "de" else "d MMM y"
        return format_date(value, format=form, locale=self.language)

    def moment(self, value: datetime | None) -> str:
        """A time: of a run in the zone of the labels, of an article in the zone of its publisher."""
        if value is None:
            return "–"
        if value.tzinfo is not None:
            value = value.astimezone(self.zone).replace(tzinfo=None)
        form = "d. MMM y, HH:mm" if self.language == "de" else "d MMM y, HH:mm"
        return format_datetime(value, format=form, locale=self.language)


@cache
def texts(language: str) -> Mapping[str, str]:
    """All labels of a language, by their dotted names."""
    file = Path(__file__).parent / f"{language}.toml"
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def _flat(tree: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in tree.items():
        path = f"{prefix}{name}"
        pairs += _flat(value, f"{path}.") if isinstance(value, dict) else [(path, value)]
    return pairs
