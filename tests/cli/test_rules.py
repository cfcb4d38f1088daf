"""`relmgr rules`: what a person sees of the rulebook, its trials and its back-tests."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell

TRIAL = """
[[warnings]]
id = "EW20T"
based_on = "EW20"
version = 2
trial = true
severity = [ { level = "yellow", any = [{ fact = "balance_drop", is = ">=", than = 0.10 }] } ]
examples = [
  { facts = { balance_drop = 0.0 }, level = "none" },
  { facts = { balance_drop = 0.2 }, level = "yellow" },
  { facts = {}, level = "unknown" },
]
"""


def put(home: Path, text: str, name: str = "warnings.d/bank.toml") -> None:
    path = home / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def read(shell: Shell, *command: str) -> Any:
    return json.loads(shell("--json", *command).out)


def test_the_list_tells_state_source_and_file(bare: Shell) -> None:
    put(
        bare.home,
        TRIAL
        + '[[warnings]]\nid = "EW02"\nenabled = false\n[[warnings]]\nid = "EW12"\nconfirmed_by_bank = true\n',
    )
    ran = bare("rules", "list", lang="en")
    rows = {line.split()[0]: line for line in ran.out.splitlines()}
    assert "on trial" in rows["EW20T"]
    assert "warnings.d/bank.toml" in rows["EW20T"]
    assert "off" in rows["EW02"].split()
    assert "product default, confirmed by the bank" in rows["EW12"]
    assert "not confirmed by the bank" in rows["EW20"]


def test_one_rule_is_told_in_both_languages(bare: Shell) -> None:
    for lang in ("zh", "en"):
        out = bare("rules", "show", "EW09", lang=lang).out
        assert "评级下调" in out
        assert "Rating fall" in out
        assert "notches lost within 12 months at least 3 notches" in out
        assert "12 个月评级下调级数不低于 3 级" in out
    assert "stale after 365 days" in out


def test_everything_wrong_is_told_at_once(bare: Shell) -> None:
    put(bare.home, '[[warnings]]\nid = "EW02"\nenabled = "no"\nfamilly = "x"\n')
    put(bare.home, "", "warning.toml")
    ran = bare("rules", "check", lang="en")
    assert ran.code == 1
    assert "warnings.d/bank.toml, line 3, warnings[EW02].enabled: must be true or false." in ran.out
    assert "line 4, warnings[EW02].familly: there is no such key; the nearest is family." in ran.out
    assert "warning.toml, line 1: no rule file has this name; the nearest is warnings.toml" in ran.out
    assert "3 problems" in ran.out
    [first, *_] = read(bare, "rules", "check")["problems"]
    assert set(first) == {"file", "line", "key", "what", "zh", "en"}


def test_a_file_of_any_name_is_checked_for_what_it_is(bare: Shell, write: Any) -> None:
    changes = write("mine.toml", TRIAL)
    assert bare("rules", "check", changes).code == 0
    broken = bare("rules", "check", write("mine.toml", TRIAL.replace('fact = "', 'fact = "x_')), lang="en")
    assert broken.code == 1
    assert broken.out.startswith(
        f"{changes}, line 7, warnings[EW20T].severity[1].any[1].fact: 'x_balance_drop'"
    )
    from relmgr.rulebook.files import DATA

    whole = (DATA / "warnings.toml").read_text("utf-8").replace("[bands]", "[bnds]")
    ran = bare("rules", "check", write("copy of ours.toml", whole), lang="en")
    assert "bands: this key is missing" in ran.out
    assert "the nearest is bands" in ran.out
    assert bare("rules", "check", write("x.toml", "= 1")).code == 1


def test_the_files_of_other_parts_are_checked_too(bare: Shell, write: Any) -> None:
    put(bare.home, 'version = "1"\n', "points.toml")
    ran = bare("rules", "check", lang="en")
    assert (ran.code, "points.toml, line 1" in ran.out) == (1, True)
    path = write("bands.toml", 'version = "1"\n')
    ran = bare("rules", "check", path, lang="en")
    assert ran.code == 1
    assert ran.out.startswith(path)
    from relmgr.rulebook.files import DATA

    assert bare("rules", "check", str(DATA / "strategies.toml")).code == 0


def test_a_broken_file_stops_nothing(demo: Shell) -> None:
    put(demo.home, '[[warnings]]\nid = "EW02"\nenabled = "no"\n')
    for command in (("rules", "list"), ("rules", "show", "EW02"), ("evaluate",), ("client", "D000015")):
        ran = demo(*command, lang="en")
        assert ran.code == 0, ran
    assert (
        "A rule file is wrong, so earlier rules count: warnings.d/bank.toml, line 3"
        in demo("rules", "list", lang="en").err
    )


def test_a_trial_is_shown_with_what_live_rules_said(demo: Shell) -> None:
    put(demo.home, TRIAL)
    assert demo("evaluate", "--full").code == 0
    rows = read(demo, "rules", "trial")
    assert rows
    assert {row["rule_id"] for row in rows} == {"EW20T"}
    assert any(row["live"] for row in rows)
    assert read(demo, "rules", "show", "EW20T")["trial"] == rows
    out = demo("rules", "trial", "ew20t", lang="en").out
    assert "live rules that warned too" in out
    assert "EW20T" not in demo("warnings").out


def test_a_back_test_says_what_it_cannot_know(demo: Shell) -> None:
    ran = demo("rules", "backtest", "EW20", lang="en")
    assert "Only alerts up to 2025-11-23 can be called false" in ran.out
    assert "have no record of when they were written" in ran.out
    found = read(demo, "rules", "backtest", "EW20")
    assert (found["from"], found["to"], found["steps"]) == ("2024-10-31", "2026-10-31", 25)
    assert found["alerts"] == len(found["hits"])
    whole = read(demo, "rules", "backtest", "--all")
    [same] = [rule for rule in whole["rules"] if rule["rule"] == "EW20"]
    assert same["hits"] == found["hits"]


def test_what_is_asked_wrongly_is_refused(demo: Shell) -> None:
    for command in (
        ("rules", "backtest"),
        ("rules", "backtest", "EW20", "--all"),
        ("rules", "list", "--all"),
        ("rules", "backtest", "EW20", "--from", "2026-11-01", "--to", "2026-11-02"),
        ("rules", "backtest", "EW20", "--k", "0"),
        ("rules", "trial", "EW99"),
    ):
        ran = demo(*command, lang="en")
        assert (ran.code, ran.out) == (2, ""), command
        assert ran.err.strip()
