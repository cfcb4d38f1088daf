"""A bank changes one rule by its id, adds its own, or sets one aside; what it does not name stays as it is."""

from pathlib import Path

import pytest

from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import WarningRule
from relmgr.errors import RulebookError
from relmgr.rulebook.loader import in_force, load

SHIPPED = load()
LATER = """version = 2
severity = [
  { level = "orange", points = 40, all = [{ fact = "dpd", is = ">", than = 20 }] },
]
examples = [
  { facts = { dpd = 20 }, level = "none" },
  { facts = { dpd = 21 }, level = "orange" },
  { facts = {}, level = "unknown" },
]
"""


def changed(folder: Path, text: str, name: str = "bank.toml") -> Rulebook:
    (folder / "warnings.d").mkdir(exist_ok=True)
    (folder / "warnings.d" / name).write_text(text, "utf-8")
    return load(folder)


def rule(book: Rulebook, key: str) -> WarningRule:
    return next(rule for rule in book.warnings.rules if rule.id == key)


def live(book: Rulebook) -> set[str]:
    return {look.rule.id for look in (*book.warnings.early, *book.warnings.late)}


def test_a_rule_is_set_aside(tmp_path: Path) -> None:
    book = changed(tmp_path, '[[warnings]]\nid = "EW02"\nenabled = false\n')
    assert live(SHIPPED) - live(book) == {"EW02"}
    assert not rule(book, "EW02").enabled
    assert rule(book, "EW02").title == rule(SHIPPED, "EW02").title
    assert book.version != SHIPPED.version


def test_one_rule_is_changed_and_the_others_stay(tmp_path: Path) -> None:
    book = changed(tmp_path, f'version = "bank-1"\n[[warnings]]\nid = "EW02"\n{LATER}')
    assert book.version.startswith("bank-1-")
    assert (rule(book, "EW02").version, rule(book, "EW02").file) == (2, "warnings.d/bank.toml")
    assert rule(book, "EW02").family == "overdue"
    others = [other for other in book.warnings.rules if other.id != "EW02"]
    assert others == [other for other in SHIPPED.warnings.rules if other.id != "EW02"]


def test_a_changed_rule_needs_a_version_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="needs a version of its own"):
        changed(tmp_path, '[[warnings]]\nid = "EW02"\n' + LATER.replace("version = 2", "version = 1"))


def test_a_changed_rule_is_tried_beside_the_live_one(tmp_path: Path) -> None:
    book = changed(tmp_path, f'[[warnings]]\nid = "EW02T"\nbased_on = "EW02"\ntrial = true\n{LATER}')
    assert {look.rule.id for look in book.warnings.trials} == {"EW02T"}
    assert live(book) == live(SHIPPED)
    assert rule(book, "EW02T").title == rule(SHIPPED, "EW02").title
    assert rule(book, "EW02T").based_on == "EW02"
    assert rule(book, "EW02") == rule(SHIPPED, "EW02")


def test_rules_are_confirmed_one_by_one_or_file_by_file(tmp_path: Path) -> None:
    one = changed(tmp_path, '[[warnings]]\nid = "EW02"\nconfirmed_by_bank = true\n')
    assert [r.id for r in one.warnings.rules if r.confirmed] == ["EW02"]
    text = (
        'confirmed_by_bank = true\nauthor = "风险部"\n[[warnings]]\nid = "EW01"\n[[warnings]]\nid = "EW04"\n'
    )
    assert [r.id for r in changed(tmp_path, text).warnings.rules if r.confirmed] == ["EW01", "EW04"]


def test_shared_limits_are_changed_key_by_key(tmp_path: Path) -> None:
    book = changed(tmp_path, "[bands]\norange = 35\n[stale_after]\narrears = 30\n")
    assert (book.warnings.bands.orange, book.warnings.bands.red) == (35, SHIPPED.warnings.bands.red)
    differing = {k for k, v in book.warnings.stale_after.items() if v != SHIPPED.warnings.stale_after[k]}
    assert {kind.value for kind in differing} == {"arrears"}
    with pytest.raises(
        RulebookError, match=r"line 2, bands.orang: there is no such key; the nearest is orange"
    ):
        changed(tmp_path, "[bands]\norang = 35\n")


def test_files_of_changes_count_in_the_order_of_their_names(tmp_path: Path) -> None:
    changed(tmp_path, "[bands]\norange = 35\nred = 60\n", "10.toml")
    book = changed(tmp_path, "[bands]\norange = 30\n", "20.toml")
    assert (book.warnings.bands.orange, book.warnings.bands.red) == (30, 60)


def test_a_broken_file_leaves_the_last_rules_in_force(tmp_path: Path) -> None:
    good = changed(tmp_path, '[[warnings]]\nid = "EW02"\nenabled = false\n')
    assert in_force(tmp_path, lambda: None).trouble is None
    (tmp_path / "warnings.d" / "bank.toml").write_text('[[warnings]]\nid = "EW02"\nenabled = "no"\n', "utf-8")
    for text, expected in ((good.text, good), (None, SHIPPED), ("rules of another time", SHIPPED)):
        found = in_force(tmp_path, lambda text=text: text)  # type: ignore[misc]
        assert found.rules == expected
        assert found.trouble is not None
        assert found.trouble.words.en == (
            "warnings.d/bank.toml, line 3, warnings[EW02].enabled: must be true or false."
        )
