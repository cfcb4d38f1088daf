"""Before a large run: a look at everybody on arrays, so that only those are judged one by one who may differ."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from relmgr import services
from relmgr.db.reader import Reader
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.services.whole_book import Spared

WORTH_IT: Final = 2_000
"""Clients from which on it pays to begin with columns; below, arrays cost more than they spare."""

WITH_COLUMNS: Final = 200
"""Clients from which on a look pays in a book that has columns: below, loading numpy takes longer than judging."""

AT_ONCE: Final = 16_384
"""Clients of one transaction, a second or two: about a chunk, for numbers follow the keys."""


def has_columns(reader: Reader) -> bool:
    """Tell whether a book has columns already."""
    return bool(reader.value("SELECT EXISTS (SELECT 1 FROM columnrow)"))


def looks(
    workspace: Workspace, rules: Rulebook, due: Sequence[Key], worth_it: int = WORTH_IT
) -> "list[Spared]":
    """Return who need not be judged alone, in a run that is large enough to ask, and where numpy is installed.

    Everybody else is judged one by one, with the same verdicts as without the look.
    """
    if len(due) < worth_it and (len(due) < WITH_COLUMNS or not workspace.ask(has_columns)):
        return []
    if find_spec("numpy") is None:
        return []
    while workspace.do(services.make_columns, rules, workspace.settings.country).result:
        pass
    parts = (due[start : start + AT_ONCE] for start in range(0, len(due), AT_ONCE))
    return [workspace.do(services.stand_by, rules, part).result for part in parts]
