"""The accuracy command: floors only fall on purpose, data is what it was, empty tables score nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.accuracy import __main__ as command
from benchmarks.accuracy.corpora import CORPORA, Corpus, MissingCorpusError, digests
from benchmarks.accuracy.figure import Figure
from benchmarks.accuracy.floors import (
    FLOORS_PATH,
    ChangedCorpusError,
    Figures,
    Floors,
    UnknownFloorError,
    floor_for,
    judge,
    lower_floors,
    raise_floors,
)
from benchmarks.accuracy.registry import MEASURES, run
from benchmarks.accuracy.report import interval, render

CORPUS = Corpus("Ten sentences", ("data/ten/*.txt",), "CC0", "Written for this test.", "Nothing.")


def figures(value: float, code: str = "dates.relaxed_f") -> Figures:
    return {"dates": [Figure(code, value, 200, "ten sentences", "a note")]}


def floors(value: float = 0.8) -> Floors:
    return Floors("old/1", {"ten": "aa"}, {"dates": {"dates.relaxed_f": value}, "quotes": {"quotes.f": 0.5}})


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared" / "data" / "ten"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Der Bus kam.", encoding="utf-8")
    (folder / "b.txt").write_text("Der Zug kam.", encoding="utf-8")
    return tmp_path / "shared"


class TestFloors:
    @pytest.mark.parametrize(
        ("value", "outcome"),
        [
            pytest.param(0.8, "held", id="a floor may be reached exactly"),
            pytest.param(0.79, "below", id="a lower figure is below"),
            pytest.param(float("nan"), "below", id="no number is below"),
        ],
    )
    def test_figure_is_held_against_its_floor(self, value: float, outcome: str) -> None:
        assert [verdict.outcome for verdict in judge(floors(), figures(value))] == [outcome]

    def test_measures_that_were_not_taken_are_left_alone(self) -> None:
        assert {verdict.measure for verdict in judge(floors(), figures(0.9))} == {"dates"}

    def test_figure_without_floor_is_no_failure(self) -> None:
        assert not judge(Floors(), figures(0.1))[0].is_failure

    def test_dropping_a_figure_does_not_drop_its_floor(self) -> None:
        new, old = judge(floors(), figures(0.9, "dates.renamed_f"))

        assert (new.outcome, old.outcome) == ("no floor", "not measured")
        assert old.is_failure

    def test_raising_follows_the_figure(self) -> None:
        raised, changes = raise_floors(floors(), figures(0.9))

        assert raised.of("dates", "dates.relaxed_f") == floor_for(0.9) == 0.898
        assert changes == ["raised dates.relaxed_f: 0.8 → 0.898"]

    def test_raising_gives_a_new_figure_its_floor(self) -> None:
        assert raise_floors(Floors(), figures(0.9))[0].floors == {"dates": {"dates.relaxed_f": 0.898}}

    def test_raising_never_lowers(self) -> None:
        assert raise_floors(floors(), figures(0.7)) == (floors(), [])

    def test_raising_after_raising_changes_nothing(self) -> None:
        raised, _ = raise_floors(floors(), figures(0.9))

        assert raise_floors(raised, figures(0.9)) == (raised, [])

    def test_floor_holds_for_the_figure_it_came_from_and_not_for_one_item_less(self) -> None:
        for right in range(250):
            assert right / 249 >= floor_for(right / 249) > (right - 1) / 249

    def test_lowering_takes_the_named_floor_only(self) -> None:
        two = replace(floors(), floors={"dates": {"dates.relaxed_f": 0.8, "dates.strict_f": 0.8}})
        fallen = {"dates": [*figures(0.7)["dates"], *figures(0.7, "dates.strict_f")["dates"]]}

        lowered, changes = lower_floors(two, fallen, ["dates.strict_f"])

        assert lowered.floors == {"dates": {"dates.relaxed_f": 0.8, "dates.strict_f": 0.698}}
        assert changes == ["LOWERED dates.strict_f: 0.8 → 0.698"]

    def test_lowering_does_not_raise(self) -> None:
        assert lower_floors(floors(), figures(0.9), ["dates.relaxed_f"]) == (floors(), [])

    def test_lowering_drops_a_figure_that_is_measured_no_more(self) -> None:
        lowered, changes = lower_floors(floors(), figures(0.9, "dates.renamed_f"), ["dates.relaxed_f"])

        assert lowered.floors["dates"] == {}
        assert changes[0].startswith("DROPPED the floor of dates.relaxed_f")

    def test_only_an_existing_floor_can_be_lowered(self) -> None:
        with pytest.raises(UnknownFloorError, match=r"dates\.strict.*with a floor: dates\.relaxed_f"):
            lower_floors(floors(), figures(0.9), ["dates.strict"])

    def test_floors_survive_the_file(self, tmp_path: Path) -> None:
        floors().save(tmp_path / "floors.json")

        assert Floors.load(tmp_path / "floors.json") == floors()

    def test_checked_in_floors_are_of_known_measures_on_known_data(self) -> None:
        checked_in = json.loads(FLOORS_PATH.read_text(encoding="utf-8"))

        assert checked_in["floors"].keys() <= MEASURES.keys()
        assert checked_in["floors"]
        for measure in checked_in["floors"]:
            assert set(MEASURES[measure].corpora) <= checked_in["corpora"].keys() <= CORPORA.keys()


class TestCorpora:
    def test_hash_is_of_names_and_bytes(self, shared: Path) -> None:
        before = CORPUS.digest(shared)
        folder = shared / "data" / "ten"
        (folder / "a.txt").rename(folder / "c.txt")
        renamed = CORPUS.digest(shared)
        (folder / "c.txt").rename(folder / "a.txt")

        assert CORPUS.digest(shared) == before != renamed

    def test_one_more_file_is_another_corpus(self, shared: Path) -> None:
        before = CORPUS.digest(shared)
        (shared / "data" / "ten" / "c.txt").write_text("Das Schiff kam.", encoding="utf-8")

        assert CORPUS.digest(shared) != before

    def test_missing_corpus_says_what_to_fetch_and_where_to_put_it(self, tmp_path: Path) -> None:
        with pytest.raises(MissingCorpusError) as absent:
            CORPUS.digest(tmp_path)

        for part in (
            "Ten sentences",
            "Written for this test.",
            "CC0",
            str(tmp_path / "data/ten"),
            "--shared",
        ):
            assert part in str(absent.value)

    def test_missing_corpora_do_not_hide_the_others(
        self, shared: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(CORPORA, "ten", CORPUS)

        found, missing = digests(["ten", "krauts"], shared)

        assert found == {"ten": CORPUS.digest(shared)}
        assert "KRAUTS" in missing["krauts"]

    def test_changed_corpus_is_refused_with_both_hashes(self) -> None:
        with pytest.raises(
            ChangedCorpusError, match=r"(?s)ten: expected sha256 aa, found bb.*--accept-corpus"
        ):
            floors().require_same_corpora({"ten": "bb"})

    def test_changed_corpus_can_be_accepted_by_name(self) -> None:
        accepted = floors().accept(["ten"], {"ten": "bb"})

        accepted.require_same_corpora({"ten": "bb"})
        assert accepted.floors == floors().floors

    def test_measures_name_known_corpora(self) -> None:
        assert {corpus for measure in MEASURES.values() for corpus in measure.corpora} == CORPORA.keys()


class TestCommand:
    @pytest.fixture
    def measured(
        self, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., tuple[int, Floors]]:
        """Run the command with one measure on one corpus; returns exit code and floors."""
        file = tmp_path / "floors.json"
        replace(floors(), corpora={"ten": CORPUS.digest(shared)}).save(file)
        monkeypatch.setattr(command, "FLOORS_PATH", file)
        monkeypatch.setattr(command, "DEFAULT_MODEL", "blank")
        monkeypatch.setattr(command, "REPORT_PATH", tmp_path / "accuracy.md")
        monkeypatch.setitem(CORPORA, "ten", CORPUS)
        monkeypatch.setitem(MEASURES, "dates", MEASURES["dates"]._replace(corpora=("ten",)))

        def call(value: float, *flags: str) -> tuple[int, Floors]:
            monkeypatch.setattr(command, "run", lambda name, shared, nlp: figures(value)[name])
            code = command.main(["--shared", str(shared), "--only", "dates", *flags])
            return code, Floors.load(file)

        return call

    def test_held_floors_pass(self, measured: Callable[..., tuple[int, Floors]]) -> None:
        assert measured(0.85)[0] == 0

    def test_fallen_figure_fails_with_a_readable_row(
        self, measured: Callable[..., tuple[int, Floors]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, after = measured(0.7)

        assert code == 1
        assert after.of("dates", "dates.relaxed_f") == 0.8
        assert any(
            line.split() == ["dates.relaxed_f", "0.700", "0.800", "BELOW"]
            for line in capsys.readouterr().out.splitlines()
        )

    def test_raising_does_not_lower_and_still_fails(
        self, measured: Callable[..., tuple[int, Floors]]
    ) -> None:
        code, after = measured(0.7, "--raise")

        assert (code, after.of("dates", "dates.relaxed_f")) == (1, 0.8)

    def test_lowering_takes_the_flag_and_says_so(
        self, measured: Callable[..., tuple[int, Floors]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, after = measured(0.7, "--lower-floor", "dates.relaxed_f")

        assert (code, after.of("dates", "dates.relaxed_f")) == (0, 0.698)
        assert "LOWERED dates.relaxed_f: 0.8 → 0.698" in capsys.readouterr().out

    def test_changed_data_stops_before_anything_is_measured(
        self,
        measured: Callable[..., tuple[int, Floors]],
        shared: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        (shared / "data" / "ten" / "a.txt").write_text("Der Bus kam nicht.", encoding="utf-8")

        code, after = measured(0.9, "--raise")

        captured = capsys.readouterr()
        assert (code, after.of("dates", "dates.relaxed_f")) == (2, 0.8)
        assert "ten: expected sha256" in captured.err
        assert captured.out == ""

    def test_accepted_data_goes_into_the_file(
        self, measured: Callable[..., tuple[int, Floors]], shared: Path
    ) -> None:
        (shared / "data" / "ten" / "a.txt").write_text("Der Bus kam nicht.", encoding="utf-8")

        code, after = measured(0.9, "--accept-corpus", "ten")

        assert (code, after.corpora["ten"]) == (0, CORPUS.digest(shared))

    def test_missing_data_is_named_and_no_success(
        self, measured: Callable[..., tuple[int, Floors]], shared: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for file in (shared / "data" / "ten").iterdir():
            file.unlink()

        assert measured(0.9)[0] == 2
        assert "Ten sentences" in capsys.readouterr().err

    def test_check_writes_nothing(self, measured: Callable[..., tuple[int, Floors]], tmp_path: Path) -> None:
        before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}

        assert measured(0.9, "--check")[0] == 0
        assert {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before

    @pytest.mark.parametrize(
        "flags",
        [
            pytest.param(["--check", "--raise"], id="check changes nothing"),
            pytest.param(["--model", "de_core_news_lg", "--raise"], id="floors are those of the default"),
            pytest.param(["--only", "dates,weather"], id="unknown measure"),
        ],
    )
    def test_contradictory_flags_are_refused(self, flags: list[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            command.main(flags)

    def test_pipeline_that_is_not_installed_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert command.main(["--model", "de_no_such_pipeline", "--only", "dates"]) == 2
        assert "de_no_such_pipeline" in capsys.readouterr().err


def test_measure_without_figures_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.accuracy import pages

    monkeypatch.setattr(pages, "measure", lambda shared, nlp: [])
    with pytest.raises(ValueError, match="pages"):
        run("pages", Path(), None)  # type: ignore[arg-type]


class TestReport:
    def test_report_holds_figure_floor_interval_data_and_weaknesses(self) -> None:
        found = {"pages": [Figure("pages.segment_f", 0.9, 1_200, "pages | more", "a note")]}
        held = Floors("p/1", {}, {"pages": {"pages.segment_f": 0.89}})

        text = render(found, held, "p/2", {"trafilatura": "0123456789abcdef"})

        row = "| `pages.segment_f` | 0.900 | 1,200 | 0.88–0.92 | 0.890 | pages \\| more | a note |"
        assert row in text.splitlines()
        assert "`p/2`" in text
        assert "Each page, reduced to a plain-text dump" in text  # the method, from the module itself
        assert "`0123456789ab` |" in text
        assert CORPORA["trafilatura"].licence in text
        assert "## Known weaknesses" in text

    def test_figure_without_floor_or_share_shows_dashes(self) -> None:
        found = {"pages": [Figure("pages.rate", 12_000.0, 300, "pages")]}

        text = render(found, Floors(), "p/2", {})

        assert "| `pages.rate` | 12,000 | 300 | – | – | pages |  |" in text.splitlines()

    @pytest.mark.parametrize(
        ("right", "count", "low", "high"),
        [
            pytest.param(24, 24, 0.862, 1.0, id="all right is no certainty"),
            pytest.param(0, 24, 0.0, 0.138, id="nor is all wrong"),
            pytest.param(50, 100, 0.404, 0.596, id="a half"),
        ],
    )
    def test_interval_is_wilsons(self, right: int, count: int, low: float, high: float) -> None:
        found = interval(Figure("x", right / count, count, "x"))

        assert found == pytest.approx((low, high), abs=0.001)
