"""The five steps of a new user, each ticked by doing it: the checklist on the Today page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from relmgr import services
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.host import Host

KEY: Final = "steps."
"""Steps are remembered under this and their name."""

HIDDEN: Final = "hidden"
STEPS: Final[Mapping[str, tuple[Words, str]]] = {
    "find": (Words("用首字母找到一个客户", "find a client by initials"), "^F"),
    "log": (Words("记录一次拜访", "log a visit"), "v"),
    "warning": (Words("处置一条预警", "answer a warning"), "4 a"),
    "undo": (Words("撤销一次操作", "undo an action"), "u"),
    "export": (Words("导出本周周报", "export the week"), "7 w"),
}
"""Step to what is to be done and its keys, in order."""

STEP_OF: Final[Mapping[str, str]] = {
    "log_visit": "log",
    **dict.fromkeys(
        ("acknowledge_signals", "plan_signals", "resolve_signals", "dismiss_signals", "snooze_signals"),
        "warning",
    ),
    **dict.fromkeys(("undo_last", "undo_action"), "undo"),
}
"""Use case to the step it is."""


class FirstSteps:
    """Which steps were done on this book, and whether the list is hidden."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.done: set[str] = set()

    def read(self, remembered: Mapping[str, str]) -> None:
        """Take what the book remembers; an empty text stands for what was forgotten again."""
        kept = {name.removeprefix(KEY) for name, text in remembered.items() if name.startswith(KEY) and text}
        self.done = (self.done - {HIDDEN}) | kept

    async def learn(self, host: "Host", step: str | None) -> None:
        """Tick a step the first time it is done."""
        if step is not None and step not in self.done:
            self.done.add(step)
            await self._keep(host, step, "1")

    async def show(self, host: "Host", shown: bool) -> None:
        """Show the list from now on, or hide it."""
        self.done = self.done - {HIDDEN} if shown else self.done | {HIDDEN}
        await self._keep(host, HIDDEN, "" if shown else "1")

    async def _keep(self, host: "Host", name: str, text: str) -> None:
        await host.hold(lambda: host.workspace.do(services.remember, f"{KEY}{name}", text))
        host.changed(frozenset({"setting"}))

    @property
    def shown(self) -> bool:
        """Tell whether the list is to be seen."""
        return HIDDEN not in self.done
