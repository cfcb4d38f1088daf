"""The weekly summary: every figure equals its list, whatever the week held."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.week_facts import WeekFacts
from relmgr.domain.weekly import CheckKind, summarise, totals_match
from relmgr.domain.weekly_document import Entry
from relmgr.domain.weekly_sections import document
from tests.domain.week_values import GOLDEN, WEEKS

FIGURE_OF = {
    "visits": "visits",
    "missed": "missed",
    "coming": "coming",
    "needs": "needs",
    "tiers": "tiers",
    "warnings": "raised",
    "closed": "closed",
    "overdue": "overdue",
    "done": "finished",
    "promises": "promised",
    "plan": "next_week",
}


@given(WEEKS)
def test_totals_equal_the_lists(facts: WeekFacts) -> None:
    """Each section holds as many entries as its figure says, and the check agrees."""
    summary = summarise(facts, 10)
    sections = {section.key: section for section in document(summary).sections}
    assert set(sections) == set(FIGURE_OF)
    for key, figure in FIGURE_OF.items():
        assert len(sections[key].entries) == getattr(summary.counts, figure)
    assert totals_match(facts, summary.counts)
    assert summary.checks[0].kind is CheckKind.OK


@given(WEEKS, st.sampled_from([f.name for f in fields(summarise(GOLDEN, 10).counts)]))
def test_a_figure_that_differs_is_noticed(facts: WeekFacts, name: str) -> None:
    """No single figure can be off by one without the check saying so."""
    counts = summarise(facts, 10).counts
    assert not totals_match(facts, replace(counts, **{name: getattr(counts, name) + 1}))


@given(WEEKS)
def test_every_column_is_a_field_of_an_entry(facts: WeekFacts) -> None:
    """Rows have as many values as headings, in both languages."""
    names = {f.name for f in fields(Entry)}
    for section in document(summarise(facts, 10)).sections:
        assert {column.field for column in section.columns} <= names
        for language in ("zh", "en"):
            rows = list(section.rows(language))
            assert all(len(row) == len(section.header(language)) for row in rows)


def test_checks_say_what_to_look_at() -> None:
    """A visit without summary, a visit not logged and a red warning without a plan are pointed out."""
    said = [check.words.en for check in summarise(GOLDEN, 10).checks]
    assert said == [
        "totals match the details",
        "visits without summary: 1",
        "planned visits not logged: 1",
        "red warnings not planned: 1",
    ]


def test_a_week_that_is_not_over_is_a_draft() -> None:
    """From the Monday after on the report is final."""
    assert summarise(GOLDEN, 10).is_draft
    assert not summarise(replace(GOLDEN, as_of=GOLDEN.week.next().monday), 10).is_draft
