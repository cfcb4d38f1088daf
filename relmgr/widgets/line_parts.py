"""What the lines around a screen say, as text and meanings: painted by Textual, and before it is loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from relmgr import i18n
from relmgr.commands import PLACES
from relmgr.widgets.badges import Styled
from relmgr.words import Words

SHORT = {
    "today": Words("今日", "Today"), "clients": Words("客户", "Clients"), "calendar": Words("日程", "Cal"),
    "warnings": Words("预警", "Warn"), "tiers": Words("分层", "Tier"), "reminders": Words("提醒", "Rem"),
    "weekly": Words("周报", "Week"), "portfolio": Words("组合", "Port"), "settings": Words("设置", "Set"),
}  # fmt: skip
"""How the nav row names a place; the team's desk is not in it."""
WEEKDAYS = (Words("周一", "Mon"), Words("周二", "Tue"), Words("周三", "Wed"), Words("周四", "Thu"),
            Words("周五", "Fri"), Words("周六", "Sat"), Words("周日", "Sun"))  # fmt: skip
MOST_HINTS = 8

Part = str | Styled


def day_words(today: date) -> str:
    """Return the day as the nav row says it, with its ISO week."""
    weekday, week = i18n.say(WEEKDAYS[today.weekday()]), today.isocalendar().week
    return f"{today:%m-%d}{weekday} W{week:02}" if i18n.language() == "zh" else f"{weekday} {today:%m-%d}"


def nav_parts(
    active: str,
    counts: Mapping[str, int],
    day: str,
    *,
    demo: bool,
    masked: bool,
    room: int,
    progress: str = "",
) -> list[Part]:
    """Return the places, and at the right what must not be overlooked and the day, in `room` cells.

    While there is `progress` of long work it stands in place of the day.
    """
    tail: list[Part] = []
    if demo:
        tail.append(Styled(" DEMO ", "strong"))
    if masked:
        tail.append(Styled(i18n.say(Words(" 已遮蔽 ", " MASKED ")), "strong"))
    tail.append(f" {progress or day} " if room >= 76 or not tail else " ")
    for compact in (0, 1, 2):
        head = _places(active, counts, compact)
        if cells(head) + cells(tail) <= room:
            break
    return [*head, " " * max(0, room - cells(head) - cells(tail)), *tail]


def cells(parts: Sequence[Part]) -> int:
    """Return how many cells parts take side by side."""
    return sum(cell_len(part if isinstance(part, str) else part.text) for part in parts)


def _places(active: str, counts: Mapping[str, int], compact: int) -> list[Part]:
    gap = "  " if compact == 0 and i18n.language() == "zh" else " "
    parts: list[Part] = [] if active == "today" else [" "]
    for place in PLACES:
        name = place.id[3:]
        if name not in SHORT or name == "settings":
            continue
        label = place.keys[0]
        if compact < 2 or name == active:  # a count behind a bare digit would read as one number
            label += i18n.say(SHORT[name]) + (str(counts[name]) if counts.get(name) else "")
        parts.append(Styled(f"[{label}]", "strong") if name == active else label)
        parts.append(gap)
    return parts


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One entry of the footer: the key as shown, what it does, and the key to press for a click."""

    shown: str
    label: str
    key: str

    @property
    def text(self) -> str:
        """Return key and label as one text: `v记拜访`, `v Log`."""
        tight = i18n.language() == "zh" and not (self.shown[-1:].isalnum() and self.label[:1].isascii())
        return self.shown + ("" if tight else " ") + self.label


def fitting(hints: Sequence[KeyHint], room: int) -> Sequence[KeyHint]:
    """Return the hints that fit in `room` cells; the last one, help, is never dropped."""
    if not hints:
        return ()
    *others, last = list(hints)
    chosen = others[: MOST_HINTS - 1]
    while chosen and sum(cell_len(h.text) + 2 for h in (*chosen, last)) - 2 > room - 1:
        chosen.pop()
    return (*chosen, last)


def footer_parts(hints: Sequence[KeyHint]) -> list[Part]:
    """Return hints as the footer shows them."""
    parts: list[Part] = [" "]
    for hint in hints:
        parts += [Styled(hint.shown, "strong"), hint.text[len(hint.shown) :] + "  "]
    return parts
