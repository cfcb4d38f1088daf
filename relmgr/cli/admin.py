"""The book itself: make one, change its passphrase, say where it lives, take back and do again."""

from argparse import Namespace

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.passphrase import chosen, from_file
from relmgr.cli.report import Facts, Report, sentence
from relmgr.errors import NotFound
from relmgr.settings import config_file
from relmgr.words import Words

MADE = Words("已建立 {name} 的客户库：{folder}", "Made the book of {name} in {folder}")
CHANGED = Words("口令已更换；数据本身没有改动。", "The passphrase is changed; the data is untouched.")
REMOVED = Words(
    "口令已取消：能读到这个文件夹的人就能打开客户库。",
    "The passphrase is removed: whoever can read this folder can open the book.",
)
NO_BOOK = Words("{folder} 里还没有客户库。", "There is no book in {folder} yet.")


def init(context: Context, args: Namespace) -> Report:
    """Make an encrypted book without the screens."""
    from relmgr.bootstrap import NewBook, create_workspace

    machine, file = context.machine, context.options.passphrase_file
    passphrase = None if args.no_passphrase else chosen(machine, file)
    new = NewBook(args.manager, args.role)
    context.adopt(create_workspace(context.home, new, passphrase, context.settings, context.clock))
    folder = context.home.folder
    data = {"home": folder, "manager": args.manager, "has_passphrase": passphrase is not None}
    return sentence(i18n.say(MADE, name=args.manager, folder=folder), data)


def change_passphrase(context: Context, args: Namespace) -> Report:
    """Lock the same keys with another passphrase."""
    from relmgr.db.vault import Keys

    vault = context.home.vault
    if not vault.exists():
        raise NotFound(NO_BOOK.fill(folder=context.home.folder))

    keys: Keys = context.unlock(lambda ask: vault.open(ask() if vault.needs_passphrase() else None))
    if args.no_passphrase:
        fresh = None
    elif args.new_passphrase_file:
        fresh = from_file(args.new_passphrase_file)
    else:
        fresh = chosen(context.machine, None)
    if fresh == "":
        from relmgr.bootstrap import EMPTY_PASSPHRASE
        from relmgr.errors import Refused

        raise Refused(EMPTY_PASSPHRASE)
    vault.store(keys, fresh)
    return sentence(i18n.say(REMOVED if fresh is None else CHANGED), {"has_passphrase": fresh is not None})


def where(context: Context, _args: Namespace) -> Report:
    """Say where the files of the book are; it need not exist or be unlocked."""
    home = context.home
    data = {
        "home": home.folder,
        "database": home.database,
        "vault": home.vault.path,
        "backups": home.backups,
        "settings": config_file(context.options.home),
        "exists": home.vault.exists(),
    }
    names = {
        "home": Words("文件夹", "folder"),
        "database": Words("数据库（加密）", "database (encrypted)"),
        "vault": Words("密钥文件", "key file"),
        "backups": Words("备份", "backups"),
        "settings": Words("设置", "settings"),
        "exists": Words("已建库", "book exists"),
    }
    answer = {True: Words("是", "yes"), False: Words("否", "no")}
    pairs = [
        (i18n.say(names[name]), i18n.say(answer[value]) if isinstance(value, bool) else str(value))
        for name, value in data.items()
    ]
    return Report(data, (Facts(pairs),))


NO_PASSPHRASE = argument(
    "--no-passphrase",
    action="store_true",
    zh="不设口令（不受保护）",
    en="go without a passphrase (not protected)",
)
COMMANDS = (
    CommandLine(
        "init",
        init,
        Words("建立加密的客户库", "make an encrypted book"),
        (
            argument(
                "--manager", metavar="NAME", required=True, zh="客户经理姓名", en="the account manager's name"
            ),
            argument(
                "--role",
                choices=("manager", "lead"),
                default="manager",
                zh="客户经理或负责人",
                en="manager or lead",
            ),
            NO_PASSPHRASE,
        ),
    ),
    CommandLine(
        "passphrase",
        change_passphrase,
        Words("更换口令", "change the passphrase"),
        (
            argument(
                "--new-passphrase-file",
                metavar="FILE",
                zh="新口令所在的文件",
                en="read the new passphrase from a file",
            ),
            NO_PASSPHRASE,
        ),
    ),
    CommandLine("where", where, Words("文件在哪里", "where files live")),
)
