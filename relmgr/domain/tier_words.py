"""What a published tier is called where the model or an override says otherwise."""

from collections.abc import Mapping
from datetime import date

from relmgr.domain.answers import AGAINST_TIER
from relmgr.domain.review import MoveKind
from relmgr.domain.values import Tier
from relmgr.words import Words

OVERRIDDEN = Words("{tier}（改层；模型 {model}，至 {on}）", "{tier} (override; model {model}, expires {on})")
CAPPED = Words("{tier}（封顶；模型 {model}）", "{tier} (capped; model {model})")
DIFFERS = Words("{tier}（模型 {model}）", "{tier} (model {model})")
PLAIN = Words("{tier}", "{tier}")
MOVES: Mapping[str, Words] = {
    MoveKind.FIRST: Words("首次评分", "first score"),
    MoveKind.CAP: Words("封顶", "capped"),
    MoveKind.CAP_LIFTED: Words("封顶解除", "cap lifted"),
    MoveKind.PROPOSED: Words("待复核", "to review"),
    MoveKind.OVERRIDE: Words("改层", "override"),
    MoveKind.OVERRIDE_ENDED: Words("改层结束", "override ended"),
}
"""How a tier moved, by the code that `reason_code` holds; one that was proposed waits for a person."""


def tier_said(
    tier: Tier | None, model: Tier | None, override_until: date | None = None, cap: Tier | None = None
) -> Words:
    """Return `A (override; model B, expires 2026-03-01)`: the model tier is shown wherever it differs."""
    shown, said = tier or "-", model or "-"
    if override_until is not None:
        return OVERRIDDEN.fill(tier=shown, model=said, on=override_until)
    if tier is model or model is None:
        return PLAIN.fill(tier=shown)
    return (CAPPED if tier is cap else DIFFERS).fill(tier=shown, model=said)


def reason_said(code: str) -> Words:
    """Return what the code of a reason means, whether the system or a person gave it."""
    known = {**MOVES, **AGAINST_TIER}
    return known.get(code, Words(code, code))
