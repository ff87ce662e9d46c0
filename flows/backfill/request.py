"""What a backfill is asked for: which articles, and what is done with them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

Span = Literal["month", "week", "day"]


@dataclass(frozen=True)
class Request:
    """What a backfill is asked for; one of days, publisher and documents is given.

    Attributes:
        is_pages: whether pages are read again; otherwise their bodies are annotated again.
        from_date: first day of publication.
        to_date: last day of publication, included.
        time_zone: whose days are meant.
        by: the span of days that makes a partition.
        publisher: name of the publisher.
        documents: file that names the documents, one per line.
    """

    is_pages: bool
    from_date: date | None = None
    to_date: date | None = None
    time_zone: str = "Europe/Berlin"
    by: Span = "month"
    publisher: str | None = None
    documents: Path | None = None

    def to_json(self) -> str:
        """The request as the journal keeps it."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False)

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The span of time that the days take, UTC: its start, and the first instant after it.

        On the day clocks go forward a day has 23 hours, on the day they go back 25.
        """
        assert self.from_date is not None
        assert self.to_date is not None
        return (
            day_start(self.from_date, self.time_zone),
            day_start(self.to_date + timedelta(days=1), self.time_zone),
        )

    def describe(self) -> str:
        """The request in words."""
        done = "read the pages again" if self.is_pages else "annotate again"
        if self.publisher is not None:
            return f"{done}: publisher {self.publisher}"
        if self.documents is not None:
            return f"{done}: documents named in {self.documents}"
        return f"{done}: published {self.from_date} to {self.to_date} ({self.time_zone})"


def request_from_json(text: str) -> Request:
    """The request that `Request.to_json` wrote."""
    record = json.loads(text)
    for name in ("from_date", "to_date"):
        record[name] = record[name] and date.fromisoformat(record[name])
    record["documents"] = record["documents"] and Path(record["documents"])
    return Request(**record)


def day_start(day: date, zone: str) -> datetime:
    """The instant at which a day begins somewhere, UTC.

    Args:
        day: the day.
        zone: IANA name of the zone.
    """
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
