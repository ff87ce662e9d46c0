"""Nothing that is read can run code: no pickle crosses a file, and none a process of another run.

The processes that annotate belong to one run and talk to it through pipes; what they are handed is pickled by
that run itself. Everything else, between stages and between runs, is Parquet, JSON, TOML, SQLite or DuckDB.
"""

from __future__ import annotations

import ast
import json
import pickle
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.security.conftest import IsolatedRun
from transforms.annotate.pipeline import WEIGHTS

PACKAGES = ("flows", "transforms", "expectations", "warehouse", "models", "benchmarks", "docs")
FILES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
UNPICKLERS = frozenset(
    {
        "pickle",
        "_pickle",
        "cPickle",
        "cloudpickle",
        "dill",
        "joblib",
        "shelve",
        "marshal",
        "torch",
        "jsonpickle",
    }
)
"""Modules that read objects, and so code, from bytes."""
RUNNERS = frozenset({"eval", "exec", "compile", "__import__"})
UNSAFE_METHODS = frozenset({"read_pickle", "to_pickle", "unsafe_load", "full_load"})
DECORATORS = frozenset({"flow", "task", "materialize"})
PICKLE_HEADS = tuple(bytes((0x80, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1))
"""How pickles begin since Python 2.3; they all end in a full stop."""


def dangers(source: str) -> Iterator[str]:
    """What in a piece of source could run code out of data."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (f"import {name.name}" for name in names if name.name.split(".")[0] in UNPICKLERS)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in UNPICKLERS:
                yield f"from {module} import"
            case ast.Call(func=ast.Name(id=name)) if name in RUNNERS:
                yield f"{name}(…)"
            case ast.Call(func=ast.Attribute(attr=name)) if name in UNSAFE_METHODS:
                yield f".{name}(…)"
            case ast.keyword(arg="allow_pickle", value=value):
                if not (isinstance(value, ast.Constant) and value.value is False):
                    yield "allow_pickle"
            case ast.FunctionDef(decorator_list=decorators):
                keeping = (_keeping(decorator, tree) for decorator in decorators)
                yield from (f"@{name} keeps results" for name in keeping if name)


def _keeping(decorator: ast.expr, tree: ast.Module) -> str | None:
    """The name of a Prefect decorator that does not refuse to keep results, which Prefect does as pickle."""
    call = decorator if isinstance(decorator, ast.Call) else None
    function = call.func if call else decorator
    if not (isinstance(function, ast.Name) and function.id in DECORATORS):
        return None
    told = {keyword.arg: keyword.value for keyword in call.keywords} if call else {}
    shared = told.get(None)
    if isinstance(shared, ast.Name):  # **_TASK, a dictionary of the same module
        told |= _dictionary(tree, shared.id)
    refuses = "persist_result" in told and ast.unparse(told["persist_result"]) == "False"
    return None if refuses else function.id


def _dictionary(tree: ast.Module, name: str) -> dict[str | None, ast.expr]:
    """What a constant of a module holds."""
    for node in tree.body:
        match node:
            case (
                ast.AnnAssign(target=ast.Name(id=found), value=ast.Dict(keys=keys, values=values))
                | ast.Assign(targets=[ast.Name(id=found)], value=ast.Dict(keys=keys, values=values))
            ) if found == name:
                return {ast.literal_eval(key): value for key, value in zip(keys, values, strict=True) if key}
    return {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_source_runs_nothing_out_of_data(file: Path) -> None:
    assert list(dangers(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "import numpy, joblib",
        "from cloudpickle import loads",
        "import torch.nn",
        "numpy.load(file, allow_pickle=True)",
        "numpy.load(file, allow_pickle=trusted)",
        "pandas.read_pickle(file)",
        "frame.to_pickle(file)",
        "eval(text)",
        "@task\ndef f(): ...",
        "@task(cache_policy=NO_CACHE)\ndef f(): ...",
        "@flow(persist_result=True)\ndef f(): ...",
        "_TASK = {'persist_result': True}\n@task(**_TASK)\ndef f(): ...",
        "@task(**_TASK)\ndef f(): ...",
    ],
)
def test_the_check_would_notice(source: str) -> None:
    assert len(list(dangers(source))) == 1


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_known_by_its_ends(protocol: int, tmp_path: Path) -> None:
    file = tmp_path / "result"
    file.write_bytes(pickle.dumps({"any": ["thing"]}, protocol=protocol))
    assert _is_pickle(file)


def test_a_run_leaves_no_pickle(isolated_run: IsolatedRun) -> None:
    files = [file for file in isolated_run.home.root.rglob("*") if file.is_file()]
    assert len(files) > 5
    assert [file for file in files if _is_pickle(file)] == []


def test_a_run_has_prefect_keep_no_results(isolated_run: IsolatedRun) -> None:
    """Prefect would put them below its home, as JSON that holds a pickle."""
    assert isolated_run.home.prefect.is_dir()
    assert not (isolated_run.home.prefect / "storage").exists()


def test_shipped_models_hold_no_pickle() -> None:
    shipped = [
        file
        for folder in (ROOT / "models", ROOT / "transforms")
        for file in folder.rglob("*")
        if file.is_file()
    ]
    assert WEIGHTS / "ner" / "model" in shipped
    assert [file for file in shipped if _is_pickle(file) and "__pycache__" not in file.parts] == []


LOADING = """
import json, sys
import spacy, numpy, srsly
from transforms.annotate.pipeline import load_pipeline

WATCHED = {"pickle.find_class", "os.system", "os.exec", "subprocess.Popen", "socket.connect"}
happened = []
sys.addaudithook(lambda event, _: happened.append(event) if event in WATCHED else None)
outcomes = {}
for pipeline in sys.argv[1:]:
    try:
        load_pipeline(pipeline)("Ein Satz.")
        outcomes[pipeline] = ["loaded", *happened]
    except Exception as error:
        outcomes[pipeline] = ["refused", *happened]
    happened.clear()
print(json.dumps(outcomes))
"""
"""Python tells a hook of every class that a pickle asks for, whoever reads it."""
PLACES = ("ner/model", "ner/moves", "vocab/vectors", "vocab/lookups.bin", "tokenizer")
"""Files of a pipeline that hold more than text."""
SCRIPTS = ("__init__.py", "functions.py", "setup.py", "sitecustomize.py")


@dataclass(frozen=True)
class Loaded:
    """What came of loading pipelines, good and bad.

    Attributes:
        outcomes: pipeline → whether it was loaded, and what else happened meanwhile.
        ran: file that is there if anything in the bad ones was run.
    """

    outcomes: dict[str, list[str]]
    ran: Path


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    root = tmp_path_factory.mktemp("pipelines")
    ran = root / "ran"
    with_scripts = root / "scripts"
    shutil.copytree(WEIGHTS, with_scripts)
    for name in SCRIPTS:
        (with_scripts / name).write_text(f"import pathlib; pathlib.Path({str(ran)!r}).touch()")
    for place in PLACES:
        folder = root / place.replace("/", "-")
        shutil.copytree(WEIGHTS, folder)
        (folder / place).write_bytes(pickle.dumps(_Touch(ran)))
    names = ["german", *(str(folder) for folder in root.iterdir())]
    done = subprocess.run(
        [sys.executable, "-c", LOADING, *names], capture_output=True, text=True, cwd=ROOT, timeout=300
    )
    assert done.returncode == 0, done.stderr
    by_name = {Path(name).name: outcome for name, outcome in json.loads(done.stdout).items()}
    return Loaded(by_name, ran)


def test_loading_the_shipped_pipeline_unpickles_nothing(loaded: Loaded) -> None:
    assert loaded.outcomes["german"] == ["loaded"]


def test_a_folder_of_ones_own_is_data(loaded: Loaded) -> None:
    """spaCy reads its files and imports none of them, whatever they are called."""
    assert loaded.outcomes["scripts"] == ["loaded"]
    assert not loaded.ran.exists()


@pytest.mark.parametrize("place", PLACES)
def test_a_pickle_in_a_folder_is_not_run(place: str, loaded: Loaded) -> None:
    _, *events = loaded.outcomes[place.replace("/", "-")]
    assert events == []
    assert not loaded.ran.exists()


def test_the_pickle_would_have_run(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(_Touch(tmp_path / "ran")))
    assert (tmp_path / "ran").exists()


def test_the_hook_would_notice() -> None:
    code = textwrap.dedent(
        """
        import pickle, sys
        happened = []
        sys.addaudithook(lambda event, _: happened.append(event))
        pickle.loads(pickle.dumps(print))
        print("pickle.find_class" in happened)
        """
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]


class _Touch:
    """An object whose pickle makes a file when it is read."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._file,)


def _is_pickle(file: Path) -> bool:
    content = file.read_bytes()
    return content.startswith(PICKLE_HEADS) and content.endswith(b".")
