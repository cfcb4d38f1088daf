"""A pane of text that wraps Chinese between any two characters.

Textual breaks lines at blanks only: after a Latin word and a blank a whole Chinese sentence moves to the next line.
"""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from relmgr.widgets.wrapping import breaks


def flowed(said: Content, width: int) -> Content:
    """Return content with line ends where text of `width` cells needs them; styles stay."""
    lines: list[Content] = []
    for line in said.split("\n", allow_blank=True):
        lines += (piece.rstrip() for piece in line.divide(breaks(line.plain, width)))
    return Content("\n").join(lines)


class TextPane(Static):
    """Shows content that flows to its width."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the content takes at a width."""
        said = self.visual
        if width and isinstance(said, Content):
            return flowed(said, width).get_height({}, width)
        return super().get_content_height(container, viewport, width)

    def render(self) -> RenderResult:
        """Return the content as it flows at the present width."""
        said = self.visual
        return (
            flowed(said, width) if isinstance(said, Content) and (width := self.content_size.width) else said
        )
