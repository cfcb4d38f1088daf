"""Asking why: a reason by digit, or in words when none of the listed ones fits."""

from collections.abc import Mapping

from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.small import ReasonPanel
from relmgr.words import Words


async def ask_reason(
    screen: WorkspaceScreen, title: Words, choices: Mapping[str, Words]
) -> tuple[str, str] | None:
    """Return the code of the picked reason and its text; `other` asks for a sentence; None if the person left."""
    picked = await screen.ask_person(ReasonPanel(title, choices=list(choices.values())))
    if picked is None:
        return None
    code = list(choices)[picked.choice or 0]
    if code != "other":
        return code, ""
    written = await screen.ask_person(ReasonPanel(title, required=True))
    return None if written is None else (code, written.text)
