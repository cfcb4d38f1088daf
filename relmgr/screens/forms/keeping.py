"""Keeping what is typed: a form's values are on disk within a second of the last key, until the form is saved."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from textual.timer import Timer

from relmgr.queries.drafts import KeptDraft, draft
from relmgr.screens import workers

if TYPE_CHECKING:
    from relmgr.screens.host import Host

PAUSE = 0.4
"""Seconds between a key and the writing of what was typed; the write itself takes some more (docs/decisions/054)."""
PLACE = ".place"
"""The entry beside the fields' values that names the field which had the keyboard."""


class Kept(Protocol):
    """What a form tells the keeper of its draft."""

    def kept_values(self) -> dict[str, str]:
        """Return every field's text by name, and what was picked."""

    def place(self) -> str:
        """Return the name of the field that has the keyboard."""


class DraftKeeper:
    """Writes the values of one form under one key, off the event loop and never two at a time."""

    def __init__(self, host: "Host", form: Kept, form_key: str, kept: KeptDraft | None) -> None:
        """Keep the draft of `form_key`; `kept` is what is on disk."""
        self.host, self.form, self.form_key, self.kept = host, form, form_key, kept
        self.started: Mapping[str, str] = {}
        self._saved: Mapping[str, str] | None = None
        self._timer: Timer | None = None
        self._writing = asyncio.Lock()
        self._last: dict[str, str] | None = None

    @property
    def is_on_disk(self) -> bool:
        """Tell whether there is something to forget when the form is saved."""
        return self.kept is not None or self._saved is not None

    def begin(self, started: Mapping[str, str], now: Mapping[str, str]) -> None:
        """Know what the form starts with and what it shows now, with the draft filled in."""
        self.started = started
        if self.kept is not None:
            self._saved = now

    def soon(self) -> None:
        """Write shortly, unless that is already about to happen; typing on does not put it off."""
        if self._timer is None and self._last is None:
            self._timer = self.host.set_timer(PAUSE, self._now)

    def now(self) -> None:
        """Write at once, beside the keyboard: a field was left."""
        if self._timer is not None:
            self._now()

    def _now(self) -> None:
        self._stop()
        workers.start(self.host, "draft", self.keep)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def keep(self) -> None:
        """Write the values now if they differ from what is on disk; blank again is nothing to keep."""
        self._stop()
        async with self._writing:
            if self._last is None:
                await self._write(self.form.kept_values())

    async def _write(self, values: dict[str, str]) -> None:
        if values == (self.started if self._saved is None else self._saved):
            return
        if values == self.started:
            await asyncio.to_thread(self.host.workspace.drop_draft, self.form_key)
            self._saved = self.kept = None
            return
        written = {**values, PLACE: self.form.place()}
        await asyncio.to_thread(self.host.workspace.keep_draft, self.form_key, written)
        self._saved = values

    def answered(self) -> None:
        """Stop keeping: the form was answered with what it says now."""
        self._stop()
        self._last = self.form.kept_values()

    async def drop(self) -> None:
        """Forget the draft, because what the form was for has been done."""
        async with self._writing:
            if self.is_on_disk:
                await asyncio.to_thread(self.host.workspace.drop_draft, self.form_key)
            self.kept = self._saved = None

    async def restore(self) -> None:
        """Keep the answer as a draft, because what the form was for could not be done."""
        async with self._writing:
            if self._last is not None:
                await self._write(self._last)


async def recalled(host: "Host", form: Kept, form_key: str) -> DraftKeeper:
    """Return the keeper of a form that is about to be shown, with the draft that waits for it."""
    return DraftKeeper(host, form, form_key, await host.ask(draft, form_key))


class Answers:
    """The forms answered in the action under way: their drafts go when it has been carried out.

    When the action fails, or the person leaves a later question of it, what they typed is still there.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._waiting: dict[object, list[DraftKeeper]] = {}
        self._left: set[object] = set()

    def add(self, keeper: DraftKeeper) -> None:
        """Take in a form that was answered; the action that asked runs in this task, the key that saved does not."""
        self._waiting.setdefault(asyncio.current_task(), []).append(keeper)

    def leave(self) -> None:
        """Hear that the person left a question."""
        if (action := asyncio.current_task()) in self._waiting:
            self._left.add(action)

    async def settle(self, *, done: bool) -> None:
        """Drop or restore the drafts at the end of the action that runs in this task."""
        action = asyncio.current_task()
        left = action in self._left
        self._left.discard(action)
        for keeper in self._waiting.pop(action, ()):
            await (keeper.drop() if done and not left else keeper.restore())
