"""The client's level for SQL: the one place where the open warnings of a row become a colour."""

import json
from functools import lru_cache

from relmgr.domain.composite import FULL_SCORE, Active, Bands, composite
from relmgr.domain.signals import Scope
from relmgr.domain.values import Severity

MILLION = 1_000_000
NEVER = FULL_SCORE + 1


@lru_cache(maxsize=4096)
def level_of(
    active: str | None, coverage_e6: int | None, orange: int | None, red: int | None, least_e6: int | None
) -> str:
    """Return the level of a client, as stored: SQL function `rm_level`.

    `active` is a JSON list of [family, severity, points, scope], `coverage_e6` the share of rules whose data
    were present, in millionths; the last three are the bands of the rulebook that verdicts were made with.
    Before the first verdict nothing is known of bands: points raise nothing then, and no warning is unknown.
    """
    bands = Bands(
        NEVER if orange is None else orange,
        NEVER if red is None else red,
        1.0 if least_e6 is None else least_e6 / MILLION,
    )
    found = composite(
        (
            Active(family, Severity(severity), points, Scope(scope))
            for family, severity, points, scope in json.loads(active or "[]")
        ),
        (coverage_e6 or 0) / MILLION,
        bands,
    )
    return found.level.value
