"""The sections of the settings screen as lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from relmgr import __version__, i18n
from relmgr.commands import ADDED, FORM, GLOBAL, LIST, MOVES, Command
from relmgr.commands.key_map import KeyMap
from relmgr.queries.about import About
from relmgr.queries.due import LastRun
from relmgr.settings import Settings
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, Target, cell, heading, row
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

FROM_FILE = Words("配置文件 (Enter 改)", "Config file (Enter changes)")
WRITTEN = {
    "visits_per_week": Words("每周拜访", "Visits a week"),
    "evaluate_at_hour": Words("每日评估 (时)", "Evaluate at"),
    "currency": Words("货币", "Currency"),
    "country": Words("节假日国家", "Holidays of"),
}
"""Settings of the file that are changed on the screen, in its order. Those that run programs, say when the day begins
or who has to approve are changed in the file only."""
FILES, PROTECTION = Words("文件", "Files"), Words("保护", "Protection")
VERSIONS, LIMITS = (
    Words("版本与数据", "Versions and data"),
    Words("阈值与规则：请银行确认", "Thresholds: for the bank to confirm"),
)
KEYS, OWN_KEY = (
    Words("按键 (在配置文件 [keys] 里改)", "Keys (set in [keys] of the file)"),
    Words("自定", "own"),
)
PROTECTED = Words(
    "SQLCipher 加密；密钥由口令保护。忘记口令就打不开。",
    "Encrypted with SQLCipher; the key is protected by a passphrase, which cannot be recovered.",
)
OPEN_KEY = Words("SQLCipher 加密；没有设口令：拿到密钥文件的人就能打开。请至少保护好电脑账户。",
                 "Encrypted with SQLCipher; no passphrase: whoever has the key file can open it. "
                 "Protect the account of this computer.")  # fmt: skip
NOT_YET = Words("还没有评估过", "nothing evaluated yet")
LAST_RUN = Words("{at}，{n} 户，{seconds} 秒", "{at}, {n} clients, {seconds} s")
STOPPED = Words("（中途停下）", " (stopped)")
NOTICE = Words(
    "本软件中的每个门槛、分值、拜访周期、时限、权重、示例利率和评级对应的违约率都是默认值，"
    "未经银行确认，仅作示例；使用前须由银行提供或确认。规则文件可替换，每次评估都记下所用版本。"
    "relmgr 只计算下限、信号和提醒，不决定五级分类、阶段或授信。",
    "Every threshold, score, visit interval, time limit, weight, illustrative rate and grade-to-PD scale in this "
    "product is a default, not confirmed by the bank, and only an example; the bank must supply or confirm it before "
    "use. Rule files can be replaced, and each evaluation records the version it used. relmgr computes floors, signals "
    "and reminders; it never decides an asset class, a stage or a credit.",
)
"""The configuration notice (domain reference, section 0)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the settings screen knows about this machine and this book."""

    settings: Settings
    about: About
    last_run: LastRun | None
    protected: bool
    folder: Path
    database: Path
    vault: Path
    backups: Path
    config: str
    book: str
    demo: bool


def details(shown: Shown, width: int) -> list[Line]:
    """Return the settings of the file, where things are, what protects them, and the versions."""
    own, about = shown.settings, shown.about
    protection = i18n.say(PROTECTED if shown.protected else OPEN_KEY)
    rules = about.rules or i18n.say(NOT_YET)
    demo = " DEMO" if shown.demo else ""
    return [
        heading(i18n.say(FROM_FILE)),
        _fact(Words("配置文件", "Config file"), shown.config, width),
        _fact(Words("时区", "Time zone"), own.timezone, width),
        *(_setting(name, label, str(getattr(own, name)), width) for name, label in WRITTEN.items()),
        heading(i18n.say(FILES)),
        _fact(Words("文件夹", "Folder"), str(shown.folder), width),
        _fact(Words("数据库", "Database"), shown.database.name, width),
        _fact(Words("密钥", "Key file"), shown.vault.name, width),
        _fact(Words("备份", "Backups"), shown.backups.name + "/", width),
        heading(i18n.say(PROTECTION)),
        *_text("protection", protection, width),
        heading(i18n.say(VERSIONS)),
        _fact(Words("relmgr", "relmgr"), __version__, width),
        _fact(Words("客户库", "Book"), privacy.name(shown.book) + demo, width),
        _fact(Words("数据库结构", "Schema"), about.schema, width),
        _fact(Words("规则版本", "Rulebook"), rules, width),
        _fact(Words("上次评估", "Evaluated"), _last_run(shown), width),
        _fact(Words("客户/拜访", "Holds"), f"{about.clients:,} / {about.visits:,}", width),
    ]


def _last_run(shown: Shown) -> str:
    """Return when the book was last evaluated, how many clients, and how long it took."""
    run = shown.last_run
    if run is None:
        return i18n.say(NOT_YET)
    at = f"{run.at.astimezone(shown.settings.zone):%Y-%m-%d %H:%M}"
    said = i18n.say(LAST_RUN, at=at, n=f"{run.clients:,}", seconds=f"{run.took_ms / 1000:.1f}")
    return said if run.finished else said + i18n.say(STOPPED)


def limits(width: int) -> list[Line]:
    """Return the configuration notice."""
    return [heading(i18n.say(LIMITS)), *_text("notice", i18n.say(NOTICE), width)]


def keys(keymap: KeyMap) -> list[Line]:
    """Return every key by category, a person's own ones marked."""
    groups = (
        (Words("到处", "Everywhere"), GLOBAL),
        (Words("列表", "Lists"), (*MOVES, *LIST)),
        (Words("各屏", "Screens"), _of_screens()),
        (Words("表单", "Forms"), FORM),
    )
    lines = []
    for title, commands in groups:
        lines.append(heading(f"{i18n.say(KEYS)}: {i18n.say(title)}"))
        lines += [_key(command, keymap) for command in commands]
    return lines


def _of_screens() -> Iterable[Command]:
    """Return what screens add to the lists, each once."""
    lists = {command.id for command in LIST}
    added = {
        command.id: command for own in reversed(ADDED.values()) for command in own if command.id not in lists
    }
    return reversed(added.values())


def _key(command: Command, keymap: KeyMap) -> Line:
    own = i18n.say(OWN_KEY) if command.id in keymap.own else ""
    label = cell(i18n.say(command.label), 16) if own else i18n.say(command.label)
    shown = cell(Styled(keymap.labels(command, 3), "strong" if own else ""), 12)
    return row(Target("key", command.id), shown, label, Styled(own, "muted"))


def _setting(name: str, label: Words, value: str, width: int) -> Line:
    return row(Target(name, ""), cell(i18n.say(label), 14), cell(value, max(10, width - 17)))


def _fact(label: Words, value: str, width: int) -> Line:
    return row(
        Target("fact", label.en), cell(Styled(i18n.say(label), "muted"), 14), cell(value, max(10, width - 17))
    )


def _text(name: str, text: str, width: int) -> list[Line]:
    found = wrapped(text, width - 3)
    return [row(Target(name, str(n)), line) for n, line in enumerate(found)]
