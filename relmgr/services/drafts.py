"""What somebody is typing: kept on disk within a second, so that neither Esc nor a crash loses it."""

from collections.abc import Mapping
from typing import Any

from relmgr.db.tables import Draft
from relmgr.db.work import UnitOfWork


def save_draft(uow: UnitOfWork, form_key: str, payload: Mapping[str, Any]) -> None:
    """Keep the values of a form under its key, replacing what was kept before."""
    row = uow.session.get(Draft, form_key) or Draft(id=form_key, updated_at=uow.now)
    row.payload, row.updated_at = dict(payload), uow.now
    uow.add(row)


def drop_draft(uow: UnitOfWork, form_key: str) -> None:
    """Forget a draft, because its form was saved."""
    if row := uow.session.get(Draft, form_key):
        uow.session.delete(row)
