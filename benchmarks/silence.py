"""How often silence is told wrongly, and how late rightly: ``python -m benchmarks.silence``.

Arrivals are drawn hour by hour with a fixed chance for each hour of the week. The rule learns from twelve
weeks and is tried on the next eight; then everything stops at an hour drawn by chance. It is the rule of
`warehouse/sql/alerts/arrivals.sql` and `flows.alerts.silence` on arrays, which a test holds against the SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flows.alerts.silence import FACTOR, HISTORY_WEEKS, MIN_MISSED

WEEK = 168
FUTURE_WEEKS = 8
TRIALS = 400
SEED = 1
FACTORS = (2.0, 2.5, FACTOR, 4.0)
Chances = npt.NDArray[np.float64]
Hours = npt.NDArray[np.bool_]


def profiles() -> Mapping[str, Chances]:
    """Chance of an arrival in each hour of the week, Monday 0:00 first."""
    hour, day = np.tile(np.arange(24), 7), np.repeat(np.arange(7), 24)
    return {
        "three hours in four": np.full(WEEK, 0.75),
        "office hours": np.where((day < 5) & (hour >= 7) & (hour < 19), 0.9, 0.02),
        "days, hardly at night": np.where((hour >= 6) & (hour < 23), 0.8, 0.1),
        "once a day": np.where(hour == 6, 0.97, 0.0),
        "once a working day": np.where((hour == 6) & (day < 5), 0.97, 0.0),
        "every hour": np.full(WEEK, 0.995),
    }


@dataclass(frozen=True)
class Outcome:
    """How a rule did on one profile.

    Attributes:
        weeks_per_false_alarm: weeks for one alarm that was none.
        hours_until_told: median and 95 % quantile of the hours from the last arrival to the alarm.
    """

    weeks_per_false_alarm: float
    hours_until_told: tuple[float, float]


def usual_arrivals(past: Hours) -> Chances:
    """Share of weeks with an arrival, for each hour of the week.

    Args:
        past: for each hour of whole weeks, whether something arrived.
    """
    shares: Chances = past.reshape(-1, WEEK).mean(axis=0)
    return shares


def longest_usual_gap(past: Hours) -> float:
    """The longest gap of the median week, in expected arrivals.

    Args:
        past: for each hour of whole weeks, whether something arrived.
    """
    week_count = past.size // WEEK
    elapsed = np.concatenate([[0.0], np.cumsum(np.tile(usual_arrivals(past), week_count))])
    at = np.flatnonzero(past)
    gaps, weeks = elapsed[at[1:]] - elapsed[at[:-1] + 1], at[1:] // WEEK
    return float(np.median([gaps[weeks == week].max() for week in np.unique(weeks)]))


def try_rule(chances: Chances, factor: float, generator: np.random.Generator) -> Outcome:
    """Try the rule on arrivals drawn by chance.

    Args:
        chances: chance of an arrival in each hour of the week.
        factor: see `flows.alerts.silence.FACTOR`.
        generator: where chance comes from.
    """
    alarms, delays = 0, []
    for _ in range(TRIALS):
        active = generator.random(WEEK * (HISTORY_WEEKS + FUTURE_WEEKS)) < np.tile(
            chances, HISTORY_WEEKS + FUTURE_WEEKS
        )
        usual = usual_arrivals(active[: HISTORY_WEEKS * WEEK])
        expected = np.tile(usual, HISTORY_WEEKS + FUTURE_WEEKS)
        elapsed = np.concatenate([[0.0], np.cumsum(expected)])
        at = np.flatnonzero(active)
        gaps, ends = elapsed[at[1:]] - elapsed[at[:-1] + 1], at[1:]
        limit = max(MIN_MISSED, factor * longest_usual_gap(active[: HISTORY_WEEKS * WEEK]))
        alarms += int((gaps[ends >= HISTORY_WEEKS * WEEK] >= limit).sum())
        stop = HISTORY_WEEKS * WEEK + int(generator.integers(0, WEEK * (FUTURE_WEEKS - 4)))
        last = int(at[at <= stop][-1])
        delays.append(int(np.searchsorted(elapsed[last + 1 :] - elapsed[last + 1], limit)))
    weeks = TRIALS * FUTURE_WEEKS
    return Outcome(
        weeks / alarms if alarms else float("inf"),
        (float(np.median(delays)), float(np.quantile(delays, 0.95))),
    )


def main() -> None:
    """Print the table."""
    print(
        f"{'arrivals':<24}{'factor':>7}{'weeks per false alarm':>24}{'hours until told (median, 95 %)':>34}"
    )
    for name, chances in profiles().items():
        for factor in FACTORS:
            outcome = try_rule(chances, factor, np.random.default_rng(SEED))
            weeks = f"{outcome.weeks_per_false_alarm:,.0f}"
            hours = "{:.0f}, {:.0f}".format(*outcome.hours_until_told)
            print(f"{name:<24}{factor:>7g}{weeks:>24}{hours:>34}")


if __name__ == "__main__":
    main()
