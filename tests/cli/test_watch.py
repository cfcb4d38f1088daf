"""Snoozing, late warnings and the watch list from the command line."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Shell


def read(shell: Shell, *arguments: str) -> Any:
    """Return what a command answers in JSON."""
    ran = shell(*arguments, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.fixture
def client(demo: Shell) -> str:
    """Return the code of a client that is not watched."""
    watched = {row["client_id"] for row in read(demo, "watchlist")}
    return str(next(row["code"] for row in read(demo, "book") if row["id"] not in watched and row["code"]))


def test_a_warning_is_snoozed_and_taken_back(demo: Shell) -> None:
    warning = next(w for w in read(demo, "warnings", "--open") if w["severity"] == "yellow")
    key = warning["id"]
    assert demo("warning", key, "snooze", "--until", "+3").code == 2
    assert demo("warning", key, "snooze", "--until", "+40", "--reason", "等年报").code == 2
    ran = demo("warning", key, "snooze", "--until", "+3", "--reason", "等年报", lang="en")
    assert ran.code == 0, ran.err
    assert "Snoozed" in ran.out
    (asleep,) = [w for w in read(demo, "warnings", "--snoozed") if w["id"] == key]
    assert asleep["snooze_reason"] == "等年报"
    assert "snoozed to" in demo("warnings", "--snoozed", lang="en").out
    assert demo("undo").code == 0
    assert read(demo, "warnings", "--snoozed") == []


def test_late_ones_are_open_and_due(demo: Shell) -> None:
    late = read(demo, "--as-of", "+60", "warnings", "--late")
    assert late
    assert {w["state"] for w in late} <= {"open", "acked", "planned"}
    severities = [w["severity"] for w in late]
    assert severities == sorted(severities, key=["red", "orange", "yellow"].index)


def test_the_life_of_a_watched_client(demo: Shell, client: str) -> None:
    assert demo("watch", client, "enter").code == 2
    assert demo("watch", client, "enter", "--reason", "行业风险上升").code == 0
    stay = read(demo, "watch", client)["stay"]
    assert (stay["cause"], stay["text"], stay["state"]) == ("manual", "行业风险上升", "on")
    planned = demo("watch", client, "plan", "--owner", "李敏", "--plan", "按月对账", "--due", "+30")
    assert planned.code == 0, planned.err
    for _ in range(2):
        ran = demo(
            "watch", client, "review", "--finding", "经营正常", "--clean", "--class", "normal", "--stage", "1",
            "--plan-status", "on_track",
        )  # fmt: skip
    triggers = read(demo, "watch", client)["stay"]["triggers"]
    assert (ran.code == 0) == (triggers == 0)
    if not triggers:
        assert demo("watch", client, "exit", "--reason", "风险消除").code == 0
        assert demo("watch", client, "refuse", "--by", "周敏", "--reason", "再看一季").code == 0
        assert "再看一季" in demo("watch", client).out


def test_an_exit_too_early_and_a_client_off_the_list_are_refused(demo: Shell, client: str) -> None:
    assert demo("watch", client, "plan", "--owner", "李敏", "--plan", "约谈", "--due", "+3").code == 2
    assert demo("watch", client).code == 2
    demo("watch", client, "enter", "--reason", "行业风险上升")
    assert demo("watch", client, "exit", "--reason", "没事了").code == 2
    assert demo("watch", client, "approve", "--by", "周敏").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list_and_report_are_text_too(demo: Shell, client: str, lang: str) -> None:
    demo("watch", client, "enter", "--reason", "行业风险上升")
    rows = read(demo, "watchlist")
    text = demo("watchlist", lang=lang).out
    assert all(row["client"] in text for row in rows)
    report = read(demo, "watchlist", "--report")
    assert report["count"] == len(rows)
    assert str(report["count"]) in demo("watchlist", "--report", lang=lang).out
    assert demo("watch", client, lang=lang).code == 0
