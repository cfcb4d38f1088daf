"""What a person can answer in a queue: stored codes with their names, in the order their digits offer them."""

from typing import Final

from relmgr.words import Words

MEASURES: Final = {
    "collect": Words("催收", "Collect"),
    "collateral": Words("补担保", "Collateral"),
    "cut_limit": Words("降额", "Cut limit"),
    "escalate": Words("上报", "Escalate"),
    "other": Words("其他", "Other"),
}
"""Measures against a warning, by the code that `plan_measure` holds."""

SETTLED: Final = {
    "true": Words("属实，已处置", "real, dealt with"),
    "mitigated": Words("风险已缓释", "risk mitigated"),
}
"""How a warning that is resolved turned out, by its stored outcome."""

FALSE_ALARMS: Final = {
    "data": Words("数据有误", "wrong data"),
    "known": Words("已知且正常", "known and normal"),
    "rule": Words("规则不适用", "rule does not fit"),
    "other": Words("其他", "other"),
}
"""Why a warning is a false alarm; the reason is stored in words, `other` asks for them."""

AGAINST_TIER: Final = {
    "stale_data": Words("数据未更新", "stale data"),
    "one_off": Words("一次性因素", "one-off"),
    "relationship": Words("客户关系特殊", "special relationship"),
    "other": Words("其他", "other"),
}
"""Why a proposed tier is rejected, by the code that `reason_code` holds; `other` asks for words."""
