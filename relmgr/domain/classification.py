"""Five-category class floor and IFRS 9 backstop stage; floors and reminders, never a decision.

Class: CBIRC and PBoC Order 2023 No. 1, Art. 6 and 7 (day limits are strict: exactly 90 days is still special
mention). Stage: IFRS 9, 5.5.11 and B5.5.37, rebuttable presumptions.
"""

from dataclasses import dataclass

from relmgr.domain.values import AssetClass

CLASSES = tuple(AssetClass)
NON_PERFORMING = frozenset({AssetClass.SUBSTANDARD, AssetClass.DOUBTFUL, AssetClass.LOSS})


def class_rank(asset_class: AssetClass) -> int:
    """Return 0 for normal to 4 for loss."""
    return CLASSES.index(asset_class)


@dataclass(frozen=True, slots=True)
class ClassLimits:
    """Day limits and shares of the floor and the stage; every comparison is strict but those of the ECL ratio."""

    technical_days: int
    special_mention_days: int
    substandard_days: int
    doubtful_days: int
    loss_days: int
    cross_bank_share: float
    own_bank_share: float
    doubtful_ecl: float
    loss_ecl: float
    stage_2_days: int
    stage_3_days: int


@dataclass(frozen=True, slots=True)
class ClassEvidence:
    """What is known for the floor; None is unknown, a flag left False was not reported."""

    dpd: int | None = None
    technical: bool = False
    credit_impaired: bool = False
    ecl_ratio: float | None = None
    cross_bank_share: float | None = None
    own_npl_share: float | None = None
    restructured: bool = False
    re_restructured: bool = False
    bankruptcy_liquidation: bool = False
    evasion: bool = False
    misuse: bool = False
    refinanced: bool = False
    npl_elsewhere: bool = False
    external_downgrade: bool = False


def class_floor(evidence: ClassEvidence, limits: ClassLimits) -> AssetClass | None:
    """Return the best class that is still admissible, or None when days past due and all else are unknown."""
    floors = [*_by_days(evidence, limits), *_by_impairment(evidence, limits), *_by_event(evidence, limits)]
    if evidence.dpd is None and not floors:
        return None
    return max(floors, key=class_rank, default=AssetClass.NORMAL)


def _by_days(evidence: ClassEvidence, limits: ClassLimits) -> list[AssetClass]:
    dpd = evidence.dpd
    if dpd is None or (evidence.technical and dpd <= limits.technical_days):
        return []
    ladder = (
        (limits.loss_days, AssetClass.LOSS),
        (limits.doubtful_days, AssetClass.DOUBTFUL),
        (limits.substandard_days, AssetClass.SUBSTANDARD),
        (limits.special_mention_days, AssetClass.SPECIAL_MENTION),
    )
    return next(([asset_class] for days, asset_class in ladder if dpd > days), [])


def _by_impairment(evidence: ClassEvidence, limits: ClassLimits) -> list[AssetClass]:
    if not evidence.credit_impaired:
        return []
    ratio = evidence.ecl_ratio or 0.0
    if ratio >= limits.loss_ecl:
        return [AssetClass.LOSS]
    return [AssetClass.DOUBTFUL if ratio >= limits.doubtful_ecl else AssetClass.SUBSTANDARD]


def _by_event(evidence: ClassEvidence, limits: ClassLimits) -> list[AssetClass]:
    mention = evidence.restructured or evidence.misuse or evidence.refinanced or evidence.npl_elsewhere
    substandard = (
        evidence.re_restructured
        or evidence.external_downgrade
        or (evidence.cross_bank_share or 0.0) > limits.cross_bank_share
        or (evidence.own_npl_share or 0.0) > limits.own_bank_share
    )
    found = (
        (mention, AssetClass.SPECIAL_MENTION),
        (substandard, AssetClass.SUBSTANDARD),
        (evidence.evasion, AssetClass.DOUBTFUL),
        (evidence.bankruptcy_liquidation, AssetClass.LOSS),
    )
    return [asset_class for applies, asset_class in found if applies]


def too_good(stored: AssetClass | None, floor: AssetClass | None) -> bool:
    """Tell whether a recorded class is better than the floor: a data error until somebody corrects it."""
    return stored is not None and floor is not None and class_rank(stored) < class_rank(floor)


def ifrs_stage(
    dpd: int | None,
    limits: ClassLimits,
    *,
    credit_impaired: bool = False,
    sicr: bool = False,
    rebut_30: bool = False,
    rebut_90: bool = False,
) -> int | None:
    """Return the backstop stage; rebutting day 90 leaves day 30 in force; None when nothing is known.

    `sicr`: a significant increase in credit risk was found by other means than days past due.
    """
    if credit_impaired or (dpd is not None and dpd > limits.stage_3_days and not rebut_90):
        return 3
    if sicr or (dpd is not None and dpd > limits.stage_2_days and not rebut_30):
        return 2
    return None if dpd is None else 1
