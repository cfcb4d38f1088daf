"""Parameters of facts that the rulebook sets: what counts where the agreement is silent, and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactLimits:
    """`lockup` and `default` of a DSCR and `income_share` stand in where the agreement names none.

    `event_days` is how long an event without an end stays in view if it is over as it happens; `ticket_days`
    the service level of what a client said, in calendar days by kind; `external_notches` a sharp external
    downgrade; `needed` the facts whose absence is a finding of its own where money is lent.
    """

    lockup: float
    default: float
    income_share: float
    event_days: int
    ticket_days: Mapping[str, int]
    external_notches: int
    needed: tuple[str, ...]
