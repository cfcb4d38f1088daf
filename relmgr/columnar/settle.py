"""Records of what was said last, taken from the rows of the book for clients that were judged alone since."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from relmgr.columnar.results import UNSCORED, Records, nothing_yet, read_some, write_some
from relmgr.columnar.scores import input_of
from relmgr.columnar.verdicts import TIERS, mark_of
from relmgr.db.reader import Reader
from relmgr.domain.episodes import EpisodePolicy
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import CORPORATE
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import Key, Severity, Tier
from relmgr.domain.watch import Signal
from relmgr.queries.standing import Stored, standings
from relmgr.queries.trials import trial_episodes
from relmgr.queries.watch_standing import watch_standing

BATCH: Final = 2_000
Judged = tuple[int, Key, int]
"""Number, key and ordinal day of the last verdict of a client."""


def settle(connection: Any, reader: Reader, rules: Rulebook, clients: Sequence[Judged]) -> int:
    """Bring the records of these clients, in order of number, up to date; returns how many had been behind."""
    behind = 0
    for start in range(0, len(clients), BATCH):
        batch = clients[start : start + BATCH]
        numbers = np.array([number for number, _, _ in batch], np.int64)
        records = read_some(connection, numbers)
        days = np.array([judged for _, _, judged in batch], np.int64)
        late = np.flatnonzero(records["judged"] != days)
        if len(late):
            fresh = _records(reader, rules, [batch[place] for place in late.tolist()])
            write_some(connection, numbers[late], fresh)
            behind += len(late)
    return behind


def forget(connection: Any, numbers: Iterable[int]) -> None:
    """Let the records of these clients count as behind: whatever was written, they are read from rows again."""
    places = np.array(sorted(numbers), np.int64)
    if len(places):
        write_some(connection, places, nothing_yet(len(places)))


def _records(reader: Reader, rules: Rulebook, clients: Sequence[Judged]) -> Records:
    period = month_on(reader.today)
    keys = [key for _, key, _ in clients]
    found = standings(reader, keys, month_text(period), rules.scorecard.version)
    trials = trial_episodes(reader, rules, keys)
    watched = watch_standing(reader, keys).stays
    records = nothing_yet(len(clients))
    for place, (_, key, judged) in enumerate(clients):
        stored = found.get(key, Stored())
        silent = trials.get(key, {})
        records[place]["judged"] = judged
        calm = key not in watched and _is_calm(stored, silent, rules.warnings.episodes)
        records[place]["calm"] = calm
        _put(records[place], stored, period, rules.scorecard.version)
    return records


def _is_calm(stored: Stored, silent: Mapping[Any, Signal], policy: EpisodePolicy) -> bool:
    """Tell whether nothing is open or settling about a client, so that only its score can change.

    A grave warning of the past may still put a client on the watch list.
    """
    standing = stored.standing
    if standing.proposal is not None or standing.override is not None:
        return False
    signals = (*stored.signals.values(), *silent.values())
    return all(_is_over(signal, policy) for signal in signals)


def _is_over(signal: Signal, policy: EpisodePolicy) -> bool:
    if signal.episode.state.is_open or signal.episode.severity is not Severity.YELLOW:
        return False
    return signal.episode.clean_runs >= policy.clears_after


def _put(record: Any, stored: Stored, period: int, model: str) -> None:
    published = stored.standing.tier
    record["standing"] = -1 if published is None else TIERS.index(published)
    record["capped"] = stored.standing.capped
    record["before"] = _machine(stored.machine)
    record["after"] = record["before"]
    if stored.evaluation is None:
        return
    values = stored.evaluation.values
    tier = values["model_tier"]
    after = MachineState(tier and Tier(tier), values["age"], values["up_count"], values["down_count"])
    score = values["score_e6"]
    record["period"] = period
    record["score"] = UNSCORED if score is None else score
    record["coverage"], record["rules"] = values["coverage_e6"], values["rule_coverage_e6"]
    record["after"] = _machine(after)
    kept = (values["card"] or CORPORATE, values["cap_tier"], values["class_floor"] or None, values["stage"])
    record["inputs"] = sum(
        input_of(one["kpi"], one["raw"]) for one in values["lines"] if one["raw"] is not None
    )
    record["marks"] = mark_of(model, *kept)


def _machine(state: MachineState) -> tuple[int, int, int, int]:
    tier = -1 if state.tier is None else TIERS.index(state.tier)
    return tier, -1 if state.age is None else state.age, state.up, state.down
