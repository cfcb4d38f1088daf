"""The maturity diary: what falls due within 90, 180 and 365 days, with the amounts of each currency."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n
from relmgr.queries.facilities import MaturityRow
from relmgr.widgets import amounts, privacy
from relmgr.widgets.badges import tier_badge
from relmgr.widgets.line_list import Line, Target, cell, heading, note, row
from relmgr.words import Words

WINDOWS = (90, 180, 365)
"""Days ahead at which the diary counts; the first is the alert of rule EW30a, the second its early sign."""

WITHIN = Words("{days} 天内 {n} 笔", "within {days} days {n}")
FROM_TO = Words("第 {first}-{last} 天 {n} 笔  {sums}", "day {first} to {last}: {n}  {sums}")
NOTHING = Words("(没有仍有余额的授信到期)", "(nothing with a balance matures)")


def counts(rows: Sequence[MaturityRow], start: date) -> str:
    """Return how many facilities mature within each window from `start`."""
    return "   ".join(
        i18n.say(WITHIN, days=days, n=sum((r.maturity_on - start).days <= days for r in rows))
        for days in WINDOWS
    )


def diary(rows: Sequence[MaturityRow], start: date, width: int) -> list[Line]:
    """Return the facilities by day under a heading for each window."""
    lines: list[Line] = []
    first = 0
    for last in WINDOWS:
        part = [r for r in rows if first <= (r.maturity_on - start).days <= last]
        lines.append(heading(i18n.say(FROM_TO, first=first, last=last, n=len(part), sums=_sums(part))))
        lines += [_row(r, width) for r in part] or [note(" ", i18n.say(NOTHING))]
        first = last + 1
    return lines


def _row(facility: MaturityRow, width: int) -> Line:
    named = max(14, (width - 32) // 2)
    amount = amounts.short(facility.drawn_minor, facility.currency)
    return row(
        Target("facility", facility.id, facility.client_id),
        cell(facility.maturity_on.isoformat(), 10),
        cell(privacy.name(facility.client), named),
        cell(tier_badge(facility.tier), 2),
        cell(facility.name or facility.code, named - 4),
        cell(privacy.amount(amount), 14, right=True),
    )


def _sums(rows: Sequence[MaturityRow]) -> str:
    """Return the amounts of each currency; nothing is summed across them."""
    sums: dict[str, int] = {}
    for facility in rows:
        sums[facility.currency] = sums.get(facility.currency, 0) + (facility.drawn_minor or 0)
    return "  ".join(privacy.amount(amounts.short(total, code)) for code, total in sorted(sums.items()))
