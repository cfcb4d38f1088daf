"""Asks where a file goes: the path is filled in and can be changed."""

from collections.abc import Sequence
from pathlib import Path

from relmgr.errors import Invalid
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.words import Words

PATH = Words("文件", "File")
NO_PATH = Words("请写文件名，例如 周报.md。", "Write a file name, for example week.md.")


class PathForm(Form[Path]):
    """Answers a path; `~` is the home folder."""

    FOOTER = ("form.save", "form.close")

    def __init__(self, title: Words, path: Path) -> None:
        """Start with a path."""
        self.path = path
        super().__init__(title)

    def make_fields(self) -> Sequence[Field]:
        """Return the one field."""
        return (Field("path", PATH, value=str(self.path)),)

    async def submit(self) -> None:
        """Answer the path; raises Invalid for a blank."""
        text = self.field("path").value.strip()
        if not text:
            raise Invalid("path", NO_PATH)
        self.close(Path(text).expanduser())
