"""The house rules that a machine can hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("flows", "transforms", "expectations", "warehouse", "dashboards")
MAY_IMPORT = {
    "warehouse.tables": set(),
    "warehouse": {"warehouse"},
    "transforms": {"transforms", "warehouse.tables"},
    "expectations": {"expectations", "warehouse.tables"},
    "dashboards": {"dashboards", "warehouse"},
    "flows": {"flows", "transforms", "expectations", "warehouse", "dashboards"},
}
"""Imports go one way: what each part may import of the others."""
FORBIDDEN_IN_TRANSFORMS = (
    *("prefect", "duckdb", "great_expectations", "requests", "httpx", "urllib.request", "socket", "http"),
)


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield ".".join(file.relative_to(ROOT).with_suffix("").parts), file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""


def name_of(value: object) -> str:
    return value.stem if isinstance(value, Path) else str(value)


def part(module: str) -> str:
    return "warehouse.tables" if module.startswith("warehouse.tables") else module.split(".")[0]


@pytest.mark.parametrize(("module", "file"), list(modules()), ids=name_of)
def test_imports_go_one_way(module: str, file: Path) -> None:
    own = {name for name in imports(file) if name.split(".")[0] in PACKAGES}
    allowed = {part(module), *MAY_IMPORT[part(module)]}
    if "warehouse" in allowed:
        allowed.add("warehouse.tables")
    assert {name for name in own if part(name) not in allowed} == set()


@pytest.mark.parametrize(
    ("module", "file"), [item for item in modules() if part(item[0]) == "transforms"], ids=name_of
)
def test_transforms_know_no_world(module: str, file: Path) -> None:
    found = {
        name
        for name in imports(file)
        for forbidden in FORBIDDEN_IN_TRANSFORMS
        if name == forbidden or name.startswith(f"{forbidden}.")
    }
    assert found == set()
    source = file.read_text(encoding="utf-8")
    for word in ("os.environ", "getenv", "datetime.now", "time.time(", "date.today"):
        assert word not in source, f"{module} reads the environment or the clock"


def test_spacy_stays_in_annotate() -> None:
    users = {
        module for module, file in modules() if any(name.split(".")[0] == "spacy" for name in imports(file))
    }
    assert {user for user in users if not user.startswith(("transforms.annotate", "flows.worker"))} == set()


def test_the_walk_would_notice() -> None:
    """The checks above must be able to fail: a module that breaks the rule is told apart."""
    assert part("warehouse.tables.line") == "warehouse.tables"
    assert "warehouse" not in MAY_IMPORT["transforms"]
    assert len(list(modules())) > 40
