"""What scorecard files may say: presets, the calendar, cards of their own; mistakes are named with their place."""

import re
from pathlib import Path

import pytest

from relmgr.domain.scorecards import CORPORATE, DEPOSIT
from relmgr.domain.tier_calendar import MONTHLY
from relmgr.domain.values import Tier
from relmgr.errors import RulebookError
from relmgr.rulebook.loader import DATA, load

RULES = load().scorecard
FOUR = "margin = 3\nconfirm_up = 2\nconfirm_down = 2\ndwell = 3\n"


def changed(folder: Path, old: str, new: str, name: str = "scorecard.toml") -> Path:
    """Write a rule file with one replacement into a folder and return the folder."""
    text = (DATA / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_the_default_is_the_standard_preset_every_month() -> None:
    assert RULES.tiers.preset == "standard"
    assert RULES.calendar == MONTHLY


@pytest.mark.parametrize(("name", "values"), [("standard", (3, 2, 2, 3)), ("responsive", (3, 2, 1, 3))])
def test_a_preset_stands_for_four_values(
    tmp_path: Path, name: str, values: tuple[float, int, int, int]
) -> None:
    policy = load(changed(tmp_path, FOUR, f'preset = "{name}"\n')).scorecard.tiers
    assert (policy.margin, policy.confirm_up, policy.confirm_down, policy.dwell) == values
    assert policy.preset == name


def test_a_preset_may_stand_beside_its_own_values(tmp_path: Path) -> None:
    assert load(changed(tmp_path, FOUR, f'preset = "standard"\n{FOUR}')).scorecard.tiers == RULES.tiers
    assert load(changed(tmp_path, "margin = 3", "margin = 5")).scorecard.tiers.preset == "own"


def test_a_file_without_a_calendar_is_monthly(tmp_path: Path) -> None:
    text = (DATA / "scorecard.toml").read_text("utf-8")
    (tmp_path / "scorecard.toml").write_text(re.sub(r"\[calendar\]\n(\w+ = 1\n)+", "", text), "utf-8")
    assert load(tmp_path).scorecard.calendar == MONTHLY


def test_the_calendar_is_by_tier(tmp_path: Path) -> None:
    calendar = load(changed(tmp_path, "[calendar]\nA = 1", "[calendar]\nA = 3")).scorecard.calendar
    assert (calendar.interval(Tier.A), calendar.interval(Tier.B), calendar.interval(None)) == (3, 1, 1)


def test_a_card_of_the_bank_replaces_only_that_card(tmp_path: Path) -> None:
    folder = changed(tmp_path, 'fact = "deposit_growth"\nweight = 30', 'fact = "deposit_growth"\nweight = 35',
                     "scorecard_deposit.toml")  # fmt: skip
    rules = load(folder).scorecard
    assert rules.cards[DEPOSIT].kpis[0].weight == 35
    assert rules.cards[DEPOSIT].version != RULES.cards[DEPOSIT].version
    assert rules.cards[CORPORATE] == RULES.cards[CORPORATE]
    assert rules.version != RULES.version


MISTAKES = [
    (FOUR, 'preset = "fast"\n', "preset", "known are: standard, responsive"),
    (FOUR, f'preset = "responsive"\n{FOUR}', "confirm_down", "preset responsive has confirm_down = 1"),
    ("[calendar]\nA = 1", "[calendar]\nA = 5", "calendar.A", "1, 2, 3, 4, 6, 12"),
    ("[calendar]\nA = 1", "[calendar]\nAA = 1", "calendar.AA", "nearest is A"),
    ("coverage = 0.60", "coverage = 60", "coverage", "at most 1"),
    ('fact = "raroc"', 'fact = "phase"', "fact", "cannot be a KPI"),
    ('fact = "raroc"', 'fact = "contact_ratio"', "fact", "cannot be a KPI"),
    ('name = "esg"', 'name = "credit"', "kpis", "used twice"),
]


@pytest.mark.parametrize(("old", "new", "key", "said"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, key: str, said: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load(changed(tmp_path, old, new))
    sentence = str(caught.value)
    assert sentence.startswith("scorecard.toml, line ")
    assert key in sentence
    assert said in sentence


def test_a_mistake_in_another_card_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"scorecard_deposit\.toml, line \d+.*nearest is balance_drop"):
        load(changed(tmp_path, '"balance_drop"', '"balance_dropp"', "scorecard_deposit.toml"))
