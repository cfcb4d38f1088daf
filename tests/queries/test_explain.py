"""Why: the verdict that is explained is the verdict of the run, on that day and ever after, down to the rows."""

from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from relmgr import services
from relmgr.db.reader import Reader
from relmgr.db.tables import ExternalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.evaluation import Verdict
from relmgr.domain.fact_list import FACTS
from relmgr.domain.fact_rows import CLIENT, rows_behind
from relmgr.domain.facts import SubjectKind
from relmgr.domain.metric_codes import BY_CODE
from relmgr.domain.values import Key
from relmgr.errors import NotFound
from relmgr.queries.explain import Asked, Judgement, explain, judgement
from relmgr.workspace import Workspace
from tests.queries.random_book import CLIENTS, EDITS, RULES, START, edit, first_rows, on, opened

FIRST = Key(CLIENTS[0])


def stored_score(reader: Reader, client: Key) -> tuple[object, ...]:
    return reader.records(
        "SELECT score_e6, model_tier, age, up_count, down_count, coverage_e6 FROM evaluation"
        " WHERE client_id = :client ORDER BY period DESC LIMIT 1",
        client=client,
    )[0]


def open_signals(reader: Reader, client: Key) -> set[tuple[object, ...]]:
    return set(
        reader.records(
            "SELECT rule_id, subject, severity, points FROM signal"
            " WHERE client_id = :client AND state IN ('open', 'acked', 'planned')",
            client=client,
        )
    )


def score_of(verdict: Verdict) -> tuple[object, ...]:
    value, machine = verdict.score.value, verdict.machine
    return (
        None if value is None else round(value * 1_000_000),
        machine.tier.value if machine.tier else None,
        machine.age,
        machine.up,
        machine.down,
        round(verdict.score.coverage * 1_000_000),
    )


def signals_of(judged: Judgement) -> set[tuple[object, ...]]:
    found = {**judged.previous.signals, **{(c.rule_id, c.subject): c.after for c in judged.verdict.changes}}
    return {
        (*key, signal.episode.severity.value, signal.episode.points)
        for key, signal in found.items()
        if signal.episode.state.is_open
    }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_the_explained_verdict_is_that_of_the_run_then_and_later(
    template: Path, tmp_path: Path, edits: list[tuple[int, str, str, int]]
) -> None:
    days = list(accumulate((gap for gap, *_ in edits), initial=0))[1:]
    kept: dict[date, Judgement] = {}
    with opened(template, tmp_path / "book") as workspace:
        workspace.do(first_rows)
        for n, (_, client, kind, size) in zip(days, edits, strict=True):
            day = START + timedelta(n)
            on(workspace, day).do(edit, client, kind, size)
            workspace.do(services.evaluate_book, RULES)
            kept.pop(day, None)
            if (
                workspace.ask(lambda reader: reader.value("SELECT state FROM client WHERE id = :c", c=FIRST))
                == "lost"
            ):
                continue
            judged = kept[day] = workspace.ask(judgement, FIRST, RULES)
            assert score_of(judged.verdict) == workspace.ask(stored_score, FIRST)
            assert signals_of(judged) == workspace.ask(open_signals, FIRST)
        on(workspace, START + timedelta(days[-1] + 30)).do(edit, FIRST, "arrears", 4)
        workspace.do(services.evaluate_book, RULES)
        for day, judged in kept.items():
            assert workspace.ask_aside(judgement, FIRST, RULES, day) == judged


def texts(workspace: Workspace, asked: Asked, **how: object) -> str:
    told = workspace.ask_aside(explain, FIRST, asked, RULES, **how)  # type: ignore[arg-type]
    return "\n".join(["  " * depth + line.text.en for depth, line in told.walk()] + [told.conclusion.en])


def bad_times(workspace: Workspace) -> None:
    on(workspace, START).do(first_rows)
    workspace.do(edit, CLIENTS[0], "arrears", 11)
    workspace.do(edit, CLIENTS[0], "class", 1)
    workspace.do(services.evaluate_book, RULES)


def test_every_question_leads_down_to_rows(book: Workspace) -> None:
    bad_times(book)
    on(book, START + timedelta(9)).do(edit, CLIENTS[0], "arrears", 3)
    stage = texts(book, Asked.STAGE, day=START)
    assert "110 days past due > 90 -> stage 3 is presumed" in stage
    assert f"overdue since {START - timedelta(110)}" in stage
    assert f"typed by 王磊 on {START}" in stage
    now = texts(book, Asked.STAGE)
    assert "stage 3" not in now
    grade = texts(book, Asked.CLASS, day=START)
    assert "110 days past due > 90 -> at least substandard" in grade
    assert "special_mention" in grade
    assert "floor substandard, recorded special mention" in grade
    signal = texts(book, Asked.SIGNAL, rule="ew03", day=START)
    assert "days past due 110 days (above 90 days)" in signal
    assert "red, 70 points: fires, the gravest that does" in signal
    assert signal.endswith("fires: red")
    tier = texts(book, Asked.TIER, day=START)
    assert "not enough data for a score" in tier


def happened(uow: UnitOfWork, kind: str) -> None:
    uow.add(ExternalEvent(client_id=FIRST, kind=kind, occurred_on=uow.today, known_on=uow.today))


@pytest.mark.parametrize(
    ("kind", "floor"),
    [("misuse_confirmed", "special mention"), ("evasion", "doubtful"), ("liquidation", "loss")],
)
def test_an_event_that_sets_the_floor_is_told(book: Workspace, kind: str, floor: str) -> None:
    on(book, START).do(first_rows)
    book.do(edit, CLIENTS[0], "arrears", 3)
    book.do(happened, kind)
    told = texts(book, Asked.CLASS)
    assert f"-> at least {floor}" in told
    assert f"floor {floor}, recorded unknown" in told


def test_a_late_rule_shows_what_it_saw(book: Workspace) -> None:
    on(book, START).do(first_rows)
    book.do(edit, CLIENTS[0], "visit", 1)
    on(book, START + timedelta(300))
    told = texts(book, Asked.SIGNAL, rule="EW29")
    assert "elapsed days over the interval 10.00 x (above 1.50 x): met" in told


def test_a_series_shows_its_window_median_and_deviation(book: Workspace) -> None:
    on(book, START).do(first_rows)
    for months in (1, 2):
        on(book, START + timedelta(31 * months)).do(edit, CLIENTS[0], "deposits", 4)
    told = texts(book, Asked.SIGNAL, rule="EW20")
    assert "z = (ln x - 6.9078) / max(1.4826 x 0.0000, 0.1)" in told
    assert "unusual is z <= -2 two months running" in told
    assert "window: 2024-02 10" in told
    assert "average deposits 2025-01, 2.00 CNY; known from 2025-02-15" in told


def test_what_was_not_there_then_is_said(book: Workspace) -> None:
    bad_times(book)
    with pytest.raises(NotFound, match="On 2025-01-10 this client was not in the book"):
        book.ask_aside(explain, FIRST, Asked.TIER, RULES, day=START - timedelta(5))
    with pytest.raises(NotFound, match="There is no rule EW3; the nearest is EW"):
        book.ask_aside(explain, FIRST, Asked.SIGNAL, RULES, rule="EW3")


def test_every_fact_says_where_its_rows_are() -> None:
    clients = {name for name, spec in FACTS.items() if spec.about is SubjectKind.CLIENT and spec.collected}
    assert clients <= set(CLIENT)
    named = {
        rows.where.split("'")[1] for found in CLIENT.values() for rows in found if rows.table == "metric"
    }
    assert named <= set(BY_CODE)
    for name, spec in FACTS.items():
        if spec.about is not SubjectKind.CLIENT and spec.collected:
            assert rows_behind(name, "x"), name
