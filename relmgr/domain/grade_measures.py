"""Facts from grades: the one-year default rate, and how far a grade, ours or an outside one, fell in the window."""

from collections.abc import Sequence
from datetime import date, timedelta

from relmgr.domain.facts import FactSheet
from relmgr.domain.master_scale import MasterScale
from relmgr.domain.records import ClientRecord, Dated
from relmgr.domain.rules import Rulebook


def put_grades(sheet: FactSheet, record: ClientRecord, rules: Rulebook) -> None:
    """Note the default rate of the grade, whether it is below the cut-off, and the notches lost."""
    if not record.grades:
        return
    scale, current = rules.scorecard.scale, record.grades[-1]
    window = timedelta(days=rules.warnings.rating_window)
    sheet.put("default_rate", scale.default_rate(current.value), current.on)
    sheet.put("below_cutoff", scale.below_cutoff(current.value), current.on)
    if in_force(record.grades, sheet.day - window) is None:
        sheet.wakes(current.on + window)
        return
    notches, until = fallen(record.grades, sheet.day, window, scale)
    sheet.put("rating_notches", notches, current.on, holds_until=until)


def external_fall(record: ClientRecord, day: date, rules: Rulebook) -> tuple[int | None, date | None]:
    """Return the notches an outside rating fell within the window, and the last day before that changes."""
    window = timedelta(days=rules.warnings.rating_window)
    return fallen(record.external_grades, day, window, rules.scorecard.scale)


def fallen(
    grades: Sequence[Dated], day: date, window: timedelta, scale: MasterScale
) -> tuple[int | None, date | None]:
    """Return notches lost since the window began, and the last day before a grade leaves the window."""
    start = day - window
    before = in_force(grades, start)
    if before is None:
        return None, None
    leaves = next((grade.on + window for grade in grades if grade.on > max(start, before.on)), None)
    return scale.notches(before.value, grades[-1].value), leaves and leaves - timedelta(days=1)


def in_force(grades: Sequence[Dated], start: date) -> Dated | None:
    """Return the grade in force when the window began, else the first one in it; None without a second."""
    before = [grade for grade in grades if grade.on <= start]
    if before:
        return before[-1]
    return grades[0] if len(grades) > 1 else None
