"""Before a large run: a look at everybody on arrays, so that only those are judged one by one who may differ."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Final

from relmgr import services
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.workspace import Workspace

WORTH_IT: Final = 2_000
"""Clients from which on the look pays; below, arrays cost more than they spare."""

AT_ONCE: Final = 16_384
"""Clients of one transaction, a second or two: about a chunk, for numbers follow the keys."""


def standing_by(
    workspace: Workspace, rules: Rulebook, due: Sequence[Key], worth_it: int = WORTH_IT
) -> frozenset[Key]:
    """Return whose verdict stands today, in a run that is large enough to ask, and where numpy is installed.

    Their next day is noted; everybody else is judged one by one, with the same verdicts as without the look.
    """
    if len(due) < worth_it or find_spec("numpy") is None:
        return frozenset()
    while workspace.do(services.make_columns, rules, workspace.settings.country).result:
        pass
    found: set[Key] = set()
    for start in range(0, len(due), AT_ONCE):
        found |= workspace.do(services.stand_by, rules, due[start : start + AT_ONCE]).result
    return frozenset(found)
