"""The built-in rules load and their examples hold; what is wrong in a rule file is named with its place."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relmgr.domain.fact_list import FACTS
from relmgr.domain.findings import grade
from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import Example, Scope, WarningRule
from relmgr.errors import RulebookError
from relmgr.rulebook.loader import DATA, FILES, load

RULES = load()
EXAMPLES = [(rule, example) for rule in RULES.warnings.rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[rule.id for rule, _ in EXAMPLES])
def test_worked_examples_hold(rule: WarningRule, example: Example) -> None:
    assert grade(rule, example.facts) == example.level


@pytest.mark.parametrize("rule", RULES.warnings.rules, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_rests_on(rule: WarningRule) -> None:
    levels = {example.level for example in rule.examples}
    assert {"none", "unknown"} <= levels
    assert {step.severity.value for step in rule.steps if step.enabled} <= levels
    for words in (rule.title, rule.source.text, rule.advice):
        assert words.zh
        assert words.en


def test_enabled_rungs_use_collected_facts_only() -> None:
    for rule in RULES.warnings.rules:
        for look in rule.looks():
            for step in look.steps:
                assert all(FACTS[c.fact].collected for c in step.conditions), rule.id


def test_at_least_the_rules_of_the_first_version() -> None:
    ids = {rule.id for rule in RULES.warnings.rules}
    assert ids >= {
        *("EW01", "EW02", "EW03", "EW04", "EW09", "EW12", "EW20", "EW22", "EW23", "EW28", "EW29", "EW30a"),
        "CF01",
    }


def test_rules_after_the_level_cannot_raise_it() -> None:
    assert {look.rule.id for look in RULES.warnings.late} == {"EW29"}
    assert all(step.scope is Scope.SERVICE for look in RULES.warnings.late for step in look.steps)


def test_version_follows_the_text(tmp_path: Path) -> None:
    other = changed(tmp_path, "scorecard.toml", "margin = 3", "margin = 4")
    assert other.version != RULES.version
    assert other.scorecard.version != RULES.scorecard.version
    assert other.warnings.version == RULES.warnings.version
    assert other.scorecard.tiers.margin == 4
    assert load(tmp_path / "nowhere").version == RULES.version


def changed(folder: Path, name: str, old: str, new: str) -> Rulebook:
    text = (DATA / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return load(folder)


MISTAKES = [
    ("scorecard.toml", "margin = 3", "margn = 3", "margin", "missing"),
    ("scorecard.toml", "dwell = 3", "dwell = 3\ndwel = 4", "dwel", "nearest is dwell"),
    ("scorecard.toml", 'fact = "raroc"', 'fact = "rarok"', "fact", "nearest is raroc"),
    ("scorecard.toml", "[0.08, 40]", "[0.0, 40]", "knots", "increasing"),
    ("scorecard.toml", '["AA", 0.0003]', '["AA", 0.0001]', "grades", "increasing"),
    ("scorecard.toml", 'cutoff = "BB-"', 'cutoff = "BB--"', "cutoff", "nearest is BB-"),
    ("scorecard.toml", "B = 65", "B = 85", "floors", "fall from A to C"),
    ("scorecard.toml", 'red = "C"', 'crimson = "C"', "crimson", "nearest is"),
    ("scorecard.toml", "weight = 25", "weight = 0", "weight", "greater than 0"),
    ("scorecard.toml", "confirm_up = 2", "confirm_up = 0", "confirm_up", "greater than 0"),
    ("warnings.toml", 'level = "yellow"', 'level = "yelow"', "level", "nearest is yellow"),
    ("warnings.toml", 'fact = "dpd"', 'fact = "dp"', "fact", "nearest is dpd"),
    ("warnings.toml", 'id = "EW02"', 'id = "EW01"', "id", "used twice"),
    ("warnings.toml", 'is = ">=", than = 8', 'is = ">=", than = "8"', "than", "kind of value"),
    ("warnings.toml", 'is = ">=", than = 8', 'is = "=>", than = 8', "is", "nearest is"),
    (
        "warnings.toml",
        'about = "client"\nseverity',
        'about = "client"\nseverty',
        "severty",
        "nearest is severity",
    ),
    ("warnings.toml", "yellow = 10", 'yellow = "ten"', "yellow", "whole number"),
    ("cadence.toml", "special_mention = 30", "special_mentoin = 30", "special_mentoin", "special_mention"),
    ("cadence.toml", "leads = [7, 1]", 'leads = ["7"]', "leads", "list of days"),
]


@pytest.mark.parametrize(("name", "old", "new", "key", "said"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_is_named_with_file_line_and_key(
    tmp_path: Path, name: str, old: str, new: str, key: str, said: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        changed(tmp_path, name, old, new)
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert re.search(r"line \d+", sentence)
    assert key in sentence
    assert said in sentence
    assert caught.value.words.zh != caught.value.words.en


def test_the_line_is_the_line_of_the_key(tmp_path: Path) -> None:
    text = (DATA / "scorecard.toml").read_text("utf-8")
    line = text[: text.index("cutoff")].count("\n") + 1
    with pytest.raises(RulebookError, match=f"line {line}, scale.cutoff"):
        changed(tmp_path, "scorecard.toml", 'cutoff = "BB-"', "cutoff = 3")


def test_broken_toml_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"cadence.toml, line 1: not valid TOML"):
        changed(tmp_path, "cadence.toml", "#", "=")


def test_files_that_are_not_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cadence.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulebookError, match=re.escape("cadence.toml")):
        load(tmp_path)


def test_a_whole_copy_is_the_same_rulebook(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path)
    assert load(tmp_path) == RULES


def test_loading_needs_nothing_heavy() -> None:
    code = (
        "import sys, relmgr.rulebook.loader as l; l.load();"
        "print([m for m in ('statistics', 'sqlalchemy', 'sqlmodel', 'pydantic', 'holidays', 'decimal')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
