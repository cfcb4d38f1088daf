"""A rule file that is wrong is told on the message line, once, and the day's work goes on."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from relmgr.screens.evaluating import BackgroundEvaluation
from relmgr.workspace import Workspace


@dataclass
class Window:
    """What the evaluation needs of a window: a book and a message line."""

    workspace: Workspace
    told: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        """Show a message."""
        self.told.append(text)

    def show_progress(self, _text: str) -> None:
        """Show how far the run is."""

    async def hold(self, work: Callable[[], Any]) -> Any:
        """Write something."""
        return await asyncio.to_thread(work)

    def changed(self, _tables: frozenset[str]) -> None:
        """Load again what has changed."""


async def caught_up() -> None:
    """Do nothing: nobody else writes here."""


async def test_a_broken_rule_file_is_said_once(book: Workspace, tmp_path: Path) -> None:
    """The sentence names file, line and key; the built-in rules count."""
    folder = tmp_path / "config" / "rules" / "warnings.d"
    folder.mkdir(parents=True)
    (folder / "bank.toml").write_text('[[warnings]]\nid = "EW02"\nenabled = 1\n', "utf-8")
    book.settings = replace(book.settings, file=tmp_path / "config" / "config.toml", evaluate_at_hour=23)
    window = Window(book)
    evaluation = BackgroundEvaluation(cast(Any, window), caught_up)
    await evaluation.run_if_owed()
    await evaluation.run_if_owed()
    [said] = window.told
    assert said.startswith(
        "规则文件有错，沿用上次的规则：warnings.d/bank.toml 第 3 行，warnings[EW02].enabled"
    )
    assert book.rules.warnings.rules
