"""Everything a filter can ask of a client: the dimensions, and what the list shows from day to day.

What is added here moves with the calendar, the diary or the last evaluation. It narrows lists; cross tables and
service strategies rest on the dimensions alone.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from relmgr.domain.dimensions import DIMENSIONS, PROFILE, YES_NO, Dimension, DimensionKind, Range
from relmgr.words import Words

_NUMBER, _AMOUNT, _DAYS = DimensionKind.NUMBER, DimensionKind.AMOUNT, DimensionKind.DAYS
_DAY: Final = Words("天", " d")
_VERDICT: Final = Words("最近一次评估", "the last evaluation")
_CREDIT: Final = Words("授信", "facilities")
_PEOPLE: Final = Words("现任联系人", "contacts that have not left")
NEVER: Final = ("never", "none", "从未", "没有", "无")
"""Words for a day that is not there, beside those for unknown."""

_EVERYDAY = (
    Dimension("name", Words("名称", "name"), Words("全称和简称", "full name and short name"),
              aliases=("客户", "client"), is_searched=True, initials="mc"),
    Dimension("code", Words("客户号", "client number"), PROFILE, initials="khh", none=NEVER),
    Dimension("uscc", Words("信用代码", "credit code"), PROFILE, initials="xydm", none=NEVER),
    Dimension("city", Words("城市", "city"), PROFILE, initials="cs", none=NEVER),
    Dimension("limit", Words("额度", "limit"), Words("各授信额度之和", "limits of the facilities"), _AMOUNT,
              aliases=("授信额度",), initials="ed"),
    Dimension("use", Words("用信率", "limit used"), Words("余额占额度的百分比", "drawn share of the limit"), _NUMBER,
              aliases=("usage", "utilisation", "utilization"), unit=Words("%", "%"), initials="yxl"),
    Dimension("last", Words("未见", "last contact"), Words("距上次有效联系的天数", "days since the last contact"),
              _DAYS, aliases=("seen", "上次", "上次联系"), unit=_DAY, is_past=True, none=NEVER, initials="wj"),
    Dimension("next", Words("下次拜访", "next visit"), Words("已排的下次拜访", "the next planned visit"), _DAYS,
              aliases=("下次",), unit=_DAY, none=NEVER, initials="xcbf"),
    Dimension("todo", Words("待办", "to do"), Words("最近一项待办的期限", "the next open task is due"), _DAYS,
              aliases=("task",), unit=_DAY, none=NEVER, initials="db"),
    Dimension("maturity", Words("到期", "maturity"),
              Words("最近一笔有余额授信的到期日", "the nearest facility with something owed matures"), _DAYS,
              aliases=("matures", "到期日"), unit=_DAY, none=NEVER, initials="dq"),
    Dimension("warnings", Words("未结预警", "open warnings"), Words("未结预警条数", "warnings that are open"), _NUMBER,
              aliases=("open", "预警数"), initials="wjyj"),
    Dimension("stage", Words("减值阶段", "stage"), _VERDICT, _NUMBER, initials="jzjd"),
    Dimension("watch", Words("关注名单", "watch list"), Words("在关注名单上", "stands on the watch list"),
              values=YES_NO, is_open=False, aliases=("名单", "watchlist"), initials="gzmd"),
    Dimension("score", Words("评分", "score"), _VERDICT, _NUMBER, aliases=("得分", "points"), initials="pf"),
    Dimension("manager", Words("客户经理", "manager"), Words("现任客户经理", "who looks after it today"),
              aliases=("经理",), initials="khjl"),
    Dimension("products", Words("授信笔数", "facilities"), _CREDIT, _NUMBER, aliases=("产品", "facility"),
              absent=Range(0, 0), initials="sxbs"),
    Dimension("contacts", Words("联系人", "contacts"), _PEOPLE, values=YES_NO, is_open=False,
              aliases=("contact",), absent="no", initials="lxr"),
    Dimension("phone", Words("电话", "phone"), _PEOPLE, values=YES_NO, is_open=False, aliases=("手机",),
              absent="no", initials="dh"),
    Dimension("email", Words("邮箱", "email"), _PEOPLE, values=YES_NO, is_open=False, aliases=("邮件", "mail"),
              absent="no", initials="yx"),
)  # fmt: skip
FIELDS: Final[Mapping[str, Dimension]] = {**DIMENSIONS, **{field.code: field for field in _EVERYDAY}}
"""Every field by its code, in the order in which people are offered them."""


def names_of(field: Dimension) -> tuple[str, ...]:
    """Return everything a field answers to, in lower case, its code first."""
    written = (field.code, *field.words, *field.aliases)
    return tuple(dict.fromkeys(name.lower() for name in written))


_BY_NAME: Final[Mapping[str, Dimension]] = {
    name: field for field in FIELDS.values() for name in names_of(field)
}


def named_field(word: str) -> Dimension | None:
    """Return the field of a code, a name in either language or an alias."""
    return _BY_NAME.get(word.strip().lower())


def every_name() -> Iterable[str]:
    """Return the codes, aliases and names that a person may write; a name with a blank cannot be written."""
    return (name for name in _BY_NAME if " " not in name)
