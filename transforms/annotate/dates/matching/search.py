"""Where a rule matches next, without trying those that cannot.

Every rule holds a word of a trigger class (classes.toml), but for those that marks and numbers tell. A
stretch of text with words of one such class, as nine of ten are, is searched with the rules that name this
class only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from transforms.annotate.dates.matching.patterns import HEAD, TEMPLATES
from transforms.annotate.dates.matching.vocabulary import PLACEHOLDER, classes, vocabulary

NUMERIC = (
    r"@number\. ?@number|[@around@towards] (?:@about ){0,2}[@cardinal@number]|@half_hour [@cardinal@number]"
    r"|@quarter_hour (?:[@ago@after] )?[@cardinal@number]|@briefly [@ago@after] [@cardinal@number]"
    "|@quarter_letter@number|@number-?@decade_suffix"
)
"""Dates without a word of a trigger class."""


@cache
def trigger() -> re.Pattern[str]:
    """Where a date may be."""
    return re.compile(f"[{''.join(sorted(_trigger_codes()))}]|{vocabulary().pattern(NUMERIC)}")


def search_rule(codes: str, start: int, end: int) -> re.Match[str] | None:
    """The first match of any rule in a stretch; the name of its last group is the name of the rule."""
    if _numeric().search(codes, start, end):
        return any_rule().search(codes, start, end)
    found = _trigger_codes().intersection(codes[start:end])
    if not found:
        return None
    rule_of = _rules_with(*found) if len(found) == 1 else any_rule()
    return rule_of.search(codes, start, end)


@cache
def any_rule() -> re.Pattern[str]:
    """All rules in one."""
    return _alternatives(TEMPLATES)


@cache
def _rules_with(code: str) -> re.Pattern[str]:
    """The rules that name a class."""
    (name,) = (name for name, of_name in vocabulary().code_of.items() if of_name == code)
    return _alternatives(
        rule for rule, template in TEMPLATES.items() if name in PLACEHOLDER.findall(template)
    )


def _alternatives(names: Iterable[str]) -> re.Pattern[str]:
    """Rules in one pattern; those in a row that begin with `HEAD` share it, so that it is tried once."""
    alternatives = []
    for has_head, group in groupby(names, key=lambda name: TEMPLATES[name].startswith(HEAD)):
        bodies = [f"(?P<{name}>{_without_groups(TEMPLATES[name].removeprefix(HEAD))})" for name in group]
        alternatives.append(f"{HEAD}(?:{'|'.join(bodies)})" if has_head else "|".join(bodies))
    return re.compile(vocabulary().pattern("|".join(alternatives)))


def _without_groups(template: str) -> str:
    return re.sub(r"[(][?]P<[a-z_]+>", "(?:", template)


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(vocabulary().pattern(NUMERIC))


@cache
def _trigger_codes() -> frozenset[str]:
    return frozenset(vocabulary().code_of[name] for name in classes().triggers)
