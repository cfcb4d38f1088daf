"""How often a client is to be seen and how that stands, in words."""

from relmgr.domain.cadence import Lateness
from relmgr.domain.contact_due import ContactDue
from relmgr.words import Words

NEVER_SEEN = Words("从未有过有效联系，今天就该去", "never seen: due today")
DUE = Words("应于 {on} 前联系", "due by {on}")
LATE = Words("{on} 应联系，已迟 {n} 天", "was due {on}, {n} days late")
SHARE = Words("间隔已过 {share}%", "{share}% of the interval has passed")
STATES = {
    Lateness.OK: Words("正常", "in order"),
    Lateness.YELLOW: Words("黄!", "amber!"),
    Lateness.ORANGE: Words("红!!!", "red!!!"),
    Lateness.NEVER: Words("未知?", "unknown?"),
}
"""Amber above the whole interval, red above one and a half (domain reference, section 4)."""


def due_words(due: ContactDue) -> Words:
    """Return when a contact is due, or since when it is late."""
    if due.last_on is None or due.share is None:
        return NEVER_SEEN
    elapsed = round(due.share * due.days)
    if due.state is Lateness.OK:
        return DUE.fill(on=due.due_on)
    return LATE.fill(on=due.due_on, n=elapsed - due.days)


def share_words(due: ContactDue) -> Words:
    """Return how much of the interval has passed; nothing where there was no contact."""
    return Words("", "") if due.share is None else SHARE.fill(share=round(due.share * 100))
