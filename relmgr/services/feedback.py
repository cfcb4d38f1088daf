"""What clients said: a need or a complaint waits for an answer until somebody says that it was given."""

from typing import Final

from relmgr.db.tables import Feedback
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import Key
from relmgr.words import Words

ANSWERED: Final = "done"
LABEL = Words("答复客户：{text}", "answer the client: {text}")


def answer_feedback(uow: UnitOfWork, key: Key) -> None:
    """Note that a need or a complaint was answered; its service level no longer runs."""
    row = uow.get(Feedback, key)
    row.state = ANSWERED
    uow.label(LABEL.fill(text=row.text[:60]))
