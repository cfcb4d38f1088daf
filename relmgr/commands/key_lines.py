"""Reads `[keys]` of the settings: a person's own keys; a line that cannot be is told and left out."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from relmgr.commands.command import Command, key_label
from relmgr.commands.key_map import KeyMap, contexts, every_command
from relmgr.commands.key_rules import (
    ESCAPE_TAILS,
    NEVER,
    SIGNS,
    TEXT_FIELD_KEYS,
    is_forbidden,
    known_keys,
    read_key,
    reads_only,
)
from relmgr.rulebook.places import TomlText
from relmgr.words import Words

WHERE = Words("{file} 第 {line} 行 [keys] {id} = {key}：", "{file}, line {line}, [keys] {id} = {key}: ")
STAYS = Words("；{id} 仍用 {keys}。", "; {id} keeps {keys}.")
UNKNOWN_ID = Words("没有这个命令；最接近的是 {near}。", "no command has this id; the nearest is {near}.")
NOT_TEXT = Words('应为文字，例如 "x" 或 "f8"', 'it must be a text such as "x" or "f8"')
NO_KEY = Words(
    "没有这个键；最接近的是 {near}，单个字母照写",
    "there is no such key; the nearest is {near}, a letter is itself",
)
FORBIDDEN = Words(
    "终端不发送这个键，或另有用处",
    "terminals do not send this key, or it is taken by terminal or input method",
)
FAKED = Words(
    "慢线路会把方向键拆成这个字母，不能给会写数据的命令",
    "a slow line types this letter when it splits an arrow key, so nothing that writes may have it",
)
TYPED = Words("表单里要能打出这个字；请用 Ctrl 或功能键", "it is typed in forms; take a Ctrl or function key")
TAKEN = Words("这个键已经是 {other}（{label}）", "this key is {other} ({label})")
PALETTE = Words("这个命令只在命令面板里", "this command is only in the palette")


def read_key_map(written: Mapping[str, object], file: Path | None = None) -> tuple[KeyMap, list[Words]]:
    """Return the key map of `[keys]`, and a sentence for every line that was left out.

    Each sentence names file, line and key, what is wrong, and what stays or what is nearest.
    """
    if not written:
        return KeyMap(), []
    reading = _Reading(file)
    for command_id, value in _flat(written):
        reading.line(command_id, value)
    reading.drop_clashes()
    return KeyMap(reading.own), reading.troubles


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield ids and values; `visit.log = "x"` without quotes is a table inside a table to TOML."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


class _Reading:
    """One walk over `[keys]`."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.known = {command.id: command for command in every_command()}
        self.own: dict[str, tuple[str, ...]] = {}
        self.raw: dict[str, object] = {}
        self.troubles: list[Words] = []

    def line(self, command_id: str, value: object) -> None:
        """Take over one line, or say why not."""
        self.raw[command_id] = value
        command = self.known.get(command_id)
        if command is None:
            near = get_close_matches(command_id, self.known, n=1, cutoff=0.0)[0]
            self._leave_out(command_id, UNKNOWN_ID.fill(near=near))
        elif not command.keys:
            self._leave_out(command_id, PALETTE)
        elif not isinstance(value, str) or not value:
            self._leave_out(command_id, NOT_TEXT)
        else:
            keys = [read_key(one) for one in (value.split(",") if len(value) > 1 else [value])]
            wrong = next((why for key in keys if (why := _why_not(command, key, value))), None)
            if wrong is not None:
                self._leave_out(command_id, wrong)
            else:
                self.own[command_id] = tuple(key for key in keys if key is not None)

    def drop_clashes(self) -> None:
        """Leave out the later line of two that take the same key, and a line that takes a key in use."""
        while (clash := self._clash()) is not None:
            loser, other = clash
            del self.own[loser]
            self._leave_out(loser, _filled(TAKEN, other))

    def _clash(self) -> tuple[str, Command] | None:
        order = list(self.own)
        keys = KeyMap(self.own)
        for commands in contexts():
            in_form = commands[0].id.startswith(("form.", "find."))
            holders: dict[str, Command] = {}
            for command in commands:
                is_guest = in_form and not command.id.startswith(("form.", "find."))
                for key in keys.in_text(command) if is_guest else keys.keys(command):
                    other = holders.setdefault(key, command)
                    if other.id != command.id:
                        pair = sorted(
                            (other, command), key=lambda c: order.index(c.id) if c.id in order else -1
                        )
                        return pair[1].id, pair[0]
        return None

    def _leave_out(self, command_id: str, why: Words) -> None:
        lead = WHERE.fill(
            file=self.file or "config.toml", line=self._line_of(command_id), id=command_id,
            key=_quoted(self.raw[command_id]),
        )  # fmt: skip
        command = self.known.get(command_id)
        tail = Words("", "")
        if command is not None:
            keys = " ".join(key_label(key) for key in command.keys) or "-"
            tail = STAYS.fill(id=command_id, keys=keys)
        self.troubles.append(Words(lead.zh + why.zh + tail.zh, lead.en + why.en + tail.en))

    def _line_of(self, command_id: str) -> int:
        if self.file is None or not self.file.exists():
            return 1
        text = TomlText(self.file.name, self.file.read_text(encoding="utf-8-sig"))
        paths = (("keys", command_id), ("keys", *command_id.split(".")))
        return next((text.lines[path] for path in paths if path in text.lines), 1)


def _why_not(command: Command, key: str | None, written: str) -> Words | None:
    """Return why a command may not have a key, None when it may."""
    if key is None:
        near = get_close_matches(written.lower(), known_keys() - NEVER, n=1, cutoff=0.0)[0]
        return NO_KEY.fill(near=near)
    if is_forbidden(key):
        return FORBIDDEN
    if key in ESCAPE_TAILS and not reads_only(command.id):
        return FAKED
    if command.id.startswith(("form.", "find.")) and (_is_typed(key) or key in TEXT_FIELD_KEYS):
        return TYPED
    return None


def _is_typed(key: str) -> bool:
    return len(key) == 1 or key == "space" or key in SIGNS


def _filled(words: Words, other: Command) -> Words:
    return Words(
        words.zh.format(other=other.id, label=other.label.zh),
        words.en.format(other=other.id, label=other.label.en),
    )


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
