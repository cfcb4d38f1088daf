"""How the two kinds of rows of the tier review look in its columns: tier changes and overrides."""

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.override_words import STATES
from relmgr.domain.tier_overrides import OverrideState
from relmgr.domain.value_words import REVIEW_STATES, SYSTEM
from relmgr.domain.values import ReviewState
from relmgr.queries.tier_changes import TierChangeRow
from relmgr.queries.tier_overrides import OverrideRow
from relmgr.screens.tier_detail import change_word
from relmgr.widgets.columns import Cell

TierRow = TierChangeRow | OverrideRow


def change_cell(row: TierRow) -> str:
    """Return `B > A 升`; of an override the model's present tier and the one that was set, `B ! A`."""
    if isinstance(row, TierChangeRow):
        return change_word(row)
    return f"{row.model_now or '-'} ! {row.target_tier}"


def by_cell(row: TierRow) -> Cell:
    """Return who proposed, what was decided, or how an override stands."""
    if isinstance(row, OverrideRow):
        return i18n.say(STATES[row.state])
    return i18n.say(SYSTEM if row.state is ReviewState.PENDING else REVIEW_STATES[row.state])


def on_cell(row: TierRow) -> str:
    """Return the day it was proposed or decided, or the last day of an override."""
    if isinstance(row, OverrideRow):
        return dates.month_day(row.expires_on)
    return dates.month_day(row.decided_on if row.decided_on is not None else row.proposed_on)


def waits(row: TierRow) -> bool:
    """Tell whether somebody has to decide on the row."""
    if isinstance(row, OverrideRow):
        return row.state is OverrideState.ASKED
    return row.state in (ReviewState.PENDING, ReviewState.POSTPONED)
