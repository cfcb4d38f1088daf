"""Forms whose text is kept on disk within a second of the last key, through Esc, a crash and a restart."""

from typing import TypeVar

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from relmgr import i18n, services
from relmgr.queries.drafts import KeptDraft
from relmgr.screens import workers
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.host import Host
from relmgr.widgets import glyphs
from relmgr.words import Words

ResultT = TypeVar("ResultT")
PAUSE = 0.5
"""Seconds between a key and the saving of what was typed; writing takes some more, and both stay below one."""

CONTINUED = Words("继续草稿 {at}", "continuing the draft of {at}")
KEPT = Words("草稿已存 {at}", "draft saved {at}")


class DraftedForm(Form[ResultT]):
    """Saves its values under `draft_key` while they are typed; saving the form drops them."""

    def __init__(self, host: Host, title: Words, draft_key: str, kept: KeptDraft | None) -> None:
        """Continue the `kept` values if there are any."""
        super().__init__(title)
        self.host, self.draft_key, self.kept = host, draft_key, kept
        self.started: dict[str, str] = {}
        self._timer: Timer | None = None
        self._saved: dict[str, str] | None = None

    def on_mount(self) -> None:
        """Remember what the form starts with; fill in the kept values, if there are any, and say so."""
        self.started = self.values()
        if self.kept is None:
            return
        for name, value in self.kept.payload.items():
            if field := next((f for f in self.fields if f.field == name), None):
                field.value = str(value)
        if any(field.more and field.value for field in self.fields):
            self.show_more()
        self._saved = self.values()
        at = self.kept.updated_at.astimezone(self.host.workspace.clock.zone)
        self._head(i18n.say(CONTINUED, at=f"{at:%m-%d %H:%M}"))

    def _head(self, text: str) -> None:
        self.query_one(".panel-title", Static).update(Content(glyphs.titled(f"{i18n.say(self.title)}   {text}")))

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
        if values not in (self._saved, self.started):
            self._saved = values
            await self.host.do(services.save_draft, self.draft_key, values)
            clock = self.host.workspace.clock
            self._head(i18n.say(KEPT, at=f"{clock.now().astimezone(clock.zone):%H:%M:%S}"))

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
