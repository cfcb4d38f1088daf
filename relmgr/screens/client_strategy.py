"""How the client is served: its strategy, why it applies, and what it prescribes."""

from relmgr import i18n
from relmgr.domain.strategies import Served
from relmgr.domain.strategy_words import INTERVAL, interval_words, strategy_lines, strategy_words
from relmgr.screens.client_view import View
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

TITLE = Words("服务策略", "Service strategy")
LABEL = 18
"""Cells of the label before a line."""


def overview_strategy(view: View) -> list[Line]:
    """Return the strategy and the interval, a line each."""
    if view.served is None or view.interval is None:
        return []
    lines = (
        i18n.say(strategy_words(view.served)),
        f"{i18n.say(INTERVAL)} {i18n.say(interval_words(view.served, view.interval))}",
    )
    return [
        heading(i18n.say(TITLE)),
        *(view.row("strategy", str(place), text) for place, text in enumerate(lines)),
    ]


def whole_strategy(view: View) -> list[Line]:
    """Return everything: strategy, conditions with the client's values, interval, services, measures."""
    if view.served is None or view.interval is None:
        return []
    lines = [heading(i18n.say(TITLE))]
    before: Words | None = None
    for place, (label, words) in enumerate(strategy_lines(view.served, view.interval)):
        shown = "" if label is before else i18n.say(label)
        text = _masked(i18n.say(words), view.served)
        first, *rest = wrapped(text, max(10, view.width - LABEL - 4)) or [""]
        lines.append(view.row("strategy", str(place), cell(Styled(shown, "muted"), LABEL), first))
        lines += [note(" " * (LABEL + 2), more) for more in rest]
        before = label
    return lines


def _masked(text: str, served: Served) -> str:
    """Return a text with the client's group as the mask wants it."""
    group = served.values.get("group")
    return text.replace(group, privacy.name(group)) if isinstance(group, str) else text
