"""SQL is never put together from values: bound parameters, declared names, quoted names, nothing else."""

from __future__ import annotations

import textwrap

import pytest

from tests.security.sql_rule import Module, offences, project_modules, snippet

PACKAGES = ("flows", "transforms", "expectations", "warehouse", "dashboards")
MODULES = {module.name: module for module in project_modules(*PACKAGES)}
ASKED_BY_THE_USER = {
    ("flows.inspect", "show_query"),
    ("dashboards.console", "_ask"),
    ("warehouse.export.query", "export_query"),
}
"""The places that run what someone typed, which is what they are for: on a locked reader."""

UNSAFE = {
    "parameter": """
        def find(con, name):
            con.execute(f"SELECT * FROM dim_entity WHERE entity_name = '{name}'")
    """,
    "addition": """
        def find(con, name):
            con.execute("SELECT * FROM dim_entity WHERE entity_name = '" + name + "'")
    """,
    "percent": """
        def find(con, name):
            con.execute("SELECT * FROM dim_entity WHERE entity_name = '%s'" % name)
    """,
    "format": """
        def find(con, name):
            con.execute("SELECT * FROM dim_entity WHERE entity_name = '{}'".format(name))
    """,
    "join": """
        def find(con, names):
            con.execute("SELECT " + ", ".join(names))
    """,
    "by_way_of_a_name": """
        def find(con, name):
            sql = "SELECT 1"
            if name:
                sql += f" WHERE x = '{name}'"
            con.execute(sql)
    """,
    "by_way_of_a_list": """
        def find(con, name):
            parts = ["SELECT 1"]
            parts.append(name)
            con.execute(" ".join(parts))
    """,
    "by_way_of_a_function": """
        def condition(name):
            return f"x = '{name}'"

        def find(con, name):
            con.execute("SELECT 1 WHERE " + condition(name))
    """,
    "part_of_a_result": """
        def condition(name):
            return "TRUE", name

        def find(con, name):
            _, text = condition(name)
            con.execute(text)
    """,
    "in_a_comprehension": """
        def find(con, names):
            return [con.execute(f"SELECT '{name}'") for name in names]
    """,
    "name_of_the_same_spelling": """
        from warehouse.quoting import quoted

        def find(con, rows):
            names = [quoted(name) for name in rows]
            for name in rows:
                con.execute(f"SELECT {name}, {names[0]}")
    """,
    "attribute": """
        def find(con, table):
            con.execute(f"SELECT * FROM {table.name}")
    """,
    "a_function_called_like_the_quoting_one": """
        def quoted(text):
            return text

        def find(con, name):
            con.execute(f"SELECT {quoted(name)}")
    """,
    "many": """
        def write(journal, table, rows):
            journal.executemany(f"INSERT INTO {table} VALUES (?)", rows)
    """,
    "script": """
        def write(journal, text):
            journal.executescript(text)
    """,
    "keyword": """
        def find(con, text):
            con.sql(query=text)
    """,
}
SAFE = {
    "literal": """
        def find(con, name):
            con.execute("SELECT 1 WHERE x = $name", {"name": name})
    """,
    "file": """
        from warehouse.statements import statement

        def find(con, name):
            con.execute(statement("row_counts"))
    """,
    "quoted": """
        from warehouse.quoting import quoted

        def find(con, names):
            columns = ", ".join(quoted(name) for name in names)
            con.execute(f"SELECT {columns} FROM x LIMIT {len(names)}")
    """,
    "function_of_the_project": """
        from warehouse.ddl import schema_statements

        def make(con):
            for sql in schema_statements():
                con.execute(sql)
    """,
    "choice_of_literals": """
        def find(con, newest):
            order = "DESC" if newest else "ASC"
            con.execute(f"SELECT 1 ORDER BY 1 {order}")
    """,
}


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_no_value_gets_into_a_statement_as_text(module: Module) -> None:
    found = [
        offence for offence in offences(module) if (offence.module, offence.function) not in ASKED_BY_THE_USER
    ]
    assert found == []


def test_what_the_user_types_is_run_nowhere_else() -> None:
    found = {
        (offence.module, offence.function) for module in MODULES.values() for offence in offences(module)
    }
    assert found == ASKED_BY_THE_USER


@pytest.mark.parametrize("name", UNSAFE)
def test_the_check_finds(name: str) -> None:
    (offence,) = snippet(textwrap.dedent(UNSAFE[name]))
    assert offence.module == "warehouse.snippet"


@pytest.mark.parametrize("name", SAFE)
def test_the_check_lets_pass(name: str) -> None:
    assert snippet(textwrap.dedent(SAFE[name])) == []
