"""The demo rows: the same for a seed and a day, relative to it, well formed and clearly invented."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from relmgr.demo.agenda import PLANNED
from relmgr.demo.cast import cast
from relmgr.demo.compose import CHUNK, Casting, Rows, compose
from relmgr.demo.crowd import COMBINATIONS, character
from relmgr.demo.numbers import credit_code, phone
from relmgr.domain.metric_codes import BY_CODE
from relmgr.domain.values import FacilityKind, VisitState

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Asia/Shanghai")


def composed(today: date = TODAY, size: int = 40, seed: int = 1, months: int = 24) -> Rows:
    """Return all rows of a small book."""
    (rows,) = compose(Casting(size, seed, today, ZONE, "m" * 32, months))
    return rows


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Return the rows of the usual book."""
    return composed()


def test_same_for_seed_and_day(rows: Rows) -> None:
    assert composed() == rows
    assert composed(seed=2) != rows


def test_every_date_moves_with_the_day() -> None:
    """A week later the plans, the maturities and the arrears are a week later."""
    first, second = composed(TODAY), composed(TODAY + timedelta(days=7))
    week = timedelta(days=7)
    for table, column in (
        ("facility", "overdue_since"),
        ("ratingevent", "effective_on"),
        ("followup", "due_on"),
    ):
        some = sorted(row[column] for row in first[table] if row[column])[-5:]
        later = sorted(row[column] for row in second[table] if row[column])[-5:]
        assert [day + week for day in some] == later
    planned = [
        sorted(visit["planned_at"] for visit in book["visit"] if visit["state"] is VisitState.PLANNED)
        for book in (first, second)
    ]
    assert [at + week for at in planned[0]] == planned[1]


def test_nothing_took_place_in_the_future(rows: Rows) -> None:
    assert max(visit["occurred_on"] for visit in rows["visit"] if visit["occurred_on"]) == TODAY
    assert max(metric["known_at"].astimezone(ZONE).date() for metric in rows["metric"]) <= TODAY
    assert max(document["received_on"] for document in rows["document"] if document["received_on"]) <= TODAY


def test_names_are_marked_and_awkward_ones_are_there() -> None:
    names = [one.name for one in cast()]
    assert all("演示" in name or "(Demo)" in name for name in names)
    assert len(set(names)) == len(names) == 40
    together = "".join(names)
    assert all(part in together for part in ("[演示]", "Quillmere", "ＬＵＮＡ", "重", "长", "行"))


def test_cast_has_projects_in_both_phases_and_foreign_currency() -> None:
    plots = [one.plot for one in cast()]
    assert {"construction", "operation"} <= {plot.phase for plot in plots}
    assert {"CNY", "USD"} == {plot.currency for plot in plots}
    assert sum(plot.handed_over for plot in plots) == 2
    assert len(cast()) <= CHUNK


def test_credit_codes_are_valid_and_nobodys(rows: Rows) -> None:
    codes = [client["uscc"] for client in rows["client"] if client["country"] == "CN"]
    assert len(set(codes)) == len(codes)
    assert all(uscc.is_valid(code) and code[2:8] == "999999" for code in codes)


@given(st.integers(0, 2_000_000))
def test_any_number_gives_a_valid_credit_code(number: int) -> None:
    assert uscc.is_valid(credit_code(number))


@given(st.integers(0, 40_000_000))
def test_no_phone_number_can_be_called(number: int) -> None:
    assert phone(number).startswith("000")
    assert len(phone(number)) == 11


def test_every_row_has_a_key_of_its_own(rows: Rows) -> None:
    keys = [row["id"] for table in rows.values() for row in table]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 32 and int(key, 16) for key in keys)


def test_metrics_are_known_ones_over_two_years(rows: Rows) -> None:
    metrics = rows["metric"]
    assert {metric["code"] for metric in metrics} <= set(BY_CODE)
    assert all(metric["unit"] is BY_CODE[metric["code"]].unit for metric in metrics)
    assert len({metric["period"] for metric in metrics if metric["code"] == "avg_loans"}) == 24
    balance = {
        (row["client_id"], row["period"]): [0, 0]
        for row in metrics
        if row["code"] in ("assets", "liabilities", "equity")
    }
    for row in metrics:
        if (key := (row["client_id"], row["period"])) in balance:
            balance[key][0] += row["value"] if row["code"] == "assets" else 0
            balance[key][1] += row["value"] if row["code"] in ("liabilities", "equity") else 0
    assert all(abs(assets - claims) <= 1_000_000 for assets, claims in balance.values())


def test_facilities_mature_soon_and_later(rows: Rows) -> None:
    left = [(facility["maturity_on"] - TODAY).days for facility in rows["facility"]]
    assert all(any(low < days <= high for days in left) for low, high in ((0, 30), (30, 90), (90, 180)))
    assert sum(facility["overdue_since"] is not None for facility in rows["facility"]) >= 3
    assert any(facility["kind"] is FacilityKind.PROJECT for facility in rows["facility"])
    assert all(facility["limit_minor"] >= facility["drawn_minor"] for facility in rows["facility"])


def test_two_planned_visits_overlap() -> None:
    timed = [plan for plan in PLANNED if plan.hour is not None and plan.minutes]
    spans = [
        (plan.days, plan.hour * 60 + plan.minute, plan.hour * 60 + plan.minute + plan.minutes)
        for plan in timed
        if plan.hour is not None and plan.minutes is not None
    ]
    clashes = [1 for a in spans for b in spans if a[0] == b[0] and a[1] < b[1] < a[2]]
    assert len(clashes) == 1


def test_the_crowd_never_repeats_a_name() -> None:
    numbers = [*range(2_000), *range(COMBINATIONS, COMBINATIONS + 2_000)]
    names = {character(number, 1).name for number in numbers}
    assert len(names) == len(numbers)
    assert len({character(number, 1).short for number in numbers}) == len(numbers)


def test_without_months_there_is_no_monthly_history() -> None:
    rows = composed(size=60, months=0)
    assert len(rows["client"]) == 60
    assert rows["facility"]
    assert not {"metric", "visit", "document"} & rows.keys()
