"""How the facts of a monthly series come about: the windows with their values, medians, deviations and z."""

from collections.abc import Iterator
from math import log

from relmgr.domain.evidence import SERIES_OF
from relmgr.domain.explanation import Line
from relmgr.domain.facts import Facts
from relmgr.domain.periods import month_text
from relmgr.domain.series import MAD_TO_DEVIATION, ChangeDetector, Series, median, run_off, z_at
from relmgr.words import Words

CODES = {"inflow": "inflow", "repayment": "repayments", "balance": "avg_deposits"}
"""The series behind a fact by the first part of its name, where the evidence does not say it."""

HUNDREDTHS = 100
SAME = 1e-9
Z = Words(
    "{month}：x = {x}；此前 {n} 个已知月份 ln 中位数 {centre}，MAD {mad}；"
    "z = (ln x - {centre}) / max(1.4826 x {mad}, {floor}) = {z}",
    "{month}: x = {x}; of the {n} known months before: median of ln {centre}, MAD {mad}; "
    "z = (ln x - {centre}) / max(1.4826 x {mad}, {floor}) = {z}",
)
ADJUSTED = Words(
    "{month}：x = {x}；按同月历史作季节调整后 z = {z}",
    "{month}: x = {x}; z = {z}, adjusted for the month of the year",
)
NO_Z = Words(
    "{month}：没有 z（当月或此前 {window} 个月数据不足）",
    "{month}: no z, this month or the {window} before lack data",
)
LIMIT = Words(
    "连续两月 z <= -{limit} 才算异常；低于窗口中位数 {least} 的按 {least} 计",
    "unusual is z <= -{limit} two months running; a value below {least} of the median counts as {least} of it",
)
WINDOW = Words("窗口：{values}", "window: {values}")
DROP = Words(
    "近 {recent} 月中位数 {now}，此前 {window} 月中位数 {before}：1 - {now} / {before} = {drop}",
    "median of the last {recent} months {now}, of the {window} before {before}: 1 - {now} / {before} = {drop}",
)
FALL = Words(
    "{last} {now}，{months} 个月前 {before}：1 - {now} / {before} = {fall}",
    "{last} {now}, {months} months earlier {before}: 1 - {now} / {before} = {fall}",
)


def series_lines(fact: str, facts: Facts, detector: ChangeDetector) -> Iterator[Line]:
    """Yield how a fact follows from its monthly series; amounts are in major units of the series' currency."""
    series = facts.series.get(SERIES_OF.get(fact) or CODES.get(fact.split("_")[0], ""))
    if series is None or not series.values:
        return
    if fact.endswith("_rz2"):
        for place in range(max(0, len(series.values) - 2), len(series.values)):
            yield _z(series, place, detector)
        yield Line(LIMIT.fill(limit=f"{detector.limit:g}", least=f"{detector.floor:.0%}"))
    elif fact.endswith("_six_month_fall"):
        yield from _fall(series, detector.fall_months)
    elif fact.endswith("_drop"):
        yield from _drop(series, detector)


def _amount(value: float | None) -> str:
    return "-" if value is None else f"{value / HUNDREDTHS:,.0f}"


def _window(series: Series, start: int, end: int) -> Line:
    months = (
        f"{month_text(series.first + place)} {_amount(series.values[place])}" for place in range(start, end)
    )
    return Line(WINDOW.fill(values=", ".join(months)))


def _z(series: Series, place: int, detector: ChangeDetector) -> Line:
    month, z = month_text(series.first + place), z_at(series.values, place, detector)
    start, current = max(0, place - detector.window), series.values[place]
    shown = (_window(series, start, place),)
    if z is None or current is None:
        return Line(NO_Z.fill(month=month, window=detector.window), shown)
    known = [value for value in series.values[start:place] if value is not None]
    least = detector.floor * median(known)
    logs = [log(max(value, least)) for value in known]
    centre = median(logs)
    mad = median(abs(value - centre) for value in logs)
    plain = (log(max(current, least)) - centre) / max(MAD_TO_DEVIATION * mad, detector.spread_floor)
    if abs(plain - z) > SAME:
        return Line(ADJUSTED.fill(month=month, x=_amount(current), z=f"{z:.2f}"), shown)
    floor = f"{detector.spread_floor:g}"
    return Line(
        Z.fill(month=month, x=_amount(current), n=len(known), centre=f"{centre:.4f}", mad=f"{mad:.4f}",
               floor=floor, z=f"{z:.2f}"),
        shown,
    )  # fmt: skip


def _drop(series: Series, detector: ChangeDetector) -> Iterator[Line]:
    fell = run_off(series.values, detector)
    if fell is not None:
        shown = {"recent": detector.recent, "window": detector.window}
        text = DROP.fill(
            now=_amount(fell.recent), before=_amount(fell.base), drop=f"{fell.drop:.2%}", **shown
        )
        end = len(series.values) - detector.recent
        yield Line(text, (_window(series, max(0, end - detector.window), len(series.values)),))


def _fall(series: Series, months: int) -> Iterator[Line]:
    if len(series.values) <= months:
        return
    now, before = series.values[-1], series.values[-1 - months]
    if now is not None and before:
        yield Line(
            FALL.fill(last=month_text(series.last), now=_amount(now), before=_amount(before), months=months,
                      fall=f"{1 - now / before:.2%}")
        )  # fmt: skip
