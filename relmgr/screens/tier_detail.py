"""What stands beside a tier change: every figure that makes it up, the thresholds, and what it changes."""

from collections.abc import Iterator

from textual.content import Content

from relmgr import i18n
from relmgr.domain.answers import AGAINST_TIER
from relmgr.queries.tier_changes import TierChangeRow
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines
from relmgr.words import Words

MILLION = 1_000_000
UP, DOWN = Words("升", "UP"), Words("降", "DOWN")
FIRST = Words("首次", "first")
REASON = Words("理由", "Reason")


def change_word(row: TierChangeRow) -> str:
    """Return `B > A 升` or `B>A UP`: the direction is a word, not a colour."""
    if row.from_tier is None:
        return f"{row.to_tier} {i18n.say(FIRST)}"
    way = i18n.say(UP if row.is_up else DOWN)
    arrow = " > " if i18n.language() == "zh" else ">"
    return f"{row.from_tier}{arrow}{row.to_tier} {way}"


def points(e6: int | None, *, sign: bool = False) -> str:
    """Return millionths of a point with one decimal, `-` for unknown."""
    if e6 is None:
        return "-"
    return f"{e6 / MILLION:+.1f}" if sign else f"{e6 / MILLION:.1f}"


def tier_detail(row: TierChangeRow) -> Content:
    """Return the detail of a change."""
    return lines(*_lines(row))


def _lines(row: TierChangeRow) -> Iterator[Content]:
    yield content(Styled(privacy.name(row.client), "strong"), f"  {change_word(row)}")
    if row.reason_code or row.reason:
        said = i18n.say(AGAINST_TIER[row.reason_code]) if row.reason_code in AGAINST_TIER else row.reason_code
        yield content(Styled(i18n.say(REASON), "muted"), f" {said} {row.reason}")
