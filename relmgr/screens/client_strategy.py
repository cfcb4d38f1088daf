"""How the client is served: its strategy, why it applies, and what it prescribes."""

from collections.abc import Iterator

from relmgr import i18n
from relmgr.domain.cadence import Lateness
from relmgr.domain.contact_due import ContactDue
from relmgr.domain.contact_words import STATES, due_words
from relmgr.domain.strategies import Served
from relmgr.domain.strategy_words import INTERVAL, interval_words, strategy_lines, strategy_words
from relmgr.queries.contact_due import ContactStanding
from relmgr.screens.client_view import View
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

TITLE = Words("服务策略", "Service strategy")
CONTACT = Words("联系", "Contact")
OWN_INTERVAL = Words("自定走访间隔", "Own contact interval")
OWN = Words("{days} 天至 {until}", "{days} days until {until}")
STYLES = {
    Lateness.OK: "",
    Lateness.YELLOW: "severity-yellow",
    Lateness.ORANGE: "severity-red",
    Lateness.NEVER: "muted",
}
LABEL = 18
"""Cells of the label before a line."""


def overview_strategy(view: View) -> list[Line]:
    """Return the strategy, the interval, and how the contact stands, a line each."""
    if (standing := view.standing) is None:
        return []
    lines: tuple[str | Styled, ...] = (
        i18n.say(strategy_words(standing.served)),
        f"{i18n.say(INTERVAL)} {i18n.say(interval_words(standing.served, standing.interval))}",
        contact_line(standing.due),
    )
    return [
        heading(i18n.say(TITLE)),
        *(view.row("strategy", str(place), text) for place, text in enumerate(lines)),
    ]


def contact_line(due: ContactDue) -> Styled:
    """Return when the client is to be seen, amber above the whole interval and red above one and a half."""
    state = "" if due.state is Lateness.OK else f"{i18n.say(STATES[due.state])} "
    share = "" if due.share is None else f" ({due.share:.0%})"
    return Styled(f"{state}{i18n.say(due_words(due))}{share}", STYLES[due.state])


def whole_strategy(view: View) -> list[Line]:
    """Return everything: strategy, conditions with the client's values, interval, services, measures."""
    if (standing := view.standing) is None:
        return []
    lines = [heading(i18n.say(TITLE))]
    before: Words | None = None
    for place, (label, words) in enumerate(_lines(standing)):
        shown = "" if label is before else i18n.say(label)
        text = _masked(i18n.say(words), standing.served)
        first, *rest = wrapped(text, max(10, view.width - LABEL - 4)) or [""]
        lines.append(view.row("strategy", str(place), cell(Styled(shown, "muted"), LABEL), first))
        lines += [note(" " * (LABEL + 2), more) for more in rest]
        before = label
    return lines


def _lines(standing: ContactStanding) -> Iterator[tuple[Words, Words]]:
    """Yield the strategy, and behind the interval when the client is to be seen and what of it is the manager's."""
    for label, words in strategy_lines(standing.served, standing.interval):
        yield label, words
        if label is INTERVAL:
            yield CONTACT, due_words(standing.due)
            if standing.own_until is not None and standing.served.own_days is not None:
                own = OWN.fill(days=standing.served.own_days, until=standing.own_until)
                yield OWN_INTERVAL, Words(*(f"{one}: {standing.own_reason}" for one in own))


def _masked(text: str, served: Served) -> str:
    """Return a text with the client's group as the mask wants it."""
    group = served.values.get("group")
    return text.replace(group, privacy.name(group)) if isinstance(group, str) else text
