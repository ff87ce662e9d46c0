"""Telling: to every target, once, without a word of what is secret, and again when it is over."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.alerts.alert import Alert, AlertCode, Message, compose
from flows.alerts.notify import deliver, masked
from flows.alerts.tell import tell
from flows.settings import Settings
from tests.alerts.conftest import SECRET, Receiver
from warehouse.home import Home
from warehouse.journal.alerts import BEING_TOLD, RaisedAlert, list_alerts

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
LATER = NOW + BEING_TOLD + timedelta(seconds=1)


def settings_for(home: Path, *urls: str) -> Settings:
    return Settings(home=home, notify=" ".join(urls))


def alert(
    home: Path, code: AlertCode = "run_failed", subject: str = "", fingerprint: str = "ValueError in read"
) -> Alert:
    return Alert(code, "failure", subject, fingerprint, f"{fingerprint} {subject}", "Look at the log.", home)


def everything(_: RaisedAlert) -> bool:
    return True


@pytest.fixture
def dead_url() -> str:
    """A target where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return f"json://127.0.0.1:{port}/{SECRET}"


@pytest.fixture
def deaf_url() -> Iterator[str]:
    """A target that takes a connection and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"json://127.0.0.1:{listener.getsockname()[1]}/{SECRET}?rto=60"


def test_a_message_says_what_happened_and_where_to_look(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "archiv", receiver.url)
    tell(settings, [alert(settings.home)], now=NOW)
    (message,) = receiver.received
    assert message["title"] == "Presswerk archiv: run failed"
    assert message["message"].split() == (
        f"ValueError in read Look at the log. Home: {tmp_path / 'archiv'}".split()
    )
    assert message["type"] == "failure"


def test_a_condition_that_lasts_is_told_once(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, receiver.url)
    for hours in range(3):
        tell(settings, [alert(tmp_path)], everything, now=NOW + timedelta(hours=hours))
    assert len(receiver.received) == 1


def test_a_condition_that_changes_is_told_again(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, receiver.url)
    tell(settings, [alert(tmp_path)], everything, now=NOW)
    tell(settings, [alert(tmp_path, fingerprint="OSError in load")], everything, now=LATER)
    assert [message["message"].splitlines()[0].strip() for message in receiver.received] == [
        "ValueError in read",
        "OSError in load",
    ]
    assert len(list_alerts(Home(tmp_path), only_open=True)) == 1


def test_the_end_of_a_condition_is_told_once(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "archiv", receiver.url)
    tell(settings, [alert(settings.home)], now=NOW)
    tell(settings, [], everything, now=LATER)
    tell(settings, [], everything, now=LATER)
    assert receiver.titles == ["Presswerk archiv: run failed", "Presswerk archiv: back to normal"]
    assert receiver.received[1]["type"] == "success"
    assert "- run failed" in receiver.received[1]["message"]


def test_a_condition_nobody_looked_at_goes_on(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, receiver.url)
    tell(settings, [alert(tmp_path, "silence")], now=NOW)
    tell(settings, [], lambda known: known.code != "silence", now=LATER)
    assert len(receiver.received) == 1
    assert [known.code for known in list_alerts(Home(tmp_path), only_open=True)] == ["silence"]


def test_what_was_told_is_known_to_another_process(receiver: Receiver, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from flows.settings import Settings;"
        "from flows.alerts.alert import Alert; from flows.alerts.tell import tell;"
        "home = Path(sys.argv[1]);"
        "tell(Settings(home=home, notify=sys.argv[2]),"
        " [Alert('run_failed', 'failure', '', 'same', 'It failed.', 'Look.', home)])"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program, str(tmp_path), receiver.url], check=True)
    assert len(receiver.received) == 1


def test_many_subjects_make_one_message(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "archiv", receiver.url)
    drifting = [alert(settings.home, "drift", f"Blatt {number}") for number in range(12)]
    tell(settings, drifting, now=NOW)
    assert receiver.titles == ["Presswerk archiv: drift: Blatt 0 and 11 more"]
    assert "… and 2 more." in receiver.received[0]["message"]
    tell(settings, [*drifting, alert(settings.home, "drift", "Abendpost")], now=LATER)
    assert receiver.titles[1:] == ["Presswerk archiv: drift: Abendpost"]


def test_a_subject_from_a_page_stays_on_one_short_line(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "archiv", receiver.url)
    tell(settings, [alert(settings.home, "drift", "Blatt\r\nBcc: alle@blatt.example " + "x" * 500)], now=NOW)
    (title,) = receiver.titles
    assert "\n" not in title
    assert "\r" not in title
    assert len(title) < 120


def test_bad_targets_keep_none_from_the_others(
    receiver: Receiver, dead_url: str, deaf_url: str, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, dead_url, "kein-ziel", deaf_url, "gibtsnicht://x/y", receiver.url)
    deliveries = deliver(settings.notify, _message(tmp_path), deadline_seconds=8)
    assert [delivery.was_delivered for delivery in deliveries] == [False, False, False, False, True]
    assert [delivery.target for delivery in deliveries] == [
        "1 (json://***)",
        "2 (***)",
        "3 (json://***)",
        "4 (gibtsnicht://***)",
        "5 (json://***)",
    ]
    assert "no answer" in deliveries[2].detail
    assert len(receiver.received) == 1


def _message(home: Path) -> Message:
    return compose([alert(home)])


def test_what_no_target_took_is_told_again(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, receiver.url)
    receiver.answer = 500
    tell(settings, [alert(tmp_path)], now=NOW)
    receiver.answer = 200
    tell(settings, [alert(tmp_path)], now=LATER)
    tell(settings, [alert(tmp_path)], now=LATER + timedelta(hours=1))
    assert len(receiver.received) == 2
    (known,) = list_alerts(Home(tmp_path))
    assert (known.delivered_count, known.target_count, known.raised_at) == (1, 1, NOW)


def test_good_news_waits_for_a_target_that_takes_it(receiver: Receiver, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, receiver.url)
    tell(settings, [alert(tmp_path)], now=NOW)
    receiver.answer = 500
    tell(settings, [], everything, now=LATER)
    receiver.answer = 200
    tell(settings, [], everything, now=LATER)
    assert [title.split(": ")[1] for title in receiver.titles] == ["run failed", *["back to normal"] * 2]
    assert list_alerts(Home(tmp_path), only_open=True) == []


def test_without_targets_the_journal_alone_knows(receiver: Receiver, tmp_path: Path) -> None:
    """And a target that is set later is told of what is still the case."""
    tell(settings_for(tmp_path), [alert(tmp_path)], now=NOW)
    assert [known.target_count for known in list_alerts(Home(tmp_path))] == [0]
    tell(settings_for(tmp_path, receiver.url), [alert(tmp_path)], now=LATER)
    assert len(receiver.received) == 1


def test_without_targets_apprise_is_not_even_imported(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from flows.settings import Settings;"
        "from flows.alerts.alert import Alert; from flows.alerts.tell import tell;"
        "home = Path(sys.argv[1]);"
        "alert = Alert('run_failed', 'failure', '', 'same', 'It failed.', 'Look.', home);"
        "tell(Settings(home=home), [alert]);"
        "sys.exit('apprise' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)


def test_an_alert_is_sent_where_the_journal_takes_nothing(receiver: Receiver, tmp_path: Path) -> None:
    """As on a full disk: rather told twice than not at all."""
    settings = settings_for(tmp_path, receiver.url)
    Home(tmp_path).journal.mkdir(parents=True)
    tell(settings, [alert(tmp_path, "no_space")], now=NOW)
    assert len(receiver.received) == 1


def test_what_is_secret_is_in_no_log_and_not_in_the_journal(
    receiver: Receiver, dead_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("presswerk").propagate = True
    settings = settings_for(tmp_path, receiver.url, dead_url, f"gibtsnicht://{SECRET}")
    tell(settings, [alert(tmp_path)], now=NOW)
    tell(settings, [], everything, now=LATER)
    assert receiver.paths == [f"/{SECRET}"] * 2
    assert "Alert target 2 (json://***)" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET.encode() not in Home(tmp_path).journal.read_bytes()
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("mailto://user:password@mail.example", "1 (mailto://***)"),
        ("JSONS://blatt.example/token", "1 (jsons://***)"),
        ("token-without-scheme", "1 (***)"),
        ("pass word://x", "1 (***)"),
    ],
)
def test_a_target_is_shown_by_scheme_only(url: str, shown: str) -> None:
    from pydantic import SecretStr

    assert masked(1, SecretStr(url)) == shown
