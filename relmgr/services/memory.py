"""What this machine remembers between runs, as plain text under a key."""

from relmgr.db.tables import Setting
from relmgr.db.work import UnitOfWork


def remember(uow: UnitOfWork, key: str, value: str) -> None:
    """Keep a text under a key, in place of what was kept before."""
    row = uow.session.get(Setting, key) or Setting(key=key, value="")
    row.value = value
    uow.add(row)
