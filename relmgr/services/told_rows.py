"""Evaluations told from arrays, as rows: one statement inserts the month's or changes it where it differs."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from relmgr.db.stored import instant
from relmgr.db.work import UnitOfWork
from relmgr.domain.natural_keys import natural_key
from relmgr.domain.periods import month_on, month_text
from relmgr.queries.standing import SCORED
from relmgr.services.verdict_rows import evaluation_values

if TYPE_CHECKING:
    from relmgr.columnar.evaluations import Evaluated

VALUES = (*SCORED, "lines")
GIVEN = ("id", "client_id", "book_id", "period", "model_version", "as_of")
STAMPS = ("created_at", "created_by", "updated_at", "updated_by")
WRITE = f"""
INSERT INTO evaluation ({", ".join((*GIVEN, *STAMPS, *VALUES))}, version, deleted)
VALUES ({", ".join("?" * len((*GIVEN, *STAMPS, *VALUES)))}, 1, 0)
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in ("as_of", *STAMPS[2:], *VALUES))},
  version = version + 1
WHERE ({", ".join(VALUES)}) IS NOT ({", ".join(f"excluded.{name}" for name in VALUES)})
"""


def write_told(uow: UnitOfWork, connection: Any, model: str, evaluations: "Iterable[Evaluated]") -> int:
    """Store the month's evaluation of clients and return how many rows were written; what is as it was stays.

    `model` is the version of the scorecards.
    """
    period, day, now = month_text(month_on(uow.today)), uow.today.isoformat(), instant(uow.now)
    stamps = (now, uow.actor, now, uow.actor)
    rows = []
    for one in evaluations:
        client = one.facts.client_id
        values = evaluation_values(one)
        told = (*(values[name] for name in SCORED), json.dumps(values["lines"]))
        key = natural_key("evaluation", client, period, model)
        rows.append((key, client, uow.book_id, period, model, day, *stamps, *told))
    return int(connection.executemany(WRITE, rows).rowcount) if rows else 0
