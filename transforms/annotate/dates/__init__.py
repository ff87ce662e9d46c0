"""Date expressions → intervals: absolute, partial and relative dates, times, repeated times."""

from transforms.annotate.dates.find import find_dates
from transforms.annotate.dates.mention import DateMention

__all__ = ["DateMention", "find_dates"]
