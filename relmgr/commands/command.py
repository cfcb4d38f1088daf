"""What a command is: one declaration gives the key, the footer, the help, the palette and the menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from relmgr.commands.key_rules import SIGN_OF
from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do with a key, said once.

    `keys` are Textual key names, the shown one first; the others are twins that also work while a Chinese
    input method is on. `in_text` are the keys that act while a text field has the focus. `pinyin` is the
    reading of the Chinese label, syllables apart, for the palette. `menu` is the place in the action menu:
    1 to 9 are the digits of the row's actions, 11 to 19 the digits behind `0`, 20 and above stand after them
    without a digit, 0 is not there. `needs_row` says that it acts on the selected row.
    """

    id: str
    keys: tuple[str, ...]
    label: Words
    effect: Words
    pinyin: str
    short: Words | None = None
    in_text: tuple[str, ...] = ()
    menu: int = 0
    needs_row: bool = False

    @property
    def method(self) -> str:
        """Return the name of the method that carries the command out, on a panel, a screen or the app."""
        return "command_" + self.id.replace(".", "_")

    @property
    def brief(self) -> Words:
        """Return the label as the footer shows it."""
        return self.short or self.label


SHOWN = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab",
    "shift+tab": "S-Tab", "pagedown": "PgDn", "pageup": "PgUp", "delete": "Del", "up": "Up", "down": "Down",
    "left": "Left", "right": "Right", "home": "Home", "end": "End",
}  # fmt: skip


def key_label(key: str) -> str:
    """Return a key as people write it: `^S`, `F1`, `Esc`, `.`."""
    if key in SHOWN or key in SIGN_OF:
        return SHOWN.get(key) or SIGN_OF[key]
    if key.startswith("ctrl+"):
        return "^" + SHOWN.get(key[5:], key[5:].upper())
    if key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key


def matches(text: str, command: Command, keys: Sequence[str] = ()) -> int:
    """Score how well typed text names a command, 0 for not at all; Chinese, pinyin, initials, English or a key."""
    wanted = text.strip().lower()
    if not wanted:
        return 1
    syllables = command.pinyin.split()
    initials, reading = "".join(s[0] for s in syllables), "".join(syllables)
    english = command.label.en.lower()
    scores = (
        100 if wanted in {command.label.zh, english, command.id} else 0,
        80 if command.label.zh.startswith(wanted) or english.startswith(wanted) else 0,
        70 if initials.startswith(wanted) else 0,
        60 if reading.startswith(wanted) else 0,
        50 if any(word.startswith(wanted) for word in english.split()) else 0,
        40 if wanted in command.label.zh or wanted in initials or wanted in reading else 0,
        20 if wanted in english or wanted in command.effect.zh or wanted in command.effect.en.lower() else 0,
        10 if wanted in (key_label(key).lower() for key in keys or command.keys) else 0,
    )
    return max(scores)
