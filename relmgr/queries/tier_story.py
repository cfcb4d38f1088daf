"""What decides the tier of a client, in sentences: published and model tier, override, scorecard, machine."""

from relmgr.domain.cards import REASONS
from relmgr.domain.override_words import STATES
from relmgr.queries.tier_standing import TierStanding
from relmgr.queries.why_tier import TierWhy
from relmgr.words import Words

NOW = Words("现为 {tier}，自 {on}", "tier {tier} since {on}")
UNRATED = Words("未评层", "not rated")
OVERRIDE = Words(
    "改层 {tier}（{state}），至 {on}，{by}：{reason}",
    "override to {tier} ({state}) until {on}, {by}: {reason}",
)
CARD = Words("评分卡 {title} {version}（{reason}）", "scorecard {title} {version} ({reason})")
CALIBRATED = Words(
    "档位 {on} 由 {by} 按 {n} 家客户校准：{reason}", "bands set on {on} by {by} from {n} clients: {reason}"
)
MACHINE = Words(
    "分层机制 {preset}；下次可变动的月份 {on} 起", "damping {preset}; the tier can next move from {on}"
)
PRESETS = {
    "standard": Words("标准", "standard"),
    "responsive": Words("灵敏", "responsive"),
    "own": Words("自定", "own"),
}


def tier_story(why: TierWhy, *, with_override: bool = True) -> list[Words]:
    """Return the sentences, the most important first; the override is left out where it is told already."""
    lines = _standing(why.standing, with_override) if why.standing is not None else []
    preset = PRESETS[why.preset]
    lines.append(
        Words(
            MACHINE.zh.format(preset=preset.zh, on=why.next_on),
            MACHINE.en.format(preset=preset.en, on=why.next_on),
        )
    )
    card = why.card
    reason = REASONS[card.name]
    lines.append(
        Words(
            CARD.zh.format(title=card.title.zh, version=card.version, reason=reason.zh),
            CARD.en.format(title=card.title.en, version=card.version, reason=reason.en),
        )
    )
    if (by := card.calibration) is not None:
        lines.append(CALIBRATED.fill(on=by.on, by=by.by, n=by.clients, reason=by.reason))
    return lines


def _standing(standing: TierStanding, with_override: bool) -> list[Words]:
    said, on = standing.said, standing.tier_since_on
    lines = [UNRATED]
    if standing.tier is not None:
        lines = [Words(NOW.zh.format(tier=said.zh, on=on or "-"), NOW.en.format(tier=said.en, on=on or "-"))]
    if with_override and standing.override_state is not None:
        state = STATES[standing.override_state]
        zh, en = (
            OVERRIDE[i].format(
                tier=standing.target_tier,
                state=state[i],
                on=standing.expires_on,
                by=standing.override_author,
                reason=standing.override_reason,
            )
            for i in (0, 1)
        )
        lines.append(Words(zh, en))
    return lines
