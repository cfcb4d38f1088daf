"""`E`: the text of a row in the person's own editor, or in a large field where there is none; loaded with the key."""

from collections.abc import Callable, Mapping

from relmgr import i18n, services
from relmgr.db.reader import Reader
from relmgr.domain.texts import TextKind
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.queries.texts import WrittenText, notes_text, reminder_text, task_text, visit_text
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.external_editor import ZoomedText, change_of, edit_text, say_change
from relmgr.words import Words

QUESTIONS: Mapping[str, Callable[[Reader, Key], WrittenText | None]] = {
    "visit": visit_text,
    "visit_done": visit_text,
    "follow_up": task_text,
    "task_done": task_text,
    "reminder": reminder_text,
    "client": notes_text,
}
"""Kind of row to the text that stands in it."""

LABELS = {
    TextKind.SUMMARY: Words("拜访要点", "Summary of the visit"),
    TextKind.TOPIC: Words("拜访主题", "Topic of the visit"),
    TextKind.TASK: Words("待办", "Follow-up"),
    TextKind.REMINDER: Words("提醒", "Reminder"),
    TextKind.NOTES: Words("客户笔记", "Notes of the client"),
}
WRITES = {
    TextKind.SUMMARY: "rewrite_visit",
    TextKind.TOPIC: "rewrite_visit",
    TextKind.TASK: "rewrite_follow_up",
    TextKind.REMINDER: "rewrite_reminder",
    TextKind.NOTES: "write_notes",
}
WRITTEN = Words(
    "已改写：+{added} -{removed} 字，u 撤销", "Rewritten: +{added} -{removed} characters, u undoes"
)
NO_TEXT = Words("这一行没有可改写的文字。", "There is no text in this row that can be rewritten.")


async def rewrite(screen: WorkspaceScreen, about: str, key: Key) -> None:
    """Let the person write a text anew, keep it, and say how large the change is.

    A text that is too long comes back in a large field to be shortened; given back as it is, it is dropped.
    """
    found = await screen.ask(QUESTIONS[about], key)
    if found is None:
        screen.tell(i18n.say(NO_TEXT))
        return
    label = i18n.say(LABELS[found.kind])
    title = f"{label}: {found.client}" if found.client else label
    text = await edit_text(screen, title, found.text)
    while (wrong := await _refused(screen, found, text)) is not None:
        again = text
        if text.strip():
            again = await screen.ask_person(ZoomedText(f"{label}   {wrong}", text)) or text
        if again == text:
            screen.host.tell(wrong, problem=True)
            return
        text = again


async def _refused(screen: WorkspaceScreen, found: WrittenText, text: str) -> str | None:
    """Keep the text, or return what is wrong with it."""
    try:
        await _write(screen, found, text)
    except Invalid as error:
        return i18n.say(error.words)
    return None


async def _write(screen: WorkspaceScreen, found: WrittenText, text: str) -> None:
    if text != found.text:
        done = await screen.host.do(getattr(services, WRITES[found.kind]), found.id, text)
        if done.result:
            added, removed = change_of(found.text, text)
            screen.host.toast(WRITTEN, added=added, removed=removed)
            return
    screen.host.tell(say_change(text, text))
