"""Keeping the book safe: backup, restore, doctor."""

from argparse import Namespace
from pathlib import Path

from relmgr import i18n
from relmgr.cli.cells import column
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Facts, Report, Styled, Table, sentence
from relmgr.words import Words

RESTORED = Words(
    "已恢复 {path}；原来的文件在 {former}。", "Restored {path}; the former files are in {former}."
)
RESTORED_NEW = Words("已恢复 {path}。", "Restored {path}.")
COPYING = Words("备份并校验", "Copying and verifying")
CHECKING = Words("检查", "Checking")


def back_up(context: Context, args: Namespace) -> Report:
    """Write a verified encrypted copy."""
    from relmgr.db import backup

    book = context.workspace.book
    target = (
        Path(args.to).expanduser() if args.to else backup.default_target(context.home, context.clock.now())
    )
    with context.progress(COPYING):
        made = backup.back_up(book, target)
    total = sum(made.rows.values())
    pairs = [
        (i18n.say(Words("备份", "backup")), str(made.path)),
        (i18n.say(Words("密钥文件", "key file")), str(made.vault)),
        (i18n.say(Words("大小", "size")), f"{made.size:,} B"),
        (i18n.say(Words("行数（已校验）", "rows (verified)")), f"{total:,}"),
    ]
    return Report(made, (Facts(pairs),))


def restore(context: Context, args: Namespace) -> Report:
    """Put a backup in the place of the book, once it has been verified."""
    from relmgr.db.restore import backup_vault
    from relmgr.db.restore import restore as put_back

    source = Path(args.file).expanduser()
    vault = backup_vault(context.home, source)
    keys = context.unlock(lambda ask: vault.open(ask() if vault.needs_passphrase() else None))
    with context.progress(CHECKING):
        former = put_back(context.home, source, keys, context.clock.now())
    words = RESTORED.fill(path=source, former=former) if former else RESTORED_NEW.fill(path=source)
    return sentence(i18n.say(words), {"restored": source, "former": former})


def doctor(context: Context, _args: Namespace) -> Report:
    """Check everything that can be checked; exit 1 when something is wrong."""
    from relmgr.cli.checks import run_checks

    with context.progress(CHECKING) as tell:
        findings = run_checks(context, tell)
    marks = {
        "ok": Styled(i18n.say(Words("好", "ok")), "green"),
        "look": Styled(i18n.say(Words("留意!", "look!")), "yellow"),
        "bad": Styled(i18n.say(Words("有问题!!!", "BAD!!!")), "bold red"),
    }
    columns = (column("结果", "result"), column("检查", "check"), column("说明", "what to know or do"))
    cells = [(marks[f.state], i18n.say(f.name), i18n.say(f.detail)) for f in findings]
    bad = any(finding.state == "bad" for finding in findings)
    return Report(findings, (Table(columns, cells, Words("", "")),), 1 if bad else 0)


COMMANDS = (
    CommandLine(
        "backup",
        back_up,
        Words("写一份校验过的加密备份", "write a verified encrypted copy"),
        (argument("--to", metavar="FILE", zh="写到哪个文件", en="the file to write"),),
    ),
    CommandLine(
        "restore",
        restore,
        Words("恢复一份备份；原来的文件移到一边", "put a backup back; the former files move aside"),
        (argument("file", metavar="FILE", zh="备份文件", en="the backup"),),
    ),
    CommandLine(
        "doctor",
        doctor,
        Words("检查一切并说明该做什么", "check everything and say what to do"),
    ),
)
