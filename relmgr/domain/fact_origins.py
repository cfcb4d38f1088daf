"""Where facts come from, and from which day on a row behind them counts: the vocabulary of the list of facts."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from relmgr.domain.facts import FactSpec, FactUnit, Freshness, SubjectKind
from relmgr.words import Words


class Origin(NamedTuple):
    """The records behind some facts, and the rule by which one of their rows is known on a day."""

    source: Words
    known: Words


FEED: Final = Origin(
    Words("月度、季度或年度指标", "monthly, quarterly or annual metrics"),
    Words(
        "期间结束且已收到；更正自其收到日",
        "the period has ended and the figure came in; a correction from its day",
    ),
)
GRADES: Final = Origin(Words("评级历史", "grade history"), Words("自生效日", "from its effective day"))
CLASSES: Final = Origin(
    Words("五级分类历史、逾期、事件与认定", "class history, arrears, events and rebuttals"),
    Words("各自的知悉日", "the day of each"),
)
VISITS: Final = Origin(Words("走访记录", "visit log"), Words("自发生日", "from the day it took place"))
PROFILE: Final = Origin(
    Words("客户资料", "client profile"),
    Words("当前登记；有日期的自其日期", "as recorded now; what is dated from its day"),
)
SEGMENTS: Final = Origin(Words("客户分段", "segments"), Words("当前登记", "as recorded now"))
FACILITIES: Final = Origin(
    Words("授信台账", "facilities"),
    Words(
        "签约日起至结清前；逾期自报告日", "from signing until closed; arrears from the day they were reported"
    ),
)
DOCUMENTS: Final = Origin(
    Words("资料台账与约束测试", "document diary and covenant tests"),
    Words("收到自收妥日", "delivery from the day of receipt"),
)
SECURITY: Final = Origin(
    Words("押品台账与事件", "collateral diary and events"),
    Words("估值自评估日，状态自状态日", "valuation and status each from their day"),
)
COVENANTS: Final = Origin(
    Words("约束条款与测试", "covenants and their tests"),
    Words(
        "测试自测试日，豁免自申请日", "a test from the day it was done, a waiver from the day it was asked"
    ),
)
PROJECTS: Final = Origin(
    Words("项目与进度", "projects and their progress"), Words("自数据日", "from the day the data describe")
)
ACCOUNTS: Final = Origin(Words("监管账户", "watched accounts"), Words("月末起", "from the end of the month"))
EVENTS: Final = Origin(
    Words("外部事件", "outside events"),
    Words("自获知日起至解除日", "from the day we learned of it until it ends"),
)
BUREAU: Final = Origin(Words("征信报告", "bureau reports"), Words("自报告日", "from the day of the report"))
TIES: Final = Origin(
    Words("关联与担保关系、各成员的五级分类", "group and guarantor ties, and the classes of the members"),
    Words("关系在有效期内，分类自生效日", "a tie while it is valid, a class from its effective day"),
)
FEEDBACK: Final = Origin(
    Words("需求与投诉", "needs and complaints"), Words("自提出日", "from the day it was heard")
)
LIST_OF_FACTS: Final = Origin(
    Words("其他指标", "the other facts"), Words("评估当日", "on the day of judgement")
)

Row = tuple[str, FactUnit, str, str]


def facts_about(about: SubjectKind, origin: Origin, freshness: Freshness, *rows: Row) -> Iterator[FactSpec]:
    """Return the lines of facts of one origin; a row is name, unit and meaning in both languages."""
    for name, unit, zh, en in rows:
        yield FactSpec(name, about, unit, Words(zh, en), origin.source, origin.known, freshness)
