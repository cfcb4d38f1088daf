"""Watch-list rows that follow from verdicts: who comes on the list, and what a new trigger does to a stay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from relmgr.db.columns import new_key
from relmgr.db.tables import WatchItem
from relmgr.db.work import UnitOfWork
from relmgr.domain.evaluation import Verdict
from relmgr.domain.notices import NOTIFYING
from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import Scope
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.domain.watch import EpisodeKey, Signal
from relmgr.domain.watch_list import (
    WatchCause,
    WatchedEpisode,
    WatchEntry,
    WatchPolicy,
    WatchState,
    is_reentry,
    watch_entry,
)
from relmgr.queries.watch_standing import Snapshot, Stay, WatchStanding, snapshots, watch_standing
from relmgr.services.row_batch import Row, RowBatch
from relmgr.services.workdays import working_day_after
from relmgr.words import Words

NEW_TRIGGER = Words("出现新的触发预警：{rules}", "a new warning came up: {rules}")
GRAVE = (Severity.RED, Severity.ORANGE)


@dataclass(frozen=True, slots=True)
class Entering:
    """A client that comes on the list: why, and what its reviews are like."""

    client_id: Key
    entry: WatchEntry
    rules: tuple[str, ...]


@dataclass(slots=True)
class WatchRows:
    """Collects what one run does to the watch list."""

    day: date
    policy: WatchPolicy
    country: str
    standing: WatchStanding
    batch: RowBatch
    entering: list[Entering] = field(default_factory=list)

    @classmethod
    def begin(
        cls, uow: UnitOfWork, rules: Rulebook, country: str, clients: Sequence[Key] | None, batch: RowBatch
    ) -> Self:
        """Return the collector of one run over these clients (None: all)."""
        standing = watch_standing(uow.read, clients)
        return cls(uow.today, rules.warnings.watch_list, country, standing, batch)

    def add(self, verdict: Verdict, before: Mapping[EpisodeKey, Signal]) -> None:
        """Collect the entry of a client that is not watched, or the news of one that is."""
        if not before and not verdict.changes:
            return
        client = verdict.facts.client_id
        after = {**before, **{(c.rule_id, c.subject): c.after for c in verdict.changes}}
        stay = self.standing.stays.get(client)
        if stay is None:
            self._enter(client, after)
        else:
            self._follow(stay, verdict, after)

    def _enter(self, client: Key, signals: Mapping[EpisodeKey, Signal]) -> None:
        left = max(self.standing.exits.get(client, ()), default=None)
        episodes = tuple(_episodes(signals, left))
        entry = watch_entry(episodes, self.day, self.policy)
        if entry.cause is not None:
            rules = {one.rule for one in episodes if one.severity in GRAVE}
            self.entering.append(Entering(client, entry, tuple(sorted(rules))))

    def _follow(self, stay: Stay, verdict: Verdict, signals: Mapping[EpisodeKey, Signal]) -> None:
        values: Row = {}
        news = sorted(
            {
                c.rule_id
                for c in verdict.changes
                if c.event in NOTIFYING and c.after.scope is Scope.RISK and c.after.episode.severity in GRAVE
            }
        )
        if news and stay.clean_reviews:
            values["clean_reviews"] = 0
        if news and stay.state is WatchState.EXIT_PROPOSED:
            said = NEW_TRIGGER.fill(rules=", ".join(news))
            values |= {"state": WatchState.ON.value, "refusal": f"{said.zh} / {said.en}"}
        if watch_entry(_episodes(signals, None), self.day, self.policy).cause is WatchCause.RED:
            next_on = self.day + timedelta(days=self.policy.review_days_red)
            if stay.review_days != self.policy.review_days_red:
                values["review_days"] = self.policy.review_days_red
                values["next_review_on"] = min(stay.next_review_on, next_on)
        if values:
            self.batch.update(WatchItem, stay.id, stay.version, values)

    def finish(self, uow: UnitOfWork) -> None:
        """Collect the rows of those who enter, with what stands of them today; call once, before writing."""
        if not self.entering:
            return
        found = snapshots(uow.read, [one.client_id for one in self.entering])
        for one in self.entering:
            left = self.standing.exits.get(one.client_id, ())
            assert one.entry.cause is not None
            values = new_stay(one.client_id, one.entry.cause, one.entry.review_days, found.get(one.client_id))
            values |= stay_dates(self.day, one.entry.review_days, self.policy, self.country)
            values |= {"text": ", ".join(one.rules), "is_reentry": is_reentry(left, self.day, self.policy)}
            self.batch.insert(WatchItem, values)


def new_stay(client: Key, cause: WatchCause, review_days: int, now: Snapshot | None) -> Row:
    """Return the row of a client that comes on the list, with what stood of it that day."""
    return {
        "id": new_key(),
        "client_id": client,
        "cause": cause.value,
        "owner": now.owner if now else "",
        "currency": now.currency if now else None,
        "exposure_minor": now.exposure_minor if now else None,
        "security_minor": now.security_minor if now else None,
        "review_days": review_days,
        "state": WatchState.ON.value,
    }


def stay_dates(day: date, review_days: int, policy: WatchPolicy, country: str) -> Row:
    """Return when a stay began, by when owner and plan must stand, and when it is reviewed first."""
    return {
        "entered_on": day,
        "answer_by_on": working_day_after(day, policy.answer_within, country),
        "next_review_on": day + timedelta(days=review_days),
    }


def _episodes(signals: Mapping[EpisodeKey, Signal], after: date | None) -> Iterable[WatchedEpisode]:
    """Yield the risk episodes that count: no false alarms, and no closed ones of before the last exit."""
    for (rule, _), signal in signals.items():
        episode = signal.episode
        if signal.scope is not Scope.RISK or episode.state is SignalState.DISMISSED:
            continue
        if after is not None and not episode.state.is_open and episode.first_seen <= after:
            continue
        yield WatchedEpisode(rule, episode.severity, episode.first_seen, episode.state.is_open)
