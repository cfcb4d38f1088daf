"""Facts of a covenant: what its latest known test says, its cover ratio, and certificates that are due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from relmgr.domain.conditions import SLACK
from relmgr.domain.covenants import (
    LEVELS,
    CovenantOutcome,
    CovenantStatus,
    CovenantTerms,
    ValueStatus,
    covenant_test,
)
from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import NA, Clock, FactSheet, FactValue, Pace, Subject, SubjectKind, earliest
from relmgr.domain.post_loan_records import CovenantRecord, CovenantTestRecord
from relmgr.domain.records import ClientRecord, DocumentRecord

DSCR: Final = "dscr"
LIFE_COVER: Final = frozenset({"llcr", "plcr"})
COVER: Final = LIFE_COVER | {DSCR}
BREACHES: Final = frozenset({CovenantStatus.BREACH, CovenantStatus.BREACH_IN_CURE})
CERTIFICATE: Final = "certificate"
DSCR_FACTS: Final = ("dscr", "dscr_lockup", "dscr_default", "dscr_headroom")
LLCR_FACTS: Final = ("llcr", "llcr_lockup", "llcr_default", "llcr_falling")


class CoverLevels(NamedTuple):
    """Lock-up and default level that apply to a cover ratio; NA where nothing was agreed and nothing stands in."""

    lockup: FactValue | None
    default: FactValue | None


def cover_headroom(ratio: float | None, lockup: float | None) -> float | None:
    """Return how far a cover ratio lies above its lock-up level, as a share of it."""
    if ratio is None or lockup is None or lockup <= SLACK:
        return None
    return ratio / lockup - 1


def covenant_subjects(
    record: ClientRecord, day: date, limits: dict[str, int], defaults: FactLimits
) -> Iterator[Subject]:
    """Return every covenant of a client with its facts."""
    for covenant in record.covenants:
        sheet = FactSheet(day, limits)
        known = [test for test in covenant.tests if is_result(test)]
        sheet.put("cover_covenant", covenant.ratio in COVER)
        _put_result(sheet, covenant, known[-1] if known else None)
        _put_waiver(sheet, covenant)
        _put_cover(sheet, covenant, known, defaults)
        yield Subject(SubjectKind.COVENANT, covenant.id, covenant.label, sheet.facts, sheet.stale)


def is_result(test: CovenantTestRecord) -> bool:
    """Tell whether a test has a result; one that is due has none."""
    return test.status != "due"


def late_certificates(record: ClientRecord) -> Iterator[DocumentRecord]:
    """Return tests without a result as certificates to be delivered, unless the diary has one for that day."""
    asked = {document.due_on for document in record.documents if document.kind == CERTIFICATE}
    for covenant in record.covenants:
        for test in covenant.tests:
            if not is_result(test) and test.due_on is not None and test.due_on not in asked:
                yield DocumentRecord(test.id, covenant.label, CERTIFICATE, test.due_on, None)


def outcome_of(covenant: CovenantRecord, test: CovenantTestRecord, day: date) -> CovenantOutcome:
    """Return what a stored test says on a day; a breach that was recorded is never computed away."""
    terms = CovenantTerms(covenant.at_least, covenant.default if covenant.default is not None else 0.0)
    waived, cure = waived_until(test), cure_until(covenant, test)
    failed = test.status in ("breach", "waived")
    if test.status == "na":
        return covenant_test(None, terms, day, value_status=ValueStatus.NA)
    if test.value is not None and covenant.default is not None:
        found = covenant_test(test.value, terms, day, waived_until=waived, cure_until=cure)
        if not failed or found.status not in (CovenantStatus.PASS, CovenantStatus.AMBER):
            return found
    if failed:
        return covenant_test(
            None, terms, day, value_status=ValueStatus.NEG, waived_until=waived, cure_until=cure
        )
    if test.status == "pass":
        return CovenantOutcome(CovenantStatus.PASS, None, LEVELS[CovenantStatus.PASS])
    return covenant_test(None, terms, day, due=test.due_on)


def waived_until(test: CovenantTestRecord) -> date | None:
    """Return the last day of a waiver; one recorded without an end has none."""
    return date.max if test.status == "waived" and test.waived_until is None else test.waived_until


def cure_until(covenant: CovenantRecord, test: CovenantTestRecord) -> date | None:
    """Return the last day on which a breach may be cured: as recorded, else by the agreed cure days."""
    if test.cure_until is not None or not covenant.cure_days:
        return test.cure_until
    return (test.tested_on or test.period_end) + timedelta(days=covenant.cure_days)


def _put_result(sheet: FactSheet, covenant: CovenantRecord, latest: CovenantTestRecord | None) -> None:
    sheet.put("cross_default", any(test.cross_default for test in covenant.tests))
    if latest is None:
        return
    outcome, cure = outcome_of(covenant, latest, sheet.day), cure_until(covenant, latest)
    until = earliest(*(end for end in (latest.waived_until, cure) if end is not None and end >= sheet.day))
    sheet.put("covenant_status", outcome.status.value, holds_until=until)
    sheet.put("covenant_headroom", outcome.headroom)
    breached = NA if outcome.status is CovenantStatus.NA else outcome.status in BREACHES
    sheet.put("covenant_breach", breached, holds_until=until)
    if outcome.status is CovenantStatus.BREACH_IN_CURE and cure is not None:
        ends = cure + timedelta(days=1)
        clock = Clock(Pace.DAYS_UNTIL, ends)
        sheet.put("cure_days_left", (ends - sheet.day).days, clock=clock, holds_until=cure)
    else:
        sheet.put("cure_days_left", 0)


def _put_waiver(sheet: FactSheet, covenant: CovenantRecord) -> None:
    """Note whether a waiver is asked for or in force, for the latest result or for a test that is still due."""
    results = [test for test in covenant.tests if is_result(test)]
    looked = [*results[-1:], *(test for test in covenant.tests if not is_result(test))]
    if not looked:
        return
    ends = [end for test in looked if (end := _waiver_end(test)) is not None and end >= sheet.day]
    until = min((end for end in ends if end != date.max), default=None)
    sheet.put("waiver_open", bool(ends), holds_until=until)


def _waiver_end(test: CovenantTestRecord) -> date | None:
    if test.status in ("pass", "na"):
        return None
    if test.waived_until is None and test.waiver_asked_on is not None:
        return date.max
    return waived_until(test)


def _put_cover(
    sheet: FactSheet, covenant: CovenantRecord, known: list[CovenantTestRecord], defaults: FactLimits
) -> None:
    dscr, life = covenant.ratio == DSCR, covenant.ratio in LIFE_COVER
    for name in (() if dscr else DSCR_FACTS) + (() if life else LLCR_FACTS):
        sheet.put(name, NA)
    if not dscr and not life:
        return
    names = DSCR_FACTS if dscr else LLCR_FACTS
    levels = cover_levels(covenant, defaults)
    sheet.put(names[1], levels.lockup)
    sheet.put(names[2], levels.default)
    if not known:
        return
    latest = known[-1]
    value: FactValue | None = NA if latest.status == "na" else latest.value
    sheet.put(names[0], value, latest.period_end)
    if life:
        sheet.put("llcr_falling", falling_tests([test.value for test in known]), latest.period_end)
        return
    lockup = levels.lockup if isinstance(levels.lockup, float) else None
    sheet.put("dscr_headroom", NA if value is NA else cover_headroom(latest.value, lockup), latest.period_end)


def cover_levels(covenant: CovenantRecord, defaults: FactLimits) -> CoverLevels:
    """Return the levels of the agreement; for a DSCR without any the defaults stand in.

    Where an agreement has a default level only, the default lock-up stands in unless it lies below that.
    """
    lockup, default = covenant.lockup, covenant.default
    if covenant.ratio == DSCR:
        default = defaults.default if default is None else default
        return CoverLevels(max(defaults.lockup, default) if lockup is None else lockup, default)
    if lockup is None and default is None:
        return CoverLevels(None, None)
    return CoverLevels(NA if lockup is None else lockup, NA if default is None else default)


def falling_tests(values: list[float | None]) -> int:
    """Return how many tests in a row, up to the latest, came out lower than the one before."""
    falls = 0
    for later, sooner in zip(reversed(values), reversed(values[:-1]), strict=False):
        if later is None or sooner is None or later >= sooner - SLACK:
            break
        falls += 1
    return falls
