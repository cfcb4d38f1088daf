"""Bands and strategy templates: the shipped files are sound, and what is wrong in a bank's own is named."""

from pathlib import Path

import pytest

from relmgr.domain.dimensions import DIMENSIONS, DimensionKind
from relmgr.domain.strategies import said
from relmgr.errors import RulebookError
from relmgr.rulebook.files import DATA
from relmgr.rulebook.segment_files import BANDS, STRATEGIES, load_bands, load_templates


def test_every_number_has_bands() -> None:
    """Dimensions that are numbers, and no others."""
    numbers = {code for code, d in DIMENSIONS.items() if d.kind is not DimensionKind.TEXT}
    assert set(load_bands()) == numbers


def test_templates_speak_both_languages_and_name_their_source() -> None:
    """Each has services and measures that follow the language, and says what its interval rests on."""
    templates = load_templates()
    assert [template.id for template in templates] == ["strategic", "growth", "maintain", "watch"]
    for template in templates:
        for text in (template.strategy.name, *template.strategy.services, *template.strategy.measures):
            assert said(text).zh != said(text).en
        assert template.source.text.en
        assert template.strategy.cadence_days


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (BANDS, "[1, 3, 5, 10]", "[1, 3, 3]", "each larger"),
        (BANDS, "esg =", "esgg =", "esg"),
        (STRATEGIES, "cadence_days = 45", "cadance_days = 45", "cadence_days"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    """File, key and what would be right."""
    text = (DATA / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        (load_bands if file == BANDS else load_templates)(tmp_path)
    assert file in caught.value.words.en
    assert says in caught.value.words.en
