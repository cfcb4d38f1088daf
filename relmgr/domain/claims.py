"""Each claim on a client: its recorded class, the floor of its class, its stage, and what both rest on.

Class floor: Order 2023 No. 1, Art. 6 and 7; stage: IFRS 9, 5.5.11 and B5.5.37. Neither follows from the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from relmgr.domain.classification import (
    NON_PERFORMING,
    ClassEvidence,
    ClassLimits,
    class_floor,
    class_rank,
    ifrs_stage,
)
from relmgr.domain.clocks import OBSERVED_MONTHS
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.facts import NA, FactValue, earliest
from relmgr.domain.periods import add_months
from relmgr.domain.post_loan_records import EventRecord, RebuttalRecord
from relmgr.domain.records import ClientRecord, FacilityRecord
from relmgr.domain.values import AssetClass

TECHNICAL, STAGE_2, STAGE_3 = "technical", "stage_2", "stage_3"
RECORDED: Final = {asset_class.value: asset_class for asset_class in AssetClass}
TWICE: Final = 2


@dataclass(frozen=True, slots=True)
class Background:
    """What bears on every claim of a client on a day; None is unknown."""

    day: date
    events: Sequence[EventRecord]
    rebuttals: Sequence[RebuttalRecord]
    own_npl_share: float | None
    cross_bank_share: float | None
    npl_elsewhere: bool
    external_downgrade: bool

    def happened(self, kind: EventKind, facility_id: str | None = None) -> bool:
        """Tell whether an event of a kind concerns a facility: it names that one, or none."""
        return any(event.kind == kind and event.facility_id in (None, facility_id) for event in self.events)

    def rebuttal(self, kind: str, facility_id: str | None = None) -> RebuttalRecord | None:
        """Return a rebuttal of a presumption that is in force for a facility, the longest of them."""
        found = [r for r in self.rebuttals if r.kind == kind and r.facility_id in (None, facility_id)]
        return max(found, key=lambda rebuttal: rebuttal.until, default=None)


@dataclass(frozen=True, slots=True)
class Observation:
    """The observation of a restructured facility; `end` is None while its repayments are unknown."""

    start: date
    end: date | None
    periods: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Floor and stage of one facility (or of the client itself), and the last day on which both hold."""

    floor: AssetClass | None
    stage: int | None
    holds_until: date | None


def observation(facility: FacilityRecord, day: date) -> Observation | None:
    """Return the observation of a facility, None when it was not restructured.

    It starts with the first repayment after the change where that is recorded, else with the change; arrears
    that began in it keep it open.
    """
    if facility.restructured_on is None:
        return None
    first, second = facility.first_repayment_on, facility.second_repayment_on
    has_first = first is not None and first >= facility.restructured_on
    start = first if first is not None and has_first else facility.restructured_on
    end = None if second is None else max(add_months(start, OBSERVED_MONTHS), second)
    periods = None if second is None else 2 if second <= day else int(has_first and start <= day)
    since = facility.overdue_since
    broken = since is not None and end is not None and since <= end
    return Observation(start, end, periods, end is None or day < end or broken)


def own_npl_share(record: ClientRecord, facilities: Iterable[FacilityRecord]) -> FactValue | None:
    """Return the non-performing share of the claims, by drawn amount; amounts of several currencies are no sum.

    A facility without a class of its own has that of the client. Art. 7 exempts claims with a
    state-recognised enhancement: where there are no others, the share does not apply.
    """
    drawn = [facility for facility in facilities if facility.drawn != 0]
    if not drawn or all(facility.enhanced for facility in drawn):
        return NA if drawn else None
    classes = [class_of(record, facility) for facility in drawn]
    if any(asset_class is None for asset_class in classes):
        return None
    bad = [asset_class in NON_PERFORMING for asset_class in classes]
    if not any(bad) or all(bad):
        return float(all(bad))
    if len({facility.currency for facility in drawn}) > 1 or any(f.drawn is None for f in drawn):
        return None
    amounts = [max(facility.drawn or 0, 0) for facility in drawn]
    return (
        sum(a for a, is_bad in zip(amounts, bad, strict=True) if is_bad) / sum(amounts)
        if sum(amounts)
        else None
    )


def class_of(record: ClientRecord, facility: FacilityRecord) -> AssetClass | None:
    """Return the recorded class of a facility, else that of the client."""
    own = record.facility_classes.get(facility.id)
    return RECORDED.get(own) if own is not None else client_class(record)


def client_class(record: ClientRecord) -> AssetClass | None:
    """Return the class recorded for the client itself."""
    return RECORDED.get(record.classes[-1].value) if record.classes else None


def claim_of(
    facility: FacilityRecord | None, dpd: int | None, background: Background, limits: ClassLimits
) -> Claim:
    """Return floor and stage of a facility, or of a client without any, from days past due and what is known."""
    key = None if facility is None else facility.id
    seen = None if facility is None else observation(facility, background.day)
    technical, *rebutted = (background.rebuttal(kind, key) for kind in (TECHNICAL, STAGE_2, STAGE_3))
    impaired = background.happened(EventKind.CREDIT_IMPAIRED, key)
    under = seen is not None and seen.active
    again = under and facility is not None and (facility.restructured_times or 0) >= TWICE
    enhanced = facility is not None and facility.enhanced
    evidence = ClassEvidence(
        dpd=dpd,
        technical=technical is not None,
        credit_impaired=impaired,
        cross_bank_share=background.cross_bank_share,
        own_npl_share=None if enhanced else background.own_npl_share,
        restructured=under,
        re_restructured=again,
        bankruptcy_liquidation=background.happened(EventKind.LIQUIDATION),
        evasion=background.happened(EventKind.EVASION),
        misuse=background.happened(EventKind.MISUSE_CONFIRMED, key),
        refinanced=background.happened(EventKind.REFINANCED, key),
        npl_elsewhere=background.npl_elsewhere,
        external_downgrade=background.external_downgrade,
    )
    stage = ifrs_stage(
        dpd,
        limits,
        credit_impaired=impaired,
        rebut_30=rebutted[0] is not None,
        rebut_90=rebutted[1] is not None,
    )
    ends = [rebuttal.until for rebuttal in (technical, *rebutted) if rebuttal is not None]
    if seen is not None and seen.active and seen.end is not None and seen.end > background.day:
        ends.append(seen.end - timedelta(days=1))
    return Claim(class_floor(evidence, limits), stage, earliest(*ends))


def worst_claim(claims: Sequence[Claim]) -> Claim:
    """Return the worst floor and stage of several claims; the best of either only if it is known of every claim."""
    floors = [claim.floor for claim in claims if claim.floor is not None]
    stages = [claim.stage for claim in claims if claim.stage is not None]
    floor = max(floors, key=class_rank, default=None)
    if floor is AssetClass.NORMAL and len(floors) < len(claims):
        floor = None
    stage = max(stages, default=None)
    if stage == 1 and len(stages) < len(claims):
        stage = None
    return Claim(floor, stage, earliest(*(claim.holds_until for claim in claims)))


def crossing(base: date, days: int, limits: ClassLimits) -> date | None:
    """Return the last day before days past due, counted from `base`, cross the next limit of class or stage."""
    ladder = (
        limits.technical_days,
        limits.special_mention_days,
        limits.substandard_days,
        limits.doubtful_days,
        limits.loss_days,
        limits.stage_2_days,
        limits.stage_3_days,
    )
    above = min((limit for limit in ladder if limit >= days), default=None)
    return None if above is None else base + timedelta(days=above)
