"""Facts of a financed project: delay, cost overrun and drawing ahead of the works."""

from collections.abc import Iterator
from datetime import date, timedelta

from relmgr.domain.conditions import SLACK
from relmgr.domain.facts import NA, Clock, FactSheet, Pace, Subject, SubjectKind
from relmgr.domain.post_loan_records import ProjectRecord
from relmgr.domain.records import ClientRecord

CATEGORY_A = "A"


def project_subjects(record: ClientRecord, day: date, limits: dict[str, int]) -> Iterator[Subject]:
    """Return every project of a client with its facts."""
    for project in record.projects:
        sheet = FactSheet(day, limits)
        _put_delay(sheet, project)
        _put_cost(sheet, project)
        _put_draw(sheet, project)
        yield Subject(SubjectKind.PROJECT, project.id, project.label, sheet.facts, sheet.stale)


def put_category(sheet: FactSheet, record: ClientRecord) -> None:
    """Note whether a project of category A has no completed assessment (Equator Principles, EP4)."""
    categories = [project for project in record.projects if project.ep_category]
    if not categories:
        return
    open_a = [project for project in categories if project.ep_category == CATEGORY_A]
    sheet.put("ep_a_unassessed", any(project.ep_assessed_on is None for project in open_a))


def _put_delay(sheet: FactSheet, project: ProjectRecord) -> None:
    """Note the delay against the baseline; past the forecast day it grows until the works are complete."""
    if project.completed_on is not None:
        for name in ("delay_days", "past_long_stop", "stopped"):
            sheet.put(name, NA)
        return
    sheet.put("stopped", project.stopped_on is not None)
    stop = project.long_stop_on
    if stop is None:
        sheet.put("past_long_stop", NA)
    else:
        sheet.put("past_long_stop", sheet.day > stop, holds_until=stop if stop >= sheet.day else None)
    baseline, forecast = project.baseline_on, project.forecast_on
    if baseline is None:
        return
    if forecast is not None and forecast >= sheet.day:
        sheet.put("delay_days", (forecast - baseline).days, project.as_of, holds_until=forecast)
    elif forecast is not None or sheet.day > baseline:
        clock = Clock(Pace.DAYS_SINCE, baseline)
        sheet.put("delay_days", (sheet.day - baseline).days, clock=clock)
    else:
        sheet.wakes(baseline + timedelta(days=1))


def _put_cost(sheet: FactSheet, project: ProjectRecord) -> None:
    budget, forecast = project.budget, project.forecast_cost
    if budget is not None and forecast is not None and budget > 0:
        sheet.put("cost_overrun", forecast / budget - 1, project.as_of)
        if forecast <= budget:
            sheet.put("equity_short", False, project.as_of)
            return
    sheet.put("equity_short", equity_short(project), project.as_of)


def equity_short(project: ProjectRecord) -> bool | None:
    """Tell whether an overrun is financed by a further loan with less equity than the project capital ratio.

    Order 2024 No. 1, Art. 37: the sponsor adds equity at not less than the project capital ratio.
    """
    loan, equity, ratio = project.overrun_loan, project.overrun_equity, project.capital_ratio
    if loan is None:
        return None
    if loan <= 0:
        return False
    if equity is None:
        return None
    if ratio is None:
        return True if equity <= 0 else None
    return equity < ratio * (loan + equity) - SLACK


def _put_draw(sheet: FactSheet, project: ProjectRecord) -> None:
    progress = project.progress
    if project.completed_on is not None:
        sheet.put("draw_gap", NA)
    elif progress is not None and progress.drawn is not None and progress.physical is not None:
        sheet.put("draw_gap", progress.drawn - progress.physical, progress.as_of)
