"""Overrides, their report, the migration matrix and calibrated bands from the command line."""

import json
import re
from typing import Any

import pytest

from tests.cli.conftest import Shell

WHY = ("--reason-code", "relationship", "--reason", "战略客户，集团授信已获批")


def clients(shell: Shell) -> list[dict[str, Any]]:
    rated = [row for row in json.loads(shell("book", "--json").out) if row["tier"] == "B"]
    return [row for row in rated if row["level"] in ("green", "yellow", "unknown")]


def test_the_life_of_an_override(demo: Shell) -> None:
    code = clients(demo)[0]["code"]
    ran = demo("tier", code, "override", "a", *WHY, "--json")
    assert ran.code == 0, ran.err
    answer = json.loads(ran.out)
    assert answer["override"]["target_tier"] == "A"
    assert answer["standing"]["expires_on"] == "2027-02-21"
    model = answer["standing"]["model_tier"]
    said = demo(
        "tier",
        code,
        "renew",
        "--reason-code",
        "group",
        "--reason",
        "集团已出具书面支持函件",
        "--days",
        "30",
        lang="en",
    )
    assert f"(override; model {model}, expires 2026-12-23)" in said.out
    report = json.loads(demo("tiers", "--overrides", "--json").out)
    assert [row["state"] for row in report["overrides"][:2]] == ["active", "ended"]
    assert report["counts"]["active"] >= 1
    assert "改层率" in demo("tiers", "--overrides").out
    ended = demo("tier", code, "end", "--reason", "情况已澄清")
    assert ended.code == 0
    assert demo("tier", code, "end", "--reason", "再来一次").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("override", "E", *WHY), "A|B|C|D"),
        (("override", "A", "--reason-code", "relationship", "--reason", "short"), "at least 10"),
        (("override", "A", "--reason", "战略客户，集团授信已获批"), "relationship, new_facts"),
        (("override", "A", *WHY, "--days", "400"), "1 to 180"),
        (("renew", *WHY), "no override"),
        (("approve",), "no override"),
        (("end", "x"), "--reason TEXT"),
    ],
)
def test_what_is_wrong_is_one_sentence(demo: Shell, arguments: tuple[str, ...], said: str) -> None:
    ran = demo("tier", clients(demo)[1]["code"], *arguments, lang="en")
    assert ran.code == 2
    assert said in ran.err


def test_an_override_waits_where_the_settings_ask_for_a_lead(demo: Shell) -> None:
    (demo.home / "config.toml").write_text("[tiers]\noverride_needs_approval = true\n", "utf-8")
    row = clients(demo)[2]
    ran = demo("tier", row["code"], "override", "A", *WHY, lang="en")
    assert "Asked a lead" in ran.out
    assert json.loads(demo("find", row["code"], "--json").out)[0]["tier"] == "B"
    assert "Only a team lead" in demo("tier", row["code"], "approve", lang="en").err


def test_the_migration_matrix(demo: Shell) -> None:
    found = json.loads(demo("tiers", "--migration", "--from=-60", "--json").out)
    assert found["first"] == "2026-09-24"
    assert sum(found["totals"].values()) + found["unrated"] <= 40
    assert all(row in found["shares"] for row, n in found["totals"].items() if n >= 10)
    assert all(found["totals"][row] >= 10 for row in found["shares"])
    text = demo("tiers", "--migration", "--model", "--from=-60").out
    assert "模型的分层" in text


def test_a_migration_goes_forward(demo: Shell) -> None:
    ran = demo("tiers", "--migration", "--from=-1", "--to=-60", lang="en")
    assert ran.code == 2
    assert "The first day must be before the last" in ran.err


def test_a_first_tier_is_no_rise(demo: Shell) -> None:
    lines = [line for line in demo("tiers", lang="en").out.splitlines() if "first score" in line]
    assert lines
    assert not any(" UP" in line or " DOWN" in line for line in lines)


def test_bands_are_proposed_and_written_only_when_asked(demo: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shown, kept for review, put into force; the second time the former file is kept."""
    monkeypatch.setattr("relmgr.domain.calibration.FEWEST", 20)
    folder, review = demo.home / "rules", demo.home / "review.toml"
    proposal = json.loads(demo("calibrate-bands", "--json").out)
    assert proposal["card"]["name"] == "corporate"
    assert any(one["knots"] for one in proposal["kpis"])
    assert "什么都没有改" in demo("calibrate-bands").out
    assert demo("calibrate-bands", "--yes").code == 2
    reason = ("--reason", "现有客户与默认档位差得远")
    assert demo("calibrate-bands", "--to", str(review), *reason).code == 0
    assert "尚未启用" in demo("calibrate-bands", "--to", str(review), "--force", *reason).out
    assert demo("calibrate-bands", "--to", str(review), *reason).code == 2
    assert not folder.exists()
    ran = demo("calibrate-bands", "--yes", *reason, lang="en")
    assert ran.code == 0, ran.err
    assert re.search(r"version 2026\.1\+20261123-", ran.out)
    assert (folder / "scorecard.toml").read_bytes() == review.read_bytes()
    assert demo("rules", "check").code == 0
    assert demo("calibrate-bands", "--yes", *reason).code == 0
    assert [path.name[:18] for path in (folder / "replaced").iterdir()] == ["scorecard-2026.1+2"]
    assert demo("evaluate").code == 0
    after = json.loads(demo("calibrate-bands", "--json").out)
    assert after["card"]["calibration"]["by"] == "演示经理"
    assert abs(after["shift"]) < 0.5, "the book was calibrated to itself"


def test_bands_stay_where_too_few_clients_are_known(demo: Shell) -> None:
    ran = demo(
        "calibrate-bands", "--card", "deposit", "--yes", "--reason", "现有客户与默认档位差得远", lang="en"
    )
    assert ran.code == 2
    assert "enough clients" in ran.err
    assert not (demo.home / "rules").exists()
