"""Stored warnings as the episodes that an evaluation goes on from; live ones and those of rules on trial alike."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from relmgr.domain.episodes import Episode
from relmgr.domain.signals import Scope
from relmgr.domain.values import Severity, SignalState
from relmgr.domain.watch import Signal


def read_signal(
    number: int,
    severity: str,
    points: int,
    scope: str,
    family: str,
    state: str,
    first: str,
    last: str,
    hits: int,
    clean: int,
    closed: str | None,
    text: str,
) -> tuple[Signal, Mapping[str, Any]]:
    """Return an episode with what the composite needs of it, and its evidence, from columns in stored form."""
    evidence = json.loads(text)
    episode = Episode(
        number,
        Severity(severity),
        points,
        SignalState(state),
        date.fromisoformat(first),
        date.fromisoformat(last),
        hits,
        clean,
        evidence.get("recurred", 0),
        _day(closed),
        _day(evidence.get("data_on")),
    )
    return Signal(episode, family, Scope(scope)), evidence


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
