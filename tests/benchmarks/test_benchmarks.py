"""The benchmarks run and print what they promise. No time is asserted: machines differ, and are shared."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from benchmarks.corpus import load_material, make_page, write_corpus
from benchmarks.processes import clean_environment
from benchmarks.timeline import Span, covered
from tests.conftest import ROOT
from transforms.read.inventory import list_files
from transforms.read.text_dump import read_text_dumps

COUNT = 60


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, COUNT, seed=7)
    return folder


@pytest.fixture(scope="module")
def kept_runs(prefect_api: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """What `benchmarks.scale --keep` leaves and prints."""
    folder = tmp_path_factory.mktemp("kept")
    return folder, printed("scale", "--small", "10", "--large", "20", "--keep", str(folder))


def printed(module: str, *arguments: str) -> str:
    """Standard output of one benchmark, which must not leave anything in the checkout."""
    before = checkout()
    run = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert checkout() == before
    return run.stdout


def checkout() -> set[str]:
    folders = [ROOT, ROOT / "benchmarks", ROOT / "data" / "sample"]
    return {str(entry) for folder in folders for entry in folder.iterdir() if not is_cache(entry)}


def is_cache(entry: Path) -> bool:
    return entry.name.endswith("_cache") or entry.name == "__pycache__"


def figure(text: str, label: str) -> float:
    """The first number after a label."""
    match = re.search(rf"{re.escape(label)}\s+(-?[\d,.]+)", text)
    assert match, f"{label!r} is not in:\n{text}"
    return float(match.group(1).replace(",", ""))


def test_generated_pages_are_distinct_and_readable(corpus: Path) -> None:
    dumps = read_text_dumps(list_files([corpus]).files)

    assert len(dumps.documents) == COUNT
    assert dumps.rejected.is_empty()


def test_generated_pages_have_the_size_of_real_ones(corpus: Path) -> None:
    documents = read_text_dumps(list_files([corpus]).files).documents
    lines = documents.select(pl.col("text").str.count_matches("\n")).to_series()

    assert 4_000 < documents["byte_size"].cast(pl.Float64).median() < 6_500  # type: ignore[operator]
    assert 40 <= lines.cast(pl.Float64).median() <= 60  # type: ignore[operator]


def test_same_seed_gives_same_pages_and_a_larger_corpus_begins_with_the_smaller(
    corpus: Path, tmp_path: Path
) -> None:
    write_corpus(tmp_path, COUNT // 2, seed=7)

    smaller = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.txt")}
    assert len(smaller) == COUNT // 2
    assert all((corpus / name).read_bytes() == page for name, page in smaller.items())


def test_furniture_recurs_and_news_does_not(corpus: Path) -> None:
    texts = read_text_dumps(list_files([corpus]).files).documents["text"]
    line = texts.str.split("\n").explode().str.strip_chars()
    counts = line.filter(line.str.len_chars() > 300).value_counts()
    banner = texts.str.contains("Der Brückenbote ist unabhängig und gehört seinen Lesern").sum()

    assert banner >= 3
    assert counts.filter(pl.col("count") == 1).height > 0.9 * counts.height


def test_overlapping_spans_are_counted_once() -> None:
    spans = [Span("read", 1.0, 3.0), Span("read", 2.0, 4.0), Span("load", 6.0, 7.0), Span("else", 0.0, 9.0)]

    assert covered(spans, ["read", "load"]) == 4.0


def test_throughput_prints_rate_ratio_and_shares() -> None:
    text = printed("throughput", "--count", str(COUNT), "--repeats", "1", "--shard", "20")

    assert figure(text, "read + clean") > 0
    assert 0 < figure(text, "ratio to bare read") < 1
    shares = [float(share) for share in re.findall(r"([\d.]+)%", text)]
    assert sum(shares) == pytest.approx(100, abs=1)


def test_scale_prints_the_ratio_of_the_peaks(kept_runs: tuple[Path, str]) -> None:
    _, text = kept_runs

    small, large, ratio = re.search(
        r"peak memory of the run, MiB\s+([\d,]+)\s+([\d,]+)\s+([\d.]+)", text
    ).groups()  # type: ignore[union-attr]
    assert float(ratio) == pytest.approx(
        float(large.replace(",", "")) / float(small.replace(",", "")), abs=0.02
    )
    assert figure(text, "facts") > 0


def test_unchanged_prints_the_time_of_a_flow_that_finds_nothing_new(kept_runs: tuple[Path, str]) -> None:
    folder, _ = kept_runs

    text = printed("unchanged", "--count", "20", "--kept", str(folder))

    assert "20 known files, nothing new" in text
    whole, flow = figure(text, "the whole command"), figure(text, "seconds from start of the flow to its end")
    assert 0 < flow < whole


def test_first_run_accounts_for_all_of_its_time() -> None:
    text = printed("first_run")

    phases = text.split("one after the other\n")[1].split("at the same time as others")[0].splitlines()
    seconds = [float(re.search(r"(-?[\d.]+)\s+-?\d+%", phase).group(1)) for phase in phases]  # type: ignore[union-attr]
    assert sum(seconds) == pytest.approx(figure(text, "start to exit"), abs=0.1)
    assert figure(text, "publish") > 0


def test_annotation_prints_rates_ratios_and_costs() -> None:
    text = printed("annotation", "--count", "8", "--repeats", "1")

    rate = figure(text, "sentences to facts")
    assert figure(text, "ratio to the tokenizer alone") == pytest.approx(
        rate / figure(text, "tokenizer alone"), abs=0.001
    )
    assert figure(text, "ratio to the bare nlp.pipe") == pytest.approx(
        rate / figure(text, "bare nlp.pipe"), abs=0.001
    )
    costs = [figure(text, f"  {name}") for name in ("names", "dates", "quantities", "quotes")]
    assert all(cost > 0 for cost in costs)
    assert sum(costs) < 1e6 / rate


def test_whole_run_prints_its_ratio_to_the_bare_pipeline(prefect_api: None) -> None:
    text = printed("whole_run", "--count", "20")

    assert "20 documents" in text
    assert figure(text, "ratio to the bare pipe in 1 process(es)") > 0
    assert figure(text, "whole run, start to exit") > figure(text, "bare nlp.pipe, 1 process(es)") > 0


def test_bodies_to_annotate_do_not_share_paragraphs() -> None:
    from benchmarks.annotation import make_bodies

    paragraphs = [paragraph for body in make_bodies(50) for paragraph in body.split("\n\n")]

    assert len(set(paragraphs)) > 0.99 * len(paragraphs)


def test_pages_are_drawn_from_the_generator_only() -> None:
    material = load_material()
    assert make_page(material, random.Random(1)) == make_page(material, random.Random(1))
