"""Tier, level and severity as words with a mark, readable without colour; styles carry the meaning's name."""

from typing import TYPE_CHECKING, NamedTuple

from relmgr import i18n
from relmgr.domain.values import Level, Severity, Tier
from relmgr.widgets.cells import harmless
from relmgr.words import Words

if TYPE_CHECKING:
    from textual.content import Content


class Styled(NamedTuple):
    """A text with the name of its meaning (`severity-red`, `tier-a`, `muted`), '' for plain."""

    text: str
    style: str = ""


STYLES = {
    "severity-red": "bold reverse",
    "severity-orange": "bold",
    "severity-yellow": "",
    "severity-blue": "",
    "done": "",
    "overdue": "bold underline",
    "tier-a": "bold",
    "tier-b": "",
    "tier-c": "",
    "tier-d": "",
    "muted": "",
    "strong": "bold",
}
"""Attributes that tell the grave meanings apart without any colour; none is `dim`, which halves the contrast."""

_MARKS = {
    "red": Words("红!!!", "RED!!!"),
    "orange": Words("橙!!", "ORG!!"),
    "yellow": Words("黄!", "YEL!"),
}
_UNKNOWN = Words("不明?", "unkn?")
_CLEAR = Words("无", "none")


def severity_badge(severity: Severity | str) -> Styled:
    """Return a severity as its word and as many marks as it is grave."""
    return Styled(i18n.say(_MARKS[str(severity)]), f"severity-{severity}")


def level_badge(level: Level, *, loud: bool = False) -> Styled:
    """Return a client's risk level; green is blank in a list and a word when `loud`."""
    if level is Level.GREEN:
        return Styled(i18n.say(_CLEAR), "done") if loud else Styled("")
    if level is Level.UNKNOWN:
        return Styled(i18n.say(_UNKNOWN), "muted")
    return severity_badge(level.value)


def tier_badge(tier: Tier | None) -> Styled:
    """Return a tier as its letter, `-` where none was given yet."""
    return Styled(tier.value, f"tier-{tier.value.lower()}") if tier else Styled("-", "muted")


def content(*parts: str | Styled) -> "Content":
    """Return parts side by side as content that paints itself in the current theme; nothing is markup."""
    from textual.content import Content  # noqa: PLC0415  badges are painted before Textual is loaded

    return Content.assemble(*(_piece(part) for part in parts))


def lines(*rows: "Content") -> "Content":
    """Return contents below each other."""
    from textual.content import Content  # noqa: PLC0415  badges are painted before Textual is loaded

    return Content("\n").join(rows)


def content_lines(text: str) -> "Content":
    """Return a text of several lines as content; `content` alone would put them on one."""
    return lines(*(content(line) for line in text.split("\n")))


def cursor_style(focused: bool) -> str:
    """Return the style of the selected row, in a list that has the keyboard or not."""
    return (
        "$cursor-foreground on $cursor-background $cursor-attributes" if focused else "on $blurred-background"
    )


def _piece(part: str | Styled) -> "Content":
    from textual.content import Content  # noqa: PLC0415  badges are painted before Textual is loaded

    if isinstance(part, str):
        return Content(harmless(part))
    colour = "" if part.style in ("strong", "overdue", "") else f"${part.style} "
    return Content.styled(harmless(part.text), f"{colour}{STYLES.get(part.style, '')}".strip())
