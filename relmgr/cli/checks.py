"""The checks of `relmgr doctor`: each looks at one thing and says what to do about it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Literal

from relmgr.cli.context import Context, Tell
from relmgr.db.book import BookFile
from relmgr.db.cipher import is_plain
from relmgr.db.reader import Reader
from relmgr.db.schema import SCHEMA
from relmgr.errors import RelmgrError
from relmgr.queries.reminders import IS_TASK
from relmgr.words import Words
from relmgr.workspace import Workspace

OLD_BACKUP_DAYS = 3
"""After how many days without a backup a person is told."""

RESTORE = Words("用 relmgr restore 恢复最近的备份。", "Restore the latest backup with relmgr restore.")
SCHEMA_IS = Words("版本 {n}", "schema {n}")
NOT_LISTED = Words(
    "客户 {a}，列表 {b}，索引 {c}；请用 relmgr restore 恢复最近的备份。",
    "{a} clients, {b} in lists, {c} in the index; restore the latest backup with relmgr restore.",
)
UNTOLD = Words(
    "{n} 条到期一天以上还没有通知；打开界面或运行 relmgr remind。",
    "{n} are more than a day late and were not told; open the screens or run relmgr remind.",
)
BROKEN_CHAIN = Words(
    "从第 {n} 条起对不上：有人绕过 relmgr 改过数据。请保留文件并报告信息安全部门。",
    "It breaks at entry {n}: data was changed behind relmgr's back. Keep the files, tell information security.",
)
FINE = Words("", "")

State = Literal["ok", "look", "bad"]
Answer = tuple[State, Words]
OK: Answer = ("ok", FINE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: fine, worth a look, or wrong, with what to do."""

    check: str
    name: Words
    state: State
    detail: Words = FINE


def run_checks(context: Context, tell: Tell) -> list[Finding]:
    """Return what every check found; stops where nothing further can be opened."""
    found = [*_of_files(context), _own_keys(context)]
    try:
        workspace = context.workspace
    except RelmgrError as error:
        return [*found, Finding("open", Words("打开客户库", "the book opens"), "bad", error.words)]
    found.append(Finding("open", Words("打开客户库", "the book opens"), "ok", SCHEMA_IS.fill(n=SCHEMA)))
    for number, (code, name, look) in enumerate(DATABASE, start=1):
        found.append(_safely(code, name, partial(_of_database, workspace.book, look)))
        tell(number, len(DATABASE) + len(ROWS))
    for number, (code, name, check) in enumerate(ROWS, start=len(DATABASE) + 1):
        found.append(_safely(code, name, partial(check, workspace)))
        tell(number, len(DATABASE) + len(ROWS))
    return [*found, _last_backup(context)]


def _safely(code: str, name: Words, check: Callable[[], Answer]) -> Finding:
    """Return the finding of a check; one that cannot be carried out has found something wrong."""
    try:
        state, detail = check()
    except RelmgrError as error:
        return Finding(code, name, "bad", error.words)
    return Finding(code, name, state, detail)


def _of_files(context: Context) -> Iterator[Finding]:
    home, name = context.home, Words("密钥文件", "the key file")
    if not home.vault.exists():
        return
    sound = [home.vault.is_sound(path) for path in (home.vault.path, home.vault.copy)]
    if all(sound):
        yield Finding("vault", name, "ok")
    else:
        advice = Words(
            "有一份损坏或缺失；运行 relmgr passphrase 会重新写好两份。",
            "One of the two copies is damaged or missing; relmgr passphrase writes both anew.",
        )
        yield Finding("vault", name, "look" if any(sound) else "bad", advice)
    name = Words("只有本人能读", "readable by its owner only")
    if sys.platform != "win32" and home.folder.stat().st_mode & 0o077:
        advice = Words("运行 chmod 700 {folder}", "Run chmod 700 {folder}").fill(folder=home.folder)
        yield Finding("rights", name, "look", advice)
    if home.database.exists() and home.database.stat().st_size and is_plain(home.database):
        yield Finding("cipher", Words("加密", "encryption"), "bad", RESTORE)


def _own_keys(context: Context) -> Finding:
    """Look at `[keys]` of the settings: a line that was left out is told with its place."""
    name, written = Words("自定按键", "keys of your own"), context.settings.keys
    if not written:
        return Finding("keys", name, "ok")
    from relmgr.commands.key_lines import read_key_map

    _, troubles = read_key_map(written, context.settings.file)
    if not troubles:
        return Finding("keys", name, "ok", Words("{n} 个", "{n}").fill(n=len(written)))
    said = Words("\n".join(one.zh for one in troubles), "\n".join(one.en for one in troubles))
    return Finding("keys", name, "look", said)


def _integrity(connection: Any) -> str:
    verdict = connection.execute("PRAGMA integrity_check(3)").fetchone()[0]
    return "" if verdict == "ok" else str(verdict)


def _pages(connection: Any) -> str:
    return "; ".join(str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchmany(3))


def _references(connection: Any) -> str:
    return "; ".join(
        f"{row[0]} {row[1]} > {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
    )[:200]


def _cipher(connection: Any) -> str:
    return "" if connection.execute("PRAGMA cipher_version").fetchone() else "cipher_version"


DATABASE: tuple[tuple[str, Words, Callable[[Any], str]], ...] = (
    ("cipher", Words("加密", "encryption"), _cipher),
    ("pages", Words("每页的校验码", "the code of every page"), _pages),
    ("integrity", Words("数据库结构", "the structure of the database"), _integrity),
    ("references", Words("外键", "references between rows"), _references),
)
"""Checks on a raw connection; each returns '' or the beginning of what is wrong."""


def _of_database(book: BookFile, look: Callable[[Any], str]) -> Answer:
    with book.problems(), closing(book.connect()) as connection:
        wrong = look(connection)
    return ("bad", Words(f"{wrong}。{RESTORE.zh}", f"{wrong}. {RESTORE.en}")) if wrong else OK


def _audit_chain(workspace: Workspace) -> Answer:
    from relmgr.db.triggers import first_broken

    book = workspace.book
    assert book.keys is not None
    with book.problems(), closing(book.connect()) as connection:
        broken = first_broken(connection, book.keys.audit)
    return OK if broken is None else ("bad", BROKEN_CHAIN.fill(n=broken))


def _derived(workspace: Workspace) -> Answer:
    clients, listed, indexed = workspace.ask(_client_counts)
    if clients == listed == indexed:
        return OK
    return "bad", NOT_LISTED.fill(a=clients, b=listed, c=indexed)


def _told(workspace: Workspace) -> Answer:
    late = workspace.ask(_untold)
    return ("look", UNTOLD.fill(n=late)) if late else OK


def _rule_files(workspace: Workspace) -> Answer:
    trouble = workspace.rules_trouble
    return OK if trouble is None else ("look", trouble)


ROWS: tuple[tuple[str, Words, Callable[[Workspace], Answer]], ...] = (
    ("audit", Words("审计链", "the audit chain"), _audit_chain),
    ("derived", Words("列表与搜索索引", "lists and search index"), _derived),
    ("reminders", Words("提醒", "reminders"), _told),
    ("rules", Words("规则文件", "rule files"), _rule_files),
)
"""Checks that ask questions of the book."""


def _client_counts(reader: Reader) -> tuple[int, int, int]:
    """Return how many clients there are, and how many the lists and the search index know."""
    return (
        reader.value("SELECT count(*) FROM client WHERE NOT deleted"),
        reader.value("SELECT count(*) FROM clientcache"),
        reader.value("SELECT count(*) FROM client_search"),
    )


def _untold(reader: Reader) -> int:
    """Return how many open reminders are more than a day late and were never told."""
    return int(
        reader.value(
            "SELECT count(*) FROM reminder WHERE state = 'open' AND fired_at IS NULL AND due_at < :before"
            f" AND {IS_TASK}",
            before=reader.now - timedelta(days=1),
        )
    )


def _last_backup(context: Context) -> Finding:
    name = Words("备份", "backups")
    files = list(context.home.backups.glob("*.db")) if context.home.backups.is_dir() else []
    if not files:
        return Finding(
            "backup", name, "look", Words("还没有备份；运行 relmgr backup。", "None yet; run relmgr backup.")
        )
    age = context.clock.now().timestamp() - max(file.stat().st_mtime for file in files)
    days = int(age // 86_400)
    if days > OLD_BACKUP_DAYS:
        old = Words(
            "最近一份是 {n} 天前的；运行 relmgr backup。", "The latest is {n} days old; run relmgr backup."
        )
        return Finding("backup", name, "look", old.fill(n=days))
    return Finding("backup", name, "ok", Words("{n} 份", "{n}").fill(n=len(files)))
