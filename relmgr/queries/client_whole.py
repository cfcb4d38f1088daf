"""Everything the client page shows, read in one transaction so that its panes agree with each other."""

from dataclasses import dataclass

from relmgr.db.reader import Reader
from relmgr.domain.values import Key
from relmgr.queries.client_page import (
    ClientFollowUp,
    ClientProfile,
    ClientSignal,
    ClientVisit,
    ContactRow,
    FacilityRow,
    MetricRow,
    ScorePoint,
    TierStep,
    client_contacts,
    client_facilities,
    client_follow_ups,
    client_metrics,
    client_profile,
    client_scores,
    client_signals,
    client_tiers,
    client_visits,
)
from relmgr.queries.post_loan import PostLoanFile, post_loan_file
from relmgr.queries.tier_standing import TierStanding, tier_standing
from relmgr.queries.watch_list import WatchRow, watch_of


@dataclass(frozen=True, slots=True)
class ClientWhole:
    """One client with all its panes."""

    profile: ClientProfile
    contacts: tuple[ContactRow, ...]
    facilities: tuple[FacilityRow, ...]
    metrics: tuple[MetricRow, ...]
    tiers: tuple[TierStep, ...]
    scores: tuple[ScorePoint, ...]
    visits: tuple[ClientVisit, ...]
    follow_ups: tuple[ClientFollowUp, ...]
    signals: tuple[ClientSignal, ...]
    file: PostLoanFile
    watch: WatchRow | None
    standing: TierStanding | None


def client_whole(reader: Reader, key: Key) -> ClientWhole | None:
    """Return a client with its panes, or None when it is gone."""
    profile = client_profile(reader, key)
    if profile is None:
        return None
    return ClientWhole(
        profile,
        tuple(client_contacts(reader, key)),
        tuple(client_facilities(reader, key)),
        tuple(client_metrics(reader, key)),
        tuple(client_tiers(reader, key)),
        tuple(client_scores(reader, key)),
        tuple(client_visits(reader, key)),
        tuple(client_follow_ups(reader, key)),
        tuple(client_signals(reader, key)),
        post_loan_file(reader, key),
        watch_of(reader, key),
        tier_standing(reader, key),
    )
