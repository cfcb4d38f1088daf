"""Forms whose text is kept on disk within a second of the last key, through Esc, a crash and a restart."""

from collections.abc import Mapping
from typing import Any, TypeVar

from textual.timer import Timer

from relmgr import services
from relmgr.screens import workers
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.host import Host
from relmgr.words import Words

ResultT = TypeVar("ResultT")
PAUSE = 0.5
"""Seconds between a key and the saving of what was typed; writing takes some more, and both stay below one."""


class DraftedForm(Form[ResultT]):
    """Saves its values under `draft_key` while they are typed; saving the form drops them."""

    def __init__(self, host: Host, title: Words, draft_key: str, kept: Mapping[str, Any] | None) -> None:
        """Continue `kept` values if there are any."""
        super().__init__(title)
        self.host, self.draft_key, self.kept = host, draft_key, kept
        self._started: dict[str, str] = {}
        self._timer: Timer | None = None
        self._saved: dict[str, str] | None = None

    def on_mount(self) -> None:
        """Fill in the kept values and remember what the form starts with."""
        self._started = self.values()
        for name, value in (self.kept or {}).items():
            if field := next((f for f in self.fields if f.field == name), None):
                field.value = str(value)
        self._saved = self.values() if self.kept else None

    def values(self) -> dict[str, str]:
        """Return every field's text by name."""
        return {field.field: field.value for field in self.fields}

    def changed(self, field: Field) -> None:  # noqa: ARG002 - any field will do
        """Save what was typed soon, unless that is already about to happen."""
        if self._timer is None and self.is_attached and not self.outcome.done():
            self._timer = self.set_timer(PAUSE, self._save_later)

    def _save_later(self) -> None:
        self._timer = None
        workers.start(self.host, "draft", self.keep)

    async def keep(self) -> None:
        """Save the values now if they differ from what is on disk."""
        values = self.values()
        if values not in (self._saved, self._started):
            self._saved = values
            await self.host.do(services.save_draft, self.draft_key, values)
            self.kept_at()

    def kept_at(self) -> None:
        """Hear that the draft is on disk."""

    def stop_keeping(self) -> None:
        """Save no more: the form itself was saved."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = None

    async def drop(self) -> None:
        """Forget the draft, if one is on disk."""
        self.stop_keeping()
        if self._saved is not None or self.kept:
            await self.host.do(services.drop_draft, self.draft_key)

    async def command_form_close(self) -> None:
        """Keep the draft and close."""
        self.stop_keeping()
        await self.keep()
        self.close(None)
