"""The composition root: settings, key, book and clock become a workspace here and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass

from relmgr.clock import Clock, SystemClock
from relmgr.db.book import BookFile, Home
from relmgr.db.migrate import ensure_schema, is_current
from relmgr.db.reader import Reader
from relmgr.errors import NotFound, Refused
from relmgr.settings import Settings
from relmgr.words import Words
from relmgr.workspace import Me, Workspace

NO_BOOK = Words(
    "{folder} 里还没有客户库。先运行 relmgr init --manager 姓名，或 relmgr demo 看演示。",
    "There is no book in {folder} yet. Run relmgr init --manager NAME first, or relmgr demo for a tour.",
)
ALREADY = Words(
    "{folder} 里已有客户库，不会覆盖。", "There is a book in {folder} already; it is not overwritten."
)
NOBODY = Words("客户库里没有登记使用人。", "The book does not say who is signed in.")
EMPTY_PASSPHRASE = Words(
    "口令不能为空；不想设口令请用 --no-passphrase。",
    "A passphrase cannot be empty; use --no-passphrase to go without.",
)
WHO = """
SELECT m.id AS manager_id, m.name AS manager_name, m.role, b.id AS book_id, b.name AS book_name, b.is_demo
FROM accountmanager m, book b WHERE m.is_me LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a new book needs to know about its owner."""

    manager: str
    role: str = "manager"
    is_demo: bool = False


def signed_in(reader: Reader) -> Me:
    """Return who is signed in on this book; raises NotFound."""
    me = reader.one(Me, WHO)
    if me is None:
        raise NotFound(NOBODY)
    return me


def create_workspace(
    home: Home, new: NewBook, passphrase: str | None, settings: Settings, clock: Clock | None = None
) -> Workspace:
    """Make a new encrypted book; raises Refused when there is one already."""
    from relmgr import services  # noqa: PLC0415  writing loads the ORM

    if passphrase == "":
        raise Refused(EMPTY_PASSPHRASE)
    if home.vault.exists() or home.database.exists():
        raise Refused(ALREADY.fill(folder=home.folder))
    home.make()
    keys = home.vault.create(passphrase)
    clock = clock or SystemClock(settings.zone)
    book = BookFile(home, keys)
    ensure_schema(book, clock.now())
    nobody = Me("", new.manager, new.role, "", "", new.is_demo)
    founder = Workspace(book, nobody, clock, settings)
    founder.do(services.open_book, new.manager, new.role, is_demo=new.is_demo)
    founder.desk.close()
    return Workspace(book, _who(book, clock), clock, settings)


def open_workspace(
    home: Home, passphrase: Callable[[], str | None], settings: Settings, clock: Clock | None = None
) -> Workspace:
    """Open a book; `passphrase` is called only when the vault needs one.

    Raises NotFound when there is no book, and the DbProblem that says what is wrong with it otherwise.
    """
    if not home.vault.exists():
        raise NotFound(NO_BOOK.fill(folder=home.folder))
    home.check()
    vault = home.vault
    keys = vault.open(passphrase() if vault.needs_passphrase() else None)
    clock = clock or SystemClock(settings.zone)
    book = BookFile(home, keys)
    if not is_current(book):
        ensure_schema(book, clock.now())
    return Workspace(book, _who(book, clock), clock, settings)


def _who(book: BookFile, clock: Clock) -> Me:
    with book.reading() as connection:
        return signed_in(Reader(connection, clock.now(), clock.today(), clock.zone, ""))
