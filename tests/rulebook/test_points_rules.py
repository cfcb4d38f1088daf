"""points.toml: what is wrong is told with file, line and key; what was written reads back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.points_card import CardRatio, PointsCard
from relmgr.errors import RulebookError
from relmgr.rulebook.points_rules import BUILT_IN, load_points_card, points_toml, read_points_card
from relmgr.rulebook.reading import parse
from relmgr.words import Words

SHIPPED = BUILT_IN.read_text(encoding="utf-8")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map("x".__add__)
WORDS = st.builds(Words, TEXT, TEXT)


def card_of(text: str) -> PointsCard:
    return read_points_card(parse("points.toml", text))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("cuts = [0.04917, 0.1018,", "cuts = [0.1018, 0.04917,", "cuts: cuts must be strictly increasing"),
        ("points = [-14, -1, 3, 6, 18, 24]", "points = [-14, -1, 3, 6, 18]", "which need 6 points"),
        ("points = [-14, -1, 3,", "points = [-14, 5, 3,", "must only rise or only fall"),
        ("points = [-14, -1, 3, 6, 18, 24]", "points = [0, 0, 0, 0, 0, 0]", "and not stay the same"),
        ("points = [-14, -1, 3, 6, 18, 24]", 'points = "many"', "must be a list of one number or more"),
        ("points = [-14, -1,", "points = [-inf, -1,", "must be a list of one number or more"),
        ("coverage = 0.60", "coverage = 1.60", "coverage: must be greater than 0 and at most 1"),
        ("confirmed_by_bank = false", 'confirmed_by_bank = "no"', "must be true or false"),
        ('name = "quick_ratio"', 'name = "quick_ratio"\npoint = [1]', "the nearest is points"),
        ('name = "quick_ratio"', 'name = "quick_ratio"\nmissing = nan', "missing: must be a finite number"),
        ('name = "quick_ratio"', 'name = "profit_3y_to_assets"', "stands here twice"),
        ("confirmed_by_bank = false", "", "confirmed_by_bank: this key is missing"),
    ],
)
def test_a_wrong_card_names_the_key(old: str, new: str, says: str) -> None:
    assert old in SHIPPED
    with pytest.raises(RulebookError) as caught:
        card_of(SHIPPED.replace(old, new, 1))
    assert says in caught.value.words.en
    assert "points.toml, line " in caught.value.words.en
    assert "points.toml 第 " in caught.value.words.zh


def test_a_card_needs_ratios() -> None:
    with pytest.raises(RulebookError, match="at least one ratio"):
        card_of(SHIPPED.partition("[[ratios]]")[0])


def test_a_card_in_the_rules_folder_replaces_the_shipped_one(tmp_path: Path) -> None:
    text = SHIPPED.replace('version = "2026.1"', 'version = "bank"')
    (tmp_path / "points.toml").write_text(text, encoding="utf-8")
    assert load_points_card(tmp_path).version == "bank"
    assert load_points_card().version == "2026.1"
    (tmp_path / "points.toml").write_bytes(b"\xff")
    with pytest.raises(RulebookError):
        load_points_card(tmp_path)


@st.composite
def ratios(draw: st.DrawFn, name: str) -> CardRatio:
    cuts = sorted(draw(st.sets(st.floats(-1e9, 1e9), min_size=1, max_size=7)))
    points = sorted(draw(st.lists(st.integers(-99, 99), min_size=len(cuts) + 1, max_size=len(cuts) + 1)))
    points[-1] += 1
    way = draw(st.sampled_from((1, -1)))
    return CardRatio(
        name,
        draw(WORDS),
        draw(WORDS),
        tuple(cuts),
        tuple(float(p) for p in points[::way]),
        float(draw(st.integers(-9, 9))),
    )


@given(st.data(), st.sets(TEXT, min_size=1, max_size=3), WORDS, TEXT, st.booleans())
def test_what_is_written_reads_back(
    data: st.DataObject, names: set[str], origin: Words, version: str, confirmed: bool
) -> None:
    found = tuple(data.draw(ratios(name)) for name in sorted(names))
    card = PointsCard(version, origin, confirmed, 0.6, found)
    assert card_of(points_toml(card)) == card
