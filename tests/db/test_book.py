"""The encrypted book as files and connections: modes, problems, versions, migrations."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from relmgr.bootstrap import NewBook, create_workspace, open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import BookFile, Home
from relmgr.db.cipher import is_plain
from relmgr.db.migrate import ensure_schema, is_current
from relmgr.db.reader import Reader
from relmgr.db.schema import HEAD, SCHEMA
from relmgr.db.tables import Client
from relmgr.db.work import UnitOfWork
from relmgr.errors import Damaged, NotFound, NotOurs, Refused, TooNew, VaultLocked, WrongPassphrase
from relmgr.settings import Settings
from relmgr.words import Words
from relmgr.workspace import Workspace


def count_clients(reader: Reader) -> int:
    """Return how many clients there are."""
    return int(reader.value("SELECT count(*) FROM client"))


def add_client(uow: UnitOfWork, name: str) -> str:
    """Write a client."""
    return uow.add(Client(name=name)).id


def add_and_fail(uow: UnitOfWork) -> None:
    """Write a client and then go wrong."""
    uow.add(Client(name="不该留下"))
    uow.flush()
    raise Refused(Words("不行", "no"))


def test_no_byte_of_it_is_plain(book: Workspace) -> None:
    """Neither the file nor its write-ahead log shows a name, and the header is not SQLite's."""
    book.do(add_client, "Plainly Visible Trading")
    assert not is_plain(book.book.home.database)
    for path in book.folder.iterdir():
        assert b"Plainly Visible" not in path.read_bytes(), path.name


def test_only_the_owner_may_read_it(book: Workspace) -> None:
    """The folder and every file in it belong to the owner alone."""
    for path in (book.folder, *book.folder.glob("relmgr.*")):
        if path.suffix != ".lock":
            assert path.stat().st_mode & 0o077 == 0, path.name


def test_connection_settings(book: Workspace) -> None:
    """Every connection has a write-ahead log, foreign keys and full synchronisation."""
    connection = book.book.connect()
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()


def test_questions_cannot_write(book: Workspace) -> None:
    """A question that tries to change something fails as the mistake it is."""

    def naughty(reader: Reader) -> None:
        reader.value("DELETE FROM accountmanager")

    with pytest.raises(dbapi2.OperationalError):
        book.ask(naughty)
    assert book.ask(lambda r: r.value("SELECT count(*) FROM accountmanager")) == 1


def test_a_failing_use_case_leaves_nothing(book: Workspace) -> None:
    """Neither row nor audit entry of a use case that raised."""
    before = book.ask(lambda r: r.value("SELECT count(*) FROM audit_entry"))
    with pytest.raises(Refused):
        book.do(add_and_fail)
    assert book.ask(count_clients) == 0
    assert book.ask(lambda r: r.value("SELECT count(*) FROM audit_entry")) == before


def test_locked_book_gives_no_connection(book: Workspace) -> None:
    """Without a key nothing opens."""
    book.book.lock()
    with pytest.raises(VaultLocked):
        book.ask(count_clients)


def test_damage_is_named(book: Workspace) -> None:
    """A damaged first page is called damage, since the vault has already proved the key."""
    home = book.book.home
    book.close()
    data = bytearray(home.database.read_bytes())
    data[100:200] = bytes(100)
    home.database.write_bytes(data)
    for log in home.folder.glob("relmgr.db-*"):
        log.unlink()
    with pytest.raises(Damaged):
        open_workspace(home, lambda: None, Settings())


def test_passphrase_is_asked_only_when_needed(tmp_path: Path, clock: FixedClock) -> None:
    """A protected book asks, and says when the answer is wrong; an open one does not ask."""
    home = Home(tmp_path / "book")
    create_workspace(home, NewBook("王磊"), "秘密", Settings(), clock).close()
    open_workspace(home, lambda: "秘密", Settings(), clock).close()
    with pytest.raises(WrongPassphrase):
        open_workspace(home, lambda: "错的", Settings(), clock)


def test_a_second_init_is_refused(book: Workspace, clock: FixedClock) -> None:
    """An existing book is never overwritten."""
    with pytest.raises(Refused):
        create_workspace(book.book.home, NewBook("别人"), None, Settings(), clock)


def test_no_book(tmp_path: Path) -> None:
    """An empty folder says how to begin, and nothing is created in it."""
    with pytest.raises(NotFound):
        open_workspace(Home(tmp_path / "none"), lambda: None, Settings())
    assert not (tmp_path / "none").exists()


def _stamp(book: BookFile, pragma: str) -> None:
    connection = book.connect()
    connection.execute(f"PRAGMA {pragma}")
    connection.close()


def test_a_newer_book_is_left_alone(book: Workspace) -> None:
    """A schema of the future is refused before anything is written."""
    _stamp(book.book, f"user_version={SCHEMA + 1}")
    with pytest.raises(TooNew):
        is_current(book.book)


def test_a_foreign_file_is_left_alone(book: Workspace) -> None:
    """Another program's database is not ours to migrate."""
    _stamp(book.book, "application_id=7")
    with pytest.raises(NotOurs):
        is_current(book.book)


def test_a_filled_file_without_a_version_is_not_ours(book: Workspace, clock: FixedClock) -> None:
    """Tables without our version are somebody else's; nothing is migrated and nothing backed up."""
    _stamp(book.book, "user_version=0")
    with pytest.raises(NotOurs):
        ensure_schema(book.book, clock.now())
    assert not book.book.home.backups.exists()


def test_migrating_alembic_agrees_with_the_tables(book: Workspace) -> None:
    """The migrations make exactly what the table classes declare."""
    import sqlalchemy as sa
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext
    from sqlmodel import SQLModel

    from relmgr.db.compare import include_name

    engine = sa.create_engine(
        f"sqlite:///{book.book.home.database}", module=dbapi2, creator=book.book.connect
    )
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": include_name, "compare_type": True, "render_as_batch": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_revision_constants_agree_with_the_folder() -> None:
    """The fast version check knows the newest migration."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import relmgr.db.migrations as folder

    config = Config()
    config.set_main_option("script_location", str(Path(folder.__path__[0])))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert len(list(scripts.walk_revisions())) == SCHEMA


def _increment(folder: str, times: int) -> None:
    workspace = open_workspace(Home(Path(folder)), lambda: None, Settings())

    def one_more(uow: UnitOfWork) -> None:
        value = int(uow.read.value("SELECT value FROM setting WHERE key = 'n'"))
        uow.run("UPDATE setting SET value = :n WHERE key = 'n'", n=str(value + 1))

    for _ in range(times):
        workspace.do(one_more)
    workspace.close()


def test_a_write_of_anybody_is_noticed(book: Workspace) -> None:
    """The number changes with a write, and only then."""
    before = book.book.changes()
    assert book.book.changes() == before
    book.do(add_client, "青禾")
    after = book.book.changes()
    assert after != before
    assert book.book.changes() == after


def test_no_update_is_lost_between_processes(book: Workspace) -> None:
    """Read-then-write in two processes at once loses nothing, because a write begins as one."""

    def start(uow: UnitOfWork) -> None:
        uow.run("INSERT INTO setting (key, value) VALUES ('n', '0')")

    book.do(start)
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_increment, args=(str(book.folder), 60)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert book.ask(lambda r: r.value("SELECT value FROM setting WHERE key = 'n'")) == "120"


def test_processes_may_start_on_one_empty_file(template: Path, tmp_path: Path) -> None:
    """Two processes that both find an unmigrated file end with one sound schema."""
    home = Home(tmp_path / "race")
    home.make()
    home.vault.create(None)
    code = (
        "import sys; from pathlib import Path; from relmgr.db.book import BookFile, Home\n"
        "from relmgr.db.migrate import ensure_schema; from relmgr.clock import SystemClock\n"
        "from relmgr.settings import Settings\n"
        "home = Home(Path(sys.argv[1])); book = BookFile(home, home.vault.open(None))\n"
        "ensure_schema(book, SystemClock(Settings().zone).now())"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(home.folder)]) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert is_current(BookFile(home, home.vault.open(None)))


def test_wheel_resources_are_inside_the_package() -> None:
    """Migrations and rule files are found as package data."""
    from importlib.resources import files

    assert files("relmgr.db").joinpath("migrations", "script.py.mako").is_file()
    assert files("relmgr.rulebook").joinpath("data", "warnings.toml").is_file()
