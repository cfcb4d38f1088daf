"""`train-scorecard`: prints the card with its quality, writes it, and says no in one sentence."""

import json
import sys
from pathlib import Path
from random import Random

import pytest

from relmgr.rulebook.points_rules import read_points_card
from relmgr.rulebook.reading import parse
from tests.cli.conftest import Shell


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A list of 600 firms of which `margin` tells the risk and `late` is missing for the bad ones."""
    chance = Random(5)
    rows = ["margin,quick,late,term,bankrupt"]
    for _ in range(600):
        margin = chance.gauss(0, 1)
        bad = chance.random() < (0.35 if margin < -0.3 else 0.08)
        late = "" if bad and chance.random() < 0.5 else f"{chance.gauss(0, 1):.3f}"
        rows.append(f"{margin:.3f},{chance.gauss(0, 1):.3f},{late},{60 - 20 * bad},{int(bad)}")
    file = tmp_path / "firms.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_a_card_is_printed_in_both_languages_and_written(bare: Shell, cases: Path, tmp_path: Path) -> None:
    card = tmp_path / "points.toml"
    for lang, words in (("en", ("mean AUC of ten folds", "as the card", "Note:")), ("zh", ("十折", "注意"))):
        ran = bare(
            "train-scorecard", str(cases), "--target", "bankrupt", "--to", str(card), "--force", lang=lang
        )
        assert ran.code == 0, ran.err
        assert all(word in ran.out for word in (*words, "margin", "WOE", str(card)))
    written = read_points_card(parse("points.toml", card.read_text(encoding="utf-8")))
    assert [ratio.name for ratio in written.ratios] == ["margin"]
    assert not written.confirmed_by_bank
    assert "firms.csv" in written.origin.en
    again = bare("train-scorecard", str(cases), "--target", "bankrupt", "--to", str(card))
    assert (again.code, "--force" in again.err) == (2, True)


def test_json_has_folds_bins_and_what_was_left_out(bare: Shell, cases: Path) -> None:
    ran = bare("train-scorecard", str(cases), "--target", "bankrupt", "--json")
    found = json.loads(ran.out)
    assert len(found["folds"]) == 10
    assert 0.6 < found["auc"]["mean"] < 0.95
    assert set(found["left_out"]) == {"late", "term"}
    assert found["missing_pattern"]["alone"] > 0.6
    assert found["missing_pattern"]["through_the_card"] == 0.5


def test_missing_as_bin_is_marked(bare: Shell, cases: Path) -> None:
    ran = bare("train-scorecard", str(cases), "--target", "bankrupt", "--missing-as-bin", lang="en")
    assert "may learn how the data were collected" in ran.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--target", "bankrup"), "the nearest is 'bankrupt'"),
        (("--target", "bankrupt", "--ratios", "term,margin"), "Cannot train on 'term'"),
        (("--target", "bankrupt", "--ratios", "late"), "No ratio can be used"),
        (("--target", "margin"), "must be 0 (good) or 1 (bad)"),
        (("--target", "bankrupt", "--bins", "4"), "invalid choice"),
    ],
)
def test_what_cannot_be_trained_is_one_sentence(
    bare: Shell, cases: Path, options: tuple[str, ...], says: str
) -> None:
    ran = bare("train-scorecard", str(cases), *options, lang="en")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_without_numpy_it_says_so(bare: Shell, cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    for lang, says in (("en", "install relmgr[train]"), ("zh", "请安装 relmgr[train]")):
        ran = bare("train-scorecard", str(cases), "--target", "bankrupt", lang=lang)
        assert (ran.code, ran.out) == (2, "")
        assert says in ran.err
        assert len(ran.err.strip().splitlines()) == 1
