"""Settings of this machine: a small TOML file and RELMGR_ environment variables, as one frozen value.

Read on the start path, so it is the standard library's parser and a plain dataclass.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_config_path, user_data_path

from relmgr.errors import Refused
from relmgr.words import Words

BAD_KEY = Words(
    "{path}：不认识的设置 {key}；最接近的是 {near}。",
    "{path}: no setting is called {key}; the nearest is {near}.",
)
BAD_TYPE = Words("{path}：{key} 应为 {kind}。", "{path}: {key} must be of type {kind}.")
BAD_ZONE = Words("不认识的时区 {zone}；例如 Asia/Shanghai。", "Unknown time zone {zone}; try Asia/Shanghai.")
NOT_WRITTEN = Words(
    "{path} 里的 {key} 没有改动：请直接在文件里改。",
    "{key} was left as it is in {path}; change it in the file itself.",
)
BAD_TOML = Words("{path} 不是有效的 TOML：{why}", "{path} is not valid TOML: {why}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set; every field has a default that works."""

    language: str = "auto"
    """'zh', 'en', or 'auto' to follow the locale."""
    timezone: str = "Asia/Shanghai"
    """IANA name of the zone in which the banker's day begins."""
    currency: str = "CNY"
    """ISO 4217 code of amounts that name no currency."""
    country: str = "CN"
    """ISO 3166 code of the country whose public holidays count."""
    theme: str = "dark"
    """'dark', 'light', 'contrast', 'mono' or 'ansi' (the terminal's own sixteen colours)."""
    glyphs: str = "auto"
    """'unicode' or 'ascii' for lines and bars, or 'auto' to ask the terminal how wide it draws them."""
    clipboard: str = "auto"
    """'osc52', 'file' or 'command' for copied text, or 'auto' for what works here."""
    clipboard_command: str = ""
    """Program that takes copied text on its standard input, run without a shell; '' for the one of this machine."""
    visits_per_week: int = 10
    """How many contacts a week the manager plans for."""
    remind_command: str = ""
    """Program the reminder service runs for each reminder, without a shell; '' for none."""
    bell: bool = True
    """Whether a due reminder rings the terminal bell."""
    evaluate_at_hour: int = 6
    """Hour of the banker's day from which on the book is owed its daily evaluation."""
    override_needs_approval: bool = False
    """Whether a team lead has to approve an override of a tier; in the file `[tiers] override_needs_approval`."""
    keys: Mapping[str, object] = field(default_factory=dict)
    """Command id to keys (`"visit.log" = "f8"`), for people who want other keys; `relmgr keys` lists the ids."""
    file: Path | None = field(default=None, metadata={"given": True})
    """The file these settings come from; not a setting itself."""

    @property
    def rules_folder(self) -> Path | None:
        """Return the folder beside the settings file whose rule files replace the built-in ones."""
        return self.file.parent / "rules" if self.file else None

    @property
    def zone(self) -> ZoneInfo:
        """Return the banker's time zone; raises Refused when there is no such zone."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Refused(BAD_ZONE.fill(zone=self.timezone)) from error


def data_folder(given: str | None) -> Path:
    """Return where the book lives: what was given, else RELMGR_HOME, else the platform's data folder."""
    chosen = given or os.environ.get("RELMGR_HOME")
    return Path(chosen).expanduser() if chosen else user_data_path("relmgr", appauthor=False)


def config_file(given: str | None) -> Path:
    """Return the settings file: inside a home that was named, else in the platform's config folder."""
    chosen = given or os.environ.get("RELMGR_HOME")
    folder = Path(chosen).expanduser() if chosen else user_config_path("relmgr", appauthor=False)
    return folder / "config.toml"


def load_settings(path: Path) -> Settings:
    """Return the settings of a file, or the defaults where there is none; raises Refused."""
    values = dict(_read(path))
    if command := os.environ.get("RELMGR_REMIND_COMMAND"):
        values["remind_command"] = command
    return Settings(**values, file=path)


def _read(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(BAD_TOML.fill(path=path, why=error)) from error
    if isinstance(remind := values.pop("remind", None), dict):
        values["remind_command"] = remind.get("command", "")
    if isinstance(tiers := values.pop("tiers", None), dict):
        values |= tiers
    for key, value in values.items():
        _check(path, key, value)
    return values


def _check(path: Path, key: str, value: object) -> None:
    known = {f.name: getattr(Settings(), f.name) for f in fields(Settings) if not f.metadata.get("given")}
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=0.0)[0]
        raise Refused(BAD_KEY.fill(path=path, key=key, near=near))
    if type(value) is not type(known[key]):
        raise Refused(BAD_TYPE.fill(path=path, key=key, kind=type(known[key]).__name__))


def write_setting(path: Path, key: str, value: str | int) -> None:
    """Set one value at the top of the settings file and keep every other line; raises Refused.

    `value` is a number or a plain word. A file that would then say anything else than before and this value is
    left as it is: a setting may stand in it in a way that only its owner should touch.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    before = _parsed(path, text)
    lines = text.splitlines(keepends=True)
    top = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    here = next((n for n, line in enumerate(lines[:top]) if line.partition("=")[0].strip() == key), None)
    written = f"{key} = {value}\n" if isinstance(value, int) else f'{key} = "{value}"\n'
    if here is None:
        lines.insert(0, written)
    else:
        lines[here] = written
    after = "".join(lines)
    if _parsed(path, after) != {**before, key: value}:
        raise Refused(NOT_WRITTEN.fill(path=path, key=key))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(after, encoding="utf-8")
    fresh.replace(path)


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(BAD_TOML.fill(path=path, why=error)) from error
