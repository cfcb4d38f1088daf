"""What a published tier is called where the model or an override says otherwise."""

from datetime import date

from relmgr.domain.values import Tier
from relmgr.words import Words

OVERRIDDEN = Words("{tier}（改层；模型 {model}，至 {on}）", "{tier} (override; model {model}, expires {on})")
CAPPED = Words("{tier}（封顶；模型 {model}）", "{tier} (capped; model {model})")
DIFFERS = Words("{tier}（模型 {model}）", "{tier} (model {model})")
PLAIN = Words("{tier}", "{tier}")


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
