"""The first start asks for language, name and passphrase, and the answers last."""

from dataclasses import replace
from pathlib import Path

import pytest

from relmgr import i18n
from relmgr.cli.context import Context, Options
from relmgr.cli.tui import first_run
from relmgr.queries.memory import remembered
from relmgr.settings import Settings
from tests.cli.conftest import Shell


@pytest.mark.parametrize(("answer", "kept"), [("en", "en"), ("ZH ", "zh"), ("", None)])
def test_the_language_of_the_first_answer_lasts(
    bare: Shell, tmp_path: Path, answer: str, kept: str | None
) -> None:
    """An answer is remembered for the next start; without one the machine's language stays in charge."""
    answers = [answer, "王磊", ""]
    machine = replace(bare.machine, ask=lambda _q: answers.pop(0), ask_secret=lambda _q: answers.pop(0))
    context = Context(Options(home=str(tmp_path / "home")), Settings(), machine)
    try:
        first_run(context)
        assert answers == []
        assert context.workspace.ask(remembered, "language") == kept
        assert i18n.language() == (kept or "zh")
    finally:
        context.close()
