"""Monthly and annual figures of a demo client: balances with a trend, RAROC with a turn, simple accounts."""

from datetime import date, timedelta
from random import Random
from typing import Final

from relmgr.demo.plot import Plot
from relmgr.demo.scene import Role, Scene, rounded
from relmgr.domain.periods import last_full_month, month_end, month_text
from relmgr.domain.values import Unit

KNOWN_AFTER: Final = timedelta(days=5)
"""Monthly figures are delivered on the fifth day of the next month."""

MONTHS_OF_FALL: Final = 3
NOISE: Final = 0.02
ACCOUNTS_KNOWN: Final = (4, 20)
"""Month and day on which the accounts of the year before are known."""

YEARS_OF_ACCOUNTS: Final = 3
EXCHANGE: Final = {"CNY": 1.0, "USD": 7.0}
"""Accounts and averages are kept in CNY; a round rate for an invented book."""


def put_figures(scene: Scene, role: Role) -> None:
    """Write the metrics of one client over the history of the scene."""
    _put_monthly(scene, role)
    if scene.months:
        _put_accounts(scene, role)


def _put_monthly(scene: Scene, role: Role) -> None:
    plot, random = role.who.plot, role.random
    loans = plot.scale * EXCHANGE[plot.currency]
    deposits = loans * random.uniform(0.15, 0.4)
    last = last_full_month(scene.today - KNOWN_AFTER)
    for age in range(scene.months - 1, -1, -1):
        month = last - age
        trend = (1 + plot.growth) ** (-age / 12)
        known = scene.at(month_end(month) + KNOWN_AFTER, 8)
        lost = plot.deposit_fall if age < MONTHS_OF_FALL else 0.0
        values = (
            ("avg_loans", rounded(loans * trend), Unit.MINOR, "CNY"),
            ("avg_deposits", rounded(deposits * trend * _noise(random) * (1 - lost)), Unit.MINOR, "CNY"),
            ("raroc", round(_raroc(plot, age) * 1_000_000), Unit.E6, ""),
            ("transactions", _transactions(plot, random), Unit.COUNT, ""),
        )
        for code, value, unit, currency in values:
            _put(scene, role, code, month_text(month), value, unit, currency, known)


def _noise(random: Random) -> float:
    return 1 + random.uniform(-NOISE, NOISE)


def _raroc(plot: Plot, age: int) -> float:
    """Return the RAROC known for the month `age` months before the last one."""
    if plot.raroc_turn is not None and age < plot.raroc_turn[0]:
        return plot.raroc_turn[1]
    return plot.raroc


def _transactions(plot: Plot, random: Random) -> int:
    """Return how often the client used its accounts; a weak one is idle every few months."""
    idle = plot.growth < 0 and random.random() < 1 / 4
    return 0 if idle else random.randrange(8, 160)


def _put_accounts(scene: Scene, role: Role) -> None:
    plot, random = role.who.plot, role.random
    size = plot.scale * EXCHANGE[plot.currency] * random.uniform(2.5, 4)
    newest = scene.today.year - 1
    if scene.today < date(scene.today.year, *ACCOUNTS_KNOWN):
        newest -= 1
    for age in range(YEARS_OF_ACCOUNTS - 1, -1, -1):
        year = newest - age
        assets = size * (1 + plot.growth / 2) ** -age
        equity = assets * min(0.9, plot.equity + 0.02 * age)
        revenue = assets * (0.15 if plot.phase else 0.8)
        margin = -0.06 if age < plot.loss_years else 0.07
        known = scene.at(date(year + 1, *ACCOUNTS_KNOWN), 8)
        values = (
            ("equity", equity),
            ("assets", assets),
            ("liabilities", assets - equity),
            ("revenue", revenue),
            ("pbt", revenue * margin),
            ("op_cash_flow", revenue * (margin + 0.04)),
        )
        for code, value in values:
            _put(scene, role, code, str(year), rounded(value), Unit.MINOR, "CNY", known)


def _put(
    scene: Scene, role: Role, code: str, period: str, value: int, unit: Unit, currency: str, known: object
) -> None:
    scene.put(
        "metric",
        client_id=role.key,
        code=code,
        period=period,
        value=value,
        unit=unit,
        currency=currency,
        known_at=known,
        source="demo",
    )
