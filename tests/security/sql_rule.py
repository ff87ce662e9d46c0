"""Where SQL may come from: a check of the source, so that no value ever gets into a statement as text.

What is handed to ``.execute(…)`` and its kin must be put together from literals of the source, from the
project's SQL files, and from what the quoting functions give. Functions of the project that return SQL are
followed; a parameter, an attribute or the result of any other call is not taken on trust.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

SINKS = frozenset({"execute", "executemany", "executescript", "sql", "query"})
"""Methods whose first argument is SQL."""
QUOTING = frozenset(
    {
        "warehouse.statements.statement",
        "dashboards.questions.question",
        "warehouse.quoting.quoted",
        "warehouse.quoting.literal",
        "warehouse.tables.base.qualified_name",
        "warehouse.tables.base.duckdb_type",
    }
)
"""What gives SQL that is right whatever goes in: files, quoted names, quoted text, declared types."""
NUMBERS = frozenset({"int", "len"})
"""Built-in functions whose result is a number."""
SAME = frozenset({"list", "tuple", "set", "sorted", "reversed", "frozenset", "str", "enumerate", "zip"})
"""Built-in functions that give what they are given."""
METHODS = frozenset({"join", "format", "items", "values", "keys", "strip", "split", "rsplit", "splitlines"})
"""Methods of text and containers whose result is made of the object and the arguments."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Source = tuple[ast.expr | None, int | None]
"""What a name stands for, and the index where it stands for one part of it."""


@dataclass(frozen=True)
class Offence:
    """A call with SQL that may hold anything."""

    module: str
    function: str
    line: int
    argument: str


@dataclass
class Module:
    """One source file: its functions, its constants, its imports."""

    name: str
    tree: ast.Module
    functions: dict[str, Function] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.functions = {node.name: node for node in self.tree.body if isinstance(node, Function)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"


@cache
def load(name: str) -> Module | None:
    """A module of the project; None for anything else."""
    file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    return Module(name, ast.parse(file.read_text(encoding="utf-8"))) if file.is_file() else None


def offences(module: Module) -> Iterator[Offence]:
    """The calls of a module whose SQL may hold anything."""
    for scope in [module.tree, *(node for node in ast.walk(module.tree) if isinstance(node, Function))]:
        for node in _own_nodes(scope):
            argument = _sql_argument(node)
            if argument is not None and not _Judge(module, scope).is_safe(argument):
                name = getattr(scope, "name", "<module>")
                yield Offence(module.name, name, argument.lineno, ast.unparse(argument))


def _sql_argument(call: ast.AST) -> ast.expr | None:
    """What a node hands to a database as SQL, if it does so."""
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SINKS):
        return None
    if call.args:
        return call.args[0]
    return next((keyword.value for keyword in call.keywords if keyword.arg in {"query", "sql"}), None)


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, Function):
            yield child
            yield from _own_nodes(child)


class _Judge:
    """Judges expressions of one function, or of a module's top level."""

    def __init__(
        self,
        module: Module,
        scope: ast.AST,
        asked: frozenset[tuple[str, str]] = frozenset(),
        inner: Mapping[str, Source] | None = None,
    ) -> None:
        """Take the names that are being judged already, and those that a comprehension binds."""
        self._module = module
        self._scope = scope
        self._asked = asked
        self._inner = inner or {}

    def is_safe(self, node: ast.expr | None) -> bool:
        """Whether an expression, or all that is in it, is SQL of the project's own."""
        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
                return all(map(self.is_safe, parts))
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return all(map(self.is_safe, parts))
            case ast.FormattedValue(value=inner) | ast.Starred(value=inner) | ast.NamedExpr(value=inner):
                return self.is_safe(inner)
            case ast.Dict(keys=keys, values=values):
                return all(map(self.is_safe, [*keys, *values]))
            case ast.BinOp(left=left, right=right):
                return self.is_safe(left) and self.is_safe(right)
            case ast.IfExp(body=body, orelse=orelse):
                return self.is_safe(body) and self.is_safe(orelse)
            case (
                ast.ListComp(generators=loops)
                | ast.GeneratorExp(generators=loops)
                | ast.SetComp(generators=loops)
            ):
                bound = {name: source for loop in loops for name, source in _elements(loop.target, loop.iter)}
                judge = _Judge(self._module, self._scope, self._asked, {**self._inner, **bound})
                return judge.is_safe(node.elt)
            case ast.Subscript(value=inner):
                return self.is_safe(inner)
            case ast.Name(id=name):
                return self._is_safe_name(name)
            case ast.Call():
                return self._is_safe_call(node)
        return False

    def _is_safe_call(self, call: ast.Call) -> bool:
        if isinstance(call.func, ast.Attribute) and call.func.attr in METHODS:
            return all(map(self.is_safe, [call.func.value, *call.args, *(kw.value for kw in call.keywords)]))
        if not isinstance(call.func, ast.Name):
            return False
        name = self._full_name(call.func.id)
        if name in QUOTING or name in NUMBERS:
            return True
        if name in SAME:
            return all(map(self.is_safe, call.args))
        if name == "map":
            first = call.args[0]
            return isinstance(first, ast.Name) and self._full_name(first.id) in QUOTING
        return self._gives_sql(name)

    def _full_name(self, name: str) -> str:
        if name in self._module.functions:
            return f"{self._module.name}.{name}"
        return self._module.imported.get(name, name)

    def _gives_sql(self, full_name: str, index: int | None = None) -> bool:
        """Whether all that a function of the project gives is SQL; of a tuple, whether its part is."""
        owner, _, name = full_name.rpartition(".")
        module = self._module if owner == self._module.name else load(owner)
        function = module.functions.get(name) if module else None
        if module is None or function is None:
            return False
        if (owner, name) in self._asked:
            return True  # it calls itself; its other results decide
        judge = _Judge(module, function, self._asked | {(owner, name)})
        given = [
            node.value
            for node in _own_nodes(function)
            if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom)
        ]
        return bool(given) and all(judge.is_safe(_part(value, index)) for value in given)

    def _is_safe_name(self, name: str) -> bool:
        if name in self._inner:
            rest = {other: source for other, source in self._inner.items() if other != name}
            return _Judge(self._module, self._scope, self._asked, rest)._is_safe_source(*self._inner[name])
        key = (f"{self._module.name}:{getattr(self._scope, 'name', '')}", name)
        if key in self._asked:
            return True  # put together from itself; what else goes in decides
        if isinstance(self._scope, Function) and name in _parameters(self._scope):
            return False
        judge = _Judge(self._module, self._scope, self._asked | {key})
        if sources := list(_sources(self._scope, name)):
            return all(judge._is_safe_source(*source) for source in sources)
        if not isinstance(self._scope, ast.Module):
            return _Judge(self._module, self._module.tree, self._asked).is_safe(ast.Name(name))
        owner, _, constant = self._module.imported.get(name, "").rpartition(".")
        home = load(owner) if owner else None
        return home is not None and _Judge(home, home.tree, self._asked).is_safe(ast.Name(constant))

    def _is_safe_source(self, value: ast.expr | None, index: int | None) -> bool:
        if index is not None and isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            return self._gives_sql(self._full_name(value.func.id), index)
        return self.is_safe(_part(value, index))


def _part(value: ast.expr | None, index: int | None) -> ast.expr | None:
    if index is not None and isinstance(value, ast.Tuple | ast.List):
        return value.elts[index]
    return value


def _parameters(function: Function) -> set[str]:
    of = function.args
    every = [*of.posonlyargs, *of.args, *of.kwonlyargs, of.vararg, of.kwarg]
    return {argument.arg for argument in every if argument}


def _sources(scope: ast.AST, name: str) -> Iterator[Source]:
    """All that a name is bound to or filled with in a scope.

    A comprehension has names of its own; they count only where nothing else binds the name, which is where
    the database is asked from inside a comprehension.
    """
    sources = [source for node in _own_nodes(scope) for bound, source in _bound(node) if bound == name]
    yield from sources or (
        source
        for node in _own_nodes(scope)
        if isinstance(node, ast.comprehension)
        for bound, source in _elements(node.target, node.iter)
        if bound == name
    )


def _bound(node: ast.AST) -> Iterator[tuple[str, Source]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _bindings(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _bindings(target, value)
        case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
            yield from _bindings(target, value)
        case ast.For(target=target, iter=value):
            yield from _elements(target, value)
        case ast.withitem(optional_vars=ast.expr() as target):
            yield from _bindings(target, None)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append" | "extend" | "insert")):
            yield from ((name, (value, None)) for value in node.args)


def _bindings(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, Source]]:
    """The names of a target and what each of them is."""
    if isinstance(target, ast.Name):
        yield target.id, (value, None)
    elif isinstance(target, ast.Tuple | ast.List):
        for index, element in enumerate(target.elts):
            if isinstance(element, ast.Name):
                yield element.id, (value, index)


def _elements(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, Source]]:
    """The names of a loop's target: each may be any part of any element."""
    yield from ((name, (value, None)) for name, _ in _bindings(target, value))


def snippet(source: str) -> list[Offence]:
    """The offences of a piece of source, as if it stood in a module of `warehouse`."""
    return list(offences(Module("warehouse.snippet", ast.parse(source))))


def project_modules(*packages: str) -> Iterator[Module]:
    """All modules of some packages."""
    for package in packages:
        for file in sorted((ROOT / package).rglob("*.py")):
            module = load(".".join(Path(file).relative_to(ROOT).with_suffix("").parts))
            assert module is not None
            yield module
