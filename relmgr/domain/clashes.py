"""Appointments that overlap: who cannot be in two places at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

DEFAULT_MINUTES = 60
"""How long an appointment without a length is taken to last; product default."""


def clashes(appointments: Iterable[tuple[str, datetime, int | None]]) -> Mapping[str, int]:
    """Return, for each appointment that overlaps another, the most minutes it shares with one of them.

    An appointment is its key, its start and its length in minutes; touching ends do not overlap.
    """
    spans = sorted(
        (
            (start, start + timedelta(minutes=minutes or DEFAULT_MINUTES), key)
            for key, start, minutes in appointments
        ),
    )
    found: dict[str, int] = {}
    for place, (_, end, key) in enumerate(spans):
        for later_start, later_end, later in spans[place + 1 :]:
            if later_start >= end:
                break
            shared = int((min(end, later_end) - later_start).total_seconds() // 60)
            found[key] = max(found.get(key, 0), shared)
            found[later] = max(found.get(later, 0), shared)
    return {key: minutes for key, minutes in found.items() if minutes > 0}
