"""The level of the list row is that of the verdict: one function says both."""

import json

from hypothesis import given
from hypothesis import strategies as st

from relmgr.db.levels import level_of
from relmgr.domain.composite import Active, Bands, composite
from relmgr.domain.signals import Scope
from relmgr.domain.values import Severity

ACTIVE = st.lists(
    st.builds(
        Active,
        st.sampled_from(["overdue", "cover", "balance", "EW12"]),
        st.sampled_from(Severity),
        st.integers(0, 70),
        st.sampled_from(Scope),
    ),
    max_size=6,
)


@given(ACTIVE, st.integers(0, 1_000_000))
def test_the_row_says_what_the_composite_says(active: list[Active], coverage_e6: int) -> None:
    stored = json.dumps([[one.family, one.severity, one.points, one.scope] for one in active])
    found = composite(active, coverage_e6 / 1_000_000, Bands(40, 70, 0.6))
    assert level_of(stored, coverage_e6, 40, 70, 600_000) == found.level.value


def test_before_the_first_verdict_only_severities_count() -> None:
    many = json.dumps([[f"EW{n}", "yellow", 70, "risk"] for n in range(3)])
    assert level_of(many, None, None, None, None) == "yellow"
    assert level_of(None, None, None, None, None) == "unknown"
    assert level_of(None, None, 40, 70, 600_000) == "unknown"
    assert level_of(None, 600_000, 40, 70, 600_000) == "green"
