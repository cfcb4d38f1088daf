"""What happens to one fictitious client: the few facts from which its two years are composed."""

from dataclasses import dataclass

from relmgr.domain.values import AssetClass


@dataclass(frozen=True, slots=True)
class Plot:
    """The story of a client; days count back from today unless they say otherwise.

    Shares and rates are decimals. `falls` are later grades, `raroc_turn` is (months ago, new RAROC),
    `deposit_fall` the share of deposits lost over the last three months, `overdue` the days past due of the
    first facility, `ahead` the days until it matures, `insured` the days until the insurance ends
    (negative: it lapsed), `every` the days between contacts and `seen` the days since the last one.
    """

    scale: float = 3.0
    """Drawn amount of the largest facility, in hundred millions of its currency."""
    grade: str = "BBB"
    falls: tuple[tuple[int, str], ...] = ()
    raroc: float = 0.14
    raroc_turn: tuple[int, float] | None = None
    growth: float = 0.08
    deposit_fall: float = 0.0
    overdue: int = 0
    asset_class: AssetClass = AssetClass.NORMAL
    certificate_late: int = 0
    accounts_late: int = 0
    insured: int = 200
    valued: int = 6
    """Months since the collateral was valued."""
    equity: float = 0.35
    """Net assets over total assets."""
    loss_years: int = 0
    satisfaction: int | None = 8
    esg: int | None = 65
    every: int = 45
    seen: int | None = None
    ahead: int | None = None
    currency: str = "CNY"
    phase: str = ""
    """'construction' or 'operation' for a project company."""
    handed_over: bool = False
    """Whether another manager looked after the client until last year."""


@dataclass(frozen=True, slots=True)
class Character:
    """A client of the demo book: what it is called and what happens to it."""

    name: str
    short: str
    industry: str
    region: str
    city: str
    plot: Plot
    alias: str = ""
    country: str = "CN"
    group: str = ""
    size: str = "中型"
