"""Every reading command answers as text and as JSON, and the two say the same."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Shell

READING = (
    ("today",),
    ("book",),
    ("book", "--filter", "有限", "--sort", "name", "--reverse", "--limit", "3"),
    ("find", "yh"),
    ("client", "D000015"),
    ("maturities", "--within", "3000"),
    ("agenda",),
    ("agenda", "--from", "2026-11-01", "--to", "2026-11-30"),
    ("warnings",),
    ("warnings", "--open", "--severity", "red", "--severity", "orange"),
    ("tiers",),
    ("tiers", "--pending"),
    ("week",),
    ("week", "2026-W47"),
    ("imports",),
    ("rules", "list"),
    ("rules", "show", "EW01"),
    ("rules", "check"),
    ("why", "D000015", "class"),
    ("facts",),
    ("facts", "growth"),
    ("rules", "trial"),
    ("rules", "backtest", "EW20"),
    ("rules", "backtest", "--all", "--from", "2026-06-01", "--dated"),
    ("where",),
    ("doctor",),
)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_reading_command_answers_as_text_and_as_json(demo: Shell, command: tuple[str, ...]) -> None:
    text = demo(*command)
    assert (text.code, text.err) == (0, "")
    assert text.out.strip()
    before, behind = demo("--json", *command), demo(*command, "--json")
    assert before.out == behind.out
    assert before.err == ""
    json.loads(before.out)


@pytest.mark.parametrize("command", [c for c in READING if c[0] not in ("client", "why")], ids=" ".join)
def test_a_reading_command_answers_on_an_empty_book(empty: Shell, command: tuple[str, ...]) -> None:
    for lang in ("zh", "en"):
        ran = empty(*command, lang=lang)
        assert (ran.code, ran.err) == (0, ""), ran
        assert ran.out.strip()


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_plain_text_has_no_colour_and_no_box_drawing(demo: Shell, command: tuple[str, ...]) -> None:
    out = demo("--plain", *command).out
    assert "\x1b" not in out
    assert not any("\u2500" <= character <= "\u259f" for character in out)


def read(shell: Shell, *command: str) -> Any:
    """Return the JSON a command answers with."""
    ran = shell("--json", *command)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_the_keys_of_the_json_are_stable(demo: Shell) -> None:
    assert sorted(read(demo, "today")) == [
        "answers_late", "book", "day", "escalated", "is_demo", "manager", "news", "reminders", "tier_changes",
        "unlogged", "visits", "warnings", "week",
    ]  # fmt: skip
    assert sorted(read(demo, "book")[0]) == [
        "asset_class", "code", "currency", "exposure", "facilities", "grade", "group_name", "id", "industry",
        "last_contact_on", "level", "limit", "name", "next_step", "next_step_on", "next_visit_at", "on_watch",
        "open_signals", "region", "score_e6", "short_name", "stage", "tier", "tier_since_on",
    ]  # fmt: skip
    assert sorted(read(demo, "client", "D000015")) == [
        "contacts", "facilities", "follow_ups", "metrics", "overrides", "profile", "scores", "strategy",
        "tiers", "unjudged", "visits", "warnings",
    ]  # fmt: skip
    assert sorted(read(demo, "find", "yhj")[0]) == ["code", "id", "level", "name", "tier"]


def test_amounts_are_minor_units_with_their_currency_and_dates_are_iso(demo: Shell) -> None:
    client = read(demo, "book", "--sort", "exposure")[0]
    assert set(client["exposure"]) == {"minor", "currency"}
    assert isinstance(client["exposure"]["minor"], int)
    visit = next(v for v in read(demo, "agenda") if v["planned_at"])
    assert visit["planned_at"].endswith("+08:00")
    assert read(demo, "today")["day"] == "2026-11-23"
    assert read(demo, "week")["week"] == "2026-W48"


def test_unknown_is_null(demo: Shell, write: Any) -> None:
    assert demo("import", write("c.csv", "客户编号,客户名称\nX1,未知数实业\n")).code == 0
    client = next(row for row in read(demo, "find", "未知数"))
    assert client["tier"] is None
    row = next(row for row in read(demo, "book") if row["id"] == client["id"])
    assert row["last_contact_on"] is None
    assert row["exposure"] is None


def test_as_of_moves_the_day(demo: Shell) -> None:
    assert read(demo, "--as-of", "2026-11-30", "today")["day"] == "2026-11-30"
    assert read(demo, "today", "--as-of", "+7")["day"] == "2026-11-30"


def test_book_is_sorted_filtered_and_cut(demo: Shell) -> None:
    names = [row["name"] for row in read(demo, "book", "--sort", "name")]
    assert [r["name"] for r in read(demo, "book", "--sort", "name", "--reverse")] == names[::-1]
    assert len(read(demo, "book", "--limit", "5")) == 5
    assert read(demo, "book", "--filter", "没有这样的客户") == []


def test_why_shows_inputs_limits_version_and_source(demo: Shell) -> None:
    warning = read(demo, "warnings", "--open")[0]
    why = read(demo, "why", warning["id"][-8:])
    assert why["signal"]["id"] == warning["id"]
    assert why["inputs"]
    assert {"fact", "value", "as_of", "operator", "limit", "met"} <= set(why["inputs"][0])
    assert why["rulebook"]
    text = demo("why", warning["id"][:12], lang="en")
    assert text.code == 0
    assert "source" in text.out


def test_severities_and_open_ones_are_chosen(demo: Shell) -> None:
    assert {w["severity"] for w in read(demo, "warnings", "--severity", "red")} <= {"red"}
    assert {w["state"] for w in read(demo, "warnings", "--open")} <= {"open", "acked", "planned"}
    assert len(read(demo, "warnings")) > len(read(demo, "warnings", "--open"))
