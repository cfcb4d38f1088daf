"""An explanation as rows that unfold: what a line rests on stands under it, down to the rows of the book."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain.explanation import Explanation
from relmgr.domain.explanation import Line as Step
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, LineList, Target, heading, note, row
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

BASIS = Words("截至 {on}，规则 {rules}", "as of {on}, rules {rules}")
FOLDED, OPEN, LEAF = "+ ", "- ", "  "
INDENT, FRAME = 2, 6
"""Cells a level stands in, and cells a heading takes beside its text."""


class TreeList(LineList):
    """Lines whose cursor is always shown: it says what Enter unfolds."""

    @property
    def shows_cursor(self) -> bool:
        """Tell that verbs act on this list."""
        return True


def tree_lines(told: Sequence[Explanation], unfolded: set[str], width: int, client: str = "") -> list[Line]:
    """Return the lines of explanations; under a row only if it is unfolded stand those it rests on.

    `client` is the name the mask hides in them.
    """
    lines: list[Line] = []
    for number, one in enumerate(told):
        lines += _headed(i18n.say(one.title), i18n.say(one.conclusion), width)
        lines.append(note(" ", Styled(i18n.say(BASIS, on=one.day, rules=one.rules), "muted")))
        lines += _lines(one.lines, str(number), 0, unfolded, width, client)
    return lines


def _headed(title: str, conclusion: str, width: int) -> list[Line]:
    """Return title and conclusion on one line, or the conclusion under the title where it would be cut."""
    whole = f"{title}: {conclusion}"
    if cell_len(whole) + FRAME <= width:
        return [heading(whole)]
    return [heading(title), *(note(" ", Styled(text, "strong")) for text in wrapped(conclusion, width - 4))]


def _lines(
    steps: Sequence[Step], path: str, depth: int, unfolded: set[str], width: int, client: str
) -> Iterator[Line]:
    for number, step in enumerate(steps):
        own = f"{path}.{number}"
        is_open = own in unfolded
        mark = (OPEN if is_open else FOLDED) if step.children else LEAF
        text = privacy.about(i18n.say(step.text), client)
        first, *rest = wrapped(text, width - INDENT * depth - 4) or [""]
        yield row(Target("why", own), " " * INDENT * depth, Styled(mark, "muted"), first)
        for more in rest:
            yield note(" " * (INDENT * depth + 3), more)
        if is_open:
            yield from _lines(step.children, own, depth + 1, unfolded, width, client)
