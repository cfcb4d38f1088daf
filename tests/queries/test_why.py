"""Why a warning or a tier stands: what was stored is told back with units, limits, sources and days."""

from datetime import date, timedelta

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Client, Facility, Metric, RatingEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.fact_words import said
from relmgr.domain.values import FacilityKind, Key, Severity, Tier, Unit
from relmgr.queries.unjudged import unjudged_rules
from relmgr.queries.why import why_signal
from relmgr.queries.why_tier import why_tier
from relmgr.rulebook.loader import load
from relmgr.words import Words
from relmgr.workspace import Workspace

RULES = load()
CLIENT = Key("c" * 32)


def fill(uow: UnitOfWork, raroc: int, revision: int) -> None:
    if revision == 0:
        uow.add(Client(id=CLIENT, name="华南电力工程有限公司", esg_score=60))
        uow.flush()
        uow.add(
            Facility(
                client_id=CLIENT,
                code="F-2031",
                kind=FacilityKind.TERM,
                drawn_minor=100,
                arrears_on=uow.today,
                overdue_since=uow.today - timedelta(44),
            )
        )
    uow.add(RatingEvent(client_id=CLIENT, kind="grade", value="A", effective_on=uow.today))
    uow.add(
        Metric(
            client_id=CLIENT,
            code="raroc",
            period=f"{uow.today - timedelta(uow.today.day):%Y-%m}",
            value=raroc,
            unit=Unit.E6,
            known_at=uow.now,
            revision=revision,
        )
    )


@pytest.fixture
def evaluated(book: Workspace, clock: FixedClock) -> Workspace:
    book.do(fill, 200_000, 0)
    book.do(services.evaluate_book, RULES)
    return book


def signal_of(book: Workspace, rule: str) -> Key:
    return Key(book.ask(lambda reader: reader.value("SELECT id FROM signal WHERE rule_id = :r", r=rule)))


def test_a_warning_tells_input_limit_rule_and_source(evaluated: Workspace) -> None:
    why = evaluated.ask(why_signal, signal_of(evaluated, "EW02"))
    assert why
    [given] = why.inputs
    assert given.said == Words("逾期天数 44 天（高于 30 天）", "days past due 44 days (above 30 days)")
    assert given.as_of == date(2026, 11, 23)
    assert why.title == Words("逾期超过 30 天: F-2031", "More than 30 days past due: F-2031")
    assert (why.signal.rule_id, why.signal.rule_version, why.rulebook) == ("EW02", 1, RULES.version)
    assert (why.source_kind, why.severity_now) == ("law", Severity.ORANGE)
    assert "IFRS 9" in why.source.en
    assert [step.kind for step in why.history] == ["opened"]


def test_the_rules_of_a_verdict_are_kept_word_for_word(evaluated: Workspace) -> None:
    text = evaluated.ask(lambda r: r.value("SELECT text FROM ruleset WHERE version = :v", v=RULES.version))
    assert text == RULES.text


def test_a_fall_is_shown_in_the_evidence_and_not_in_the_severity(
    evaluated: Workspace, clock: FixedClock
) -> None:
    def report(uow: UnitOfWork) -> None:
        uow.run(
            "UPDATE facility SET arrears_on = :day, overdue_since = :since",
            day=uow.today,
            since=uow.today - timedelta(5),
        )

    clock.move(timedelta(1))
    evaluated.do(report)
    evaluated.do(services.evaluate_book, RULES)
    why = evaluated.ask(why_signal, signal_of(evaluated, "EW01"))
    assert why
    assert said("dpd", why.inputs[0].value).en == "5 days"
    assert why.signal.points == 15


def test_unknown_keys_have_no_answer(book: Workspace) -> None:
    assert book.ask(why_signal, Key("0" * 32)) is None
    assert book.ask(why_tier, Key("0" * 32), RULES) is None


def test_a_tier_tells_lines_that_sum_and_what_is_missing(evaluated: Workspace) -> None:
    why = evaluated.ask(why_tier, CLIENT, RULES)
    assert why
    assert why.evaluation.score_e6 is not None
    assert sum(line.share_e6 or 0 for line in why.lines) == why.evaluation.score_e6
    assert {line.kpi for line in why.missing} == {"activity", "growth", "satisfaction"}
    assert next(line for line in why.lines if line.kpi == "contribution").said.en == "20 %"
    assert (why.before, why.terms) == (None, ())


def test_the_next_tier_and_its_distance_include_the_margin(evaluated: Workspace) -> None:
    why = evaluated.ask(why_tier, CLIENT, RULES)
    assert why
    assert (why.evaluation.model_tier, why.up) == (Tier.A, None)
    assert why.down
    assert (why.down.tier, why.down.score_e6) == (Tier.B, 77_000_000)
    assert why.evaluation.score_e6 is not None
    assert why.down.distance_e6 == 77_000_000 - why.evaluation.score_e6
    assert (why.down.months_confirmed, why.down.months_needed) == (0, 2)


def test_what_changed_since_last_month_sums_to_the_change(evaluated: Workspace, clock: FixedClock) -> None:
    clock.move(timedelta(31))
    evaluated.do(fill, 20_000, 1)
    evaluated.do(services.evaluate_book, RULES)
    why = evaluated.ask(why_tier, CLIENT, RULES)
    assert why
    assert why.before
    assert why.before.score_e6 is not None
    assert why.evaluation.score_e6 is not None
    assert sum(term.points_e6 for term in why.terms) == why.evaluation.score_e6 - why.before.score_e6
    assert why.terms[0].title == Words("综合贡献", "Contribution")
    assert why.down
    assert why.down.months_confirmed == 1


def test_rules_without_an_answer_name_what_is_missing(evaluated: Workspace, clock: FixedClock) -> None:
    found = {row.rule_id: row for row in evaluated.ask(unjudged_rules, CLIENT, RULES)}
    assert {"EW20", "EW22", "EW23", "EW29"} <= found.keys()
    assert [words.en for words in found["EW23"].missing] == [
        "equity over assets",
        "Z''-score",
        "change of liabilities over assets in a year",
        "change of the Z''-score in a year",
    ]
    clock.move(timedelta(60))
    stale = {row.rule_id: row for row in evaluated.ask(unjudged_rules, CLIENT, RULES)}
    assert [words.en for words in stale["EW01"].stale] == ["days past due"]
    assert stale["EW01"].subject == "F-2031"


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        ("equity_to_assets", 0.0825, "8.25 %"),
        ("contact_ratio", 1.5, "1.50 x"),
        ("npl", True, "yes"),
        ("insurance_days", "na", "not applicable"),
        ("dpd", None, "unknown"),
        ("document_kind", "certificate", "compliance certificate"),
        ("asset_class", "special_mention", "special mention"),
        ("phase", "dredging", "dredging"),
        ("valuation_months", 12.25, "12.2 months"),
        ("gone", 3, "3"),
    ],
)
def test_values_are_said_with_their_unit(fact: str, value: object, text: str) -> None:
    assert said(fact, value).en == text
