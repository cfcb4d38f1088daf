"""Z'' and Z': unknown inputs stay unknown, limits are strict, scale does not matter."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.altman import Z1_LIMITS, Z2_LIMITS, Statement, Zone, altman

SOUND = Statement(120, 180, 90, 450, 550, 1000, 1100)


@pytest.mark.parametrize("name", [field.name for field in fields(Statement)])
def test_a_missing_input_makes_the_score_unknown(name: str) -> None:
    found = altman(replace(SOUND, **{name: None}))
    assert found.z1 is None
    assert (found.z2 is None) == (name != "sales")
    assert (found.zone2 is None) == (found.em is None) == (found.z2 is None)


@pytest.mark.parametrize("amount", [0.0, -1.0])
@pytest.mark.parametrize("name", ["total_assets", "total_liabilities"])
def test_a_denominator_that_is_not_positive_has_no_score(name: str, amount: float) -> None:
    found = altman(replace(SOUND, **{name: amount}))
    assert (found.z2, found.z1, found.em, found.zone2, found.zone1) == (None,) * 5


def test_limits_belong_to_the_grey_zone() -> None:
    assert [Z2_LIMITS.zone(z) for z in (2.61, 2.60, 1.10, 1.09)] == [
        Zone.SAFE,
        Zone.GREY,
        Zone.GREY,
        Zone.DISTRESS,
    ]
    assert [Z1_LIMITS.zone(z) for z in (2.91, 2.90, 1.23, 1.22)] == [
        Zone.SAFE,
        Zone.GREY,
        Zone.GREY,
        Zone.DISTRESS,
    ]


@given(st.floats(0.01, 1e6))
def test_the_unit_of_the_amounts_does_not_matter(unit: float) -> None:
    amounts = {field.name: getattr(SOUND, field.name) * unit for field in fields(Statement)}
    scaled, plain = altman(Statement(**amounts)), altman(SOUND)
    assert scaled.z2 == pytest.approx(plain.z2)
    assert scaled.z1 == pytest.approx(plain.z1)
