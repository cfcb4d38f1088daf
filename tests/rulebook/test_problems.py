"""All that is wrong with rule files is told at once, and no file makes the loader stumble."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.errors import Problem, RulebookError
from relmgr.rulebook.files import DATA, joined, parted, read_texts, strange_files
from relmgr.rulebook.loader import FILES, check, from_texts, load, load_text
from relmgr.rulebook.places import lines_of
from relmgr.rulebook.reading import FEW, TomlTable

TEXTS = read_texts(FILES, None)
RULE = """
[[warnings]]
id = "BANK1"
version = 1
title = { zh = "利息覆盖", en = "Interest cover" }
scope = "risk"
about = "client"
severity = [
  { level = "orange", all = [{ fact = "pbt_margin", is = "<", than = 0.0 }] },
]
source = { kind = "default", zh = "本行", en = "the bank" }
advice = { zh = "复核", en = "Review" }
examples = [
  { facts = { pbt_margin = 0.1 }, level = "none" },
  { facts = { pbt_margin = -0.1 }, level = "orange" },
  { facts = {}, level = "unknown" },
]
"""


def problems_of(change: str) -> list[Problem]:
    return check({**TEXTS, "warnings.d/bank.toml": change})[1]


def told(change: str) -> str:
    return "\n".join(problem.said.en for problem in problems_of(change))


def test_the_shipped_rules_have_no_problem() -> None:
    assert check(TEXTS)[1] == []


def test_a_sound_rule_of_the_bank_is_added() -> None:
    rules, problems = check({**TEXTS, "warnings.d/bank.toml": RULE})
    assert problems == []
    assert rules is not None
    assert rules.warnings.rules[-1].file == "warnings.d/bank.toml"


MISTAKES = [
    ('fact = "pbt_margin", is', 'fact = "pbt_margni", is', 9, "fact", "nearest is pbt_margin"),
    ('is = "<"', 'is = "=<"', 9, "is", "nearest is"),
    ('than = 0.0', 'than = "low"', 9, "than", "kind of value"),
    ('fact = "pbt_margin", is = "<", than = 0.0', 'fact = "asset_class", is = "<", than = "loss"', 9, "is", "no order"),
    ('fact = "pbt_margin", is = "<", than = 0.0', 'fact = "npl", is = ">", than = true', 9, "is", "no order"),
    (
        'is = "<", than = 0.0',
        'is = "<", than_fact = "days_since_contact"',
        9,
        "than_fact",
        "cannot be compared",
    ),
    ('fact = "pbt_margin", is = "<", than = 0.0', 'fact = "asset_class", is = "==", than = "los"', 9, "than", "loss"),
    ('fact = "pbt_margin", is', 'fact = "dpd", is', 9, "fact", "about a facility"),
    ('{ level = "orange", all', '{ level = "orange", points = 101, all', 9, "points", "0 to 100"),
    ('zh = "利息覆盖", en', 'zh = "", en', 5, "zh", "must not be empty"),
    ('{ zh = "复核", en = "Review" }', '{ zh = "复核" }', 12, "en", "missing"),
    ('kind = "default"', 'kind = "defualt"', 11, "kind", "nearest is default"),
    ('id = "BANK1"', 'id = "EW02"\nconfirmed_by_bnk = true', 4, "confirmed_by_bnk", "nearest is confirmed_by_bank"),
    ('{ facts = { pbt_margin = 0.1 }, level = "none" }', '{ facts = { pbt_margin = 0.1 }, level = "nune" }', 14,
     "level", "nearest is none"),
    ('{ pbt_margin = 0.1 }, level', '{ pbt_margn = 0.1 }, level', 14, "pbt_margn", "nearest is pbt_margin"),
    ('{ pbt_margin = -0.1 }, level = "orange"', '{ pbt_margin = 0.2 }, level = "orange"', 13, "examples",
     "example 2: wanted orange, got none"),
    ('  { facts = { pbt_margin = -0.1 }, level = "orange" },\n', "", 13, "examples", "no example gives orange"),
    ('  { facts = {}, level = "unknown" },\n', "", 13, "examples", "no example gives unknown"),
    ('all = [{ fact = "pbt_margin", is = "<", than = 0.0 }]', "all = []", 9, "level", "at least one condition"),
    ("version = 1", 'version = 1\nbased_on = "EW2"', 5, "based_on", "nearest is EW2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "said"), MISTAKES, ids=[f"{m[3]}-{m[4][:12]}" for m in MISTAKES]
)
def test_a_mistake_is_named_with_line_key_and_what_is_right(
    old: str, new: str, line: int, key: str, said: str
) -> None:
    assert old in RULE
    found = problems_of(RULE.replace(old, new, 1))
    fitting = [p for p in found if p.key.split(".")[-1] == key and said in p.said.en]
    assert fitting, [p.said.en for p in found]
    assert (fitting[0].file, fitting[0].line) == ("warnings.d/bank.toml", line)


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    wrong = (
        RULE.replace('is = "<"', 'is = "=<"')
        .replace('kind = "default"', 'kind = "x"')
        .replace(', en = "Review"', "")
    )
    texts = {
        **TEXTS,
        "warnings.d/a.toml": wrong,
        "warnings.d/b.toml": "this is no TOML",
        "cadence.toml": TEXTS["cadence.toml"].replace("late = 1.0", 'late = "x"').replace("C = 90", ""),
        "scorecard.toml": TEXTS["scorecard.toml"].replace('fact = "raroc"', 'fact = "rarok"'),
    }
    _, problems = check(texts)
    places = {(problem.file, problem.key.split(".")[-1]) for problem in problems}
    assert places >= {
        ("warnings.d/a.toml", "is"),
        ("warnings.d/a.toml", "kind"),
        ("warnings.d/a.toml", "en"),
        ("warnings.d/b.toml", ""),
        ("cadence.toml", "late"),
        ("cadence.toml", "C"),
        ("scorecard.toml", "fact"),
    }
    with pytest.raises(RulebookError, match=rf"\({len(problems) - 1} more: relmgr rules check\)"):
        from_texts(texts)


def test_a_rung_behind_a_graver_one_is_named() -> None:
    hidden = RULE.replace(
        "severity = [",
        'severity = [\n  { level = "red", all = [{ fact = "pbt_margin", is = "<=", than = 0.05 }] },',
    ).replace(
        '0.1 }, level = "none"', '0.1 }, level = "none" }, { facts = { pbt_margin = 0.01 }, level = "red"'
    )
    assert "rung 2 can never be reached: rung 1 fires first" in told(hidden)
    reachable = hidden.replace('is = "<=", than = 0.05', 'is = "<", than = -0.05')
    assert "never be reached" not in told(reachable)


def test_a_misspelled_file_name_is_not_silent(tmp_path: Path) -> None:
    (tmp_path / "warning.toml").write_text("", "utf-8")
    [problem] = strange_files(tmp_path)
    assert "nearest is warnings.toml" in problem.said.en
    assert strange_files(None) == []


def test_the_kept_text_is_the_same_rulebook() -> None:
    texts = {**TEXTS, "warnings.d/bank.toml": RULE}
    assert parted(joined(texts)) == texts
    rules = from_texts(texts)
    assert load_text(rules.text) == rules
    assert load_text(load().text) == load()
    assert "comment" in told("# cadence.toml\n" + RULE)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if isinstance(key, str):
            yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


LINES = [(name, number) for name, text in TEXTS.items() for number in range(text.count("\n"))]
JUNK = st.sampled_from(
    ['"x"', "-1", "0", "true", "[]", "{}", "[1]", "{ x = 1 }", '["x"]', "1e999", "2026-01-01"]
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LINES), JUNK, st.sampled_from(["drop", "value", "key"]))
def test_whatever_is_changed_is_read_or_told_with_its_place(
    place: tuple[str, int], junk: str, how: str
) -> None:
    name, number = place
    rows = TEXTS[name].split("\n")
    if how == "drop":
        del rows[number]
    elif how == "value":
        rows[number] = re.sub(r"= [^=]*$", f"= {junk}", rows[number])
    else:
        rows[number] = re.sub(r"([a-z])(\w* =)", r"\1q\2", rows[number])
    text = "\n".join(rows)
    try:
        from_texts({**TEXTS, name: text})
    except RulebookError as error:
        for problem in error.problems:
            assert problem.file in TEXTS
            assert 1 <= problem.line <= len(text.split("\n"))
            assert problem.what.zh != problem.what.en
            assert "{" not in problem.said.en.replace("{ zh", "")


def test_every_key_of_the_shipped_files_can_be_pointed_at() -> None:
    for path in DATA.glob("*.toml"):
        text = path.read_text("utf-8")
        assert set(places(tomllib.loads(text))) <= set(lines_of(text))


def test_a_long_set_of_names_is_not_listed() -> None:
    names = [f"fact_{number}" for number in range(FEW + 1)]
    assert TomlTable.not_one_of("fakt_7", names).en == "'fakt_7' is not known; the nearest is fact_7."
    assert "known are: fact_0" in TomlTable.not_one_of("fakt_0", names[:FEW]).en
