"""What overrides and their report are called in both languages."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.tier_overrides import MANY, OverrideReport, OverrideState
from relmgr.words import Words

STATES: Final[Mapping[OverrideState, Words]] = {
    OverrideState.ASKED: Words("待批准", "to approve"),
    OverrideState.ACTIVE: Words("生效", "in force"),
    OverrideState.REFUSED: Words("退回", "refused"),
    OverrideState.ENDED: Words("已结束", "ended"),
}
RATE = Words(
    "改层率 {rate}：{active} / {scored} 家有分客户，上调 {up}，下调 {down}",
    "override rate {rate}: {active} of {scored} scored clients, {up} up, {down} down",
)
MANY_NOTE = Words(
    "超过 {limit}：检查评分卡是否还合适（产品默认的提示线）。",
    "Above {limit}: see whether the scorecard still fits (a product default, no rule names a right rate).",
)
OUTCOME = Words(
    "到期的改层 {expired} 项，其中模型随后走到目标的 {confirmed} 项（{share}）",
    "ran out: {expired}; in {confirmed} of them ({share}) the model had come to the target",
)


def report_said(report: OverrideReport) -> list[Words]:
    """Return the report as sentences; a share that is not defined is a dash."""
    rate = "-" if report.rate is None else f"{report.rate:.1%}"
    lines = [RATE.fill(rate=rate, active=report.active, scored=report.scored, up=report.up, down=report.down)]
    if report.is_many:
        lines.append(MANY_NOTE.fill(limit=f"{MANY:.0%}"))
    if report.outcome is not None:
        share = f"{report.outcome:.0%}"
        lines.append(OUTCOME.fill(expired=report.expired, confirmed=report.confirmed, share=share))
    return lines
