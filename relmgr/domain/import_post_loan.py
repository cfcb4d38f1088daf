"""Lists of the post-loan file: ratings, documents, security, projects, covenants, accounts, events, ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from relmgr.domain.event_kinds import EVENT_WORDS, EventKind
from relmgr.domain.import_fields import (
    ANY_CLIENT,
    CLIENT_OF_ROW,
    FieldSpec,
    Form,
    Kind,
    choices_of,
    column,
)

_CLASSES: Final = (
    "normal: 正常|正常类|pass|standard; special_mention: 关注|关注类|special mention|watch;"
    "substandard: 次级|次级类|sub-standard; doubtful: 可疑|可疑类; loss: 损失|损失类"
)
_EVENTS: Final = {
    word.casefold(): kind.value for kind in EventKind for word in (kind.value, *EVENT_WORDS[kind])
}

_FACILITY = column("facility", Form.CODE, "业务编号|借据号|合同号|授信编号|贷款编号", "facility code|facility|"
                       "facility no|loan no|contract no", 64)  # fmt: skip
_PROJECT = column("project", Form.LINE, "项目|项目名称|项目编号", "project|project code|project name", 300)
_CURRENCY = column("currency", Form.CURRENCY, "币种|货币", "currency|ccy")
_NOTE = column("note", Form.TEXT, "备注|说明", "notes|note|remarks|comment")

_RATINGS = (
    *CLIENT_OF_ROW,
    _FACILITY,
    column("kind", Form.CHOICE, "评级类型|评定类型", "rating kind", 0, choices_of(
        "grade: 内部评级|信用等级|评级; class: 五级分类|风险分类|分类; external: 外部评级|external rating")),
    column("effective_on", Form.DATE, "生效日期|评定日期|评级日期|分类日期", "effective on|effective date"),
    column("value", Form.LINE, "结果|评定结果|等级", "rating value|rating|result", 20),
    column("reason", Form.TEXT, "理由|原因", "reason"),
)  # fmt: skip
_DOCUMENTS = (
    *CLIENT_OF_ROW,
    _FACILITY,
    column("kind", Form.CHOICE, "资料种类|资料类型|种类", "document kind|document type", 0, choices_of(
        "certificate: 合规证明|契约证明|covenant certificate; accounts: 财务报表|报表|审计报告|financial statements")),
    column("title", Form.LINE, "资料名称|资料", "document|title", 300),
    column("due_on", Form.DATE, "应交日期|到期日|截止日期", "due on|due date|due"),
    column("received_on", Form.DATE, "收到日期|收妥日期", "received on|received"),
)  # fmt: skip
_COLLATERALS = (
    *CLIENT_OF_ROW,
    _FACILITY,
    column("description", Form.LINE, "押品名称|押品|抵押物", "collateral|collateral description|security", 300),
    column("kind", Form.LINE, "押品种类|押品类型", "collateral kind|collateral type", 60),
    _CURRENCY,
    column("value_minor", Form.AMOUNT, "评估价值|估值|押品价值", "valuation|collateral value|value"),
    column("valued_on", Form.DATE, "估值日期|评估日期", "valued on|valuation date"),
    column("insured_until", Form.DATE, "保险到期日|保险到期", "insured until|insurance expiry"),
    column("needs_insurance", Form.FLAG, "是否需投保|需投保", "needs insurance"),
    column("ltv_limit_e6", Form.RATIO, "抵押率上限|约定抵押率", "ltv limit|agreed ltv"),
    column("status", Form.CHOICE, "押品状态", "collateral status", 0, choices_of(
        "ok: 正常; seized: 查封|被查封; disputed: 争议|有争议")),
    column("status_on", Form.DATE, "状态日期", "status on"),
    column("released_on", Form.DATE, "释放日期|解押日期", "released on"),
)  # fmt: skip
_PROJECTS = (
    *CLIENT_OF_ROW,
    column("name", Form.LINE, "项目名称|项目", "project name|project", 300),
    column("code", Form.CODE, "项目编号", "project code|project no", 64),
    column("sector", Form.LINE, "项目行业|投向", "project sector|sector", 120),
    _CURRENCY,
    column("budget_minor", Form.AMOUNT, "概算|总投资|项目总投资|预算", "budget|project cost|total cost"),
    column("forecast_cost_minor", Form.AMOUNT, "预计总投资|最新预测投资", "forecast cost|expected cost"),
    column("overrun_loan_minor", Form.AMOUNT, "超支新增贷款", "overrun loan|loan for overrun"),
    column("overrun_equity_minor", Form.AMOUNT, "超支追加资本金", "overrun equity|equity for overrun"),
    column("capital_ratio_e6", Form.RATIO, "资本金比例|项目资本金比例", "capital ratio|equity ratio"),
    column("as_of", Form.DATE, "数据日期|截至日期", "as of|data date"),
    column("baseline_on", Form.DATE, "计划完工日|原定完工日", "baseline completion|planned completion"),
    column("forecast_on", Form.DATE, "预计完工日", "forecast completion|expected completion"),
    column("long_stop_on", Form.DATE, "最迟完工日|宽限完工日", "long-stop date|long stop"),
    column("stopped_on", Form.DATE, "停工日期", "stopped on"),
    column("completed_on", Form.DATE, "完工日期|竣工日期", "completed on"),
    column("ep_category", Form.CHOICE, "赤道原则类别|EP类别", "ep category|equator category", 0, choices_of(
        "A: A类; B: B类; C: C类")),
    column("ep_assessed_on", Form.DATE, "环社评估日期|赤道原则评估日", "ep assessed on|esia completed on"),
)  # fmt: skip
_PROGRESS = (
    *CLIENT_OF_ROW,
    _PROJECT,
    column("as_of", Form.DATE, "数据日期|截至日期|日期", "as of|data date|date"),
    column("physical_e6", Form.RATIO, "形象进度|实物进度|工程进度", "physical progress|physical"),
    column("drawn_e6", Form.RATIO, "提款进度|提款比例", "drawn share|drawdown progress"),
    column("source", Form.LINE, "来源", "source", 60),
)  # fmt: skip
_COVENANTS = (
    *CLIENT_OF_ROW,
    _FACILITY,
    column("code", Form.CODE, "约束编号|契约编号|承诺编号", "covenant code|covenant no", 64),
    column("title", Form.LINE, "约束条款|契约条款|承诺事项", "covenant|covenant title", 300),
    column("kind", Form.CHOICE, "约束类型|契约类型", "covenant kind|covenant type", 0, choices_of(
        "financial: 财务; information: 信息; undertaking: 承诺")),
    column("ratio", Form.CHOICE, "指标代码|约束指标", "ratio", 0, choices_of(
        "dscr: 偿债备付率|偿债覆盖率; llcr: 贷款期覆盖率; plcr: 项目期覆盖率; leverage: 杠杆率; icr: 利息保障倍数;"
        "ltv: 抵押率; liabilities_to_assets: 资产负债率; current_ratio: 流动比率"), "other"),
    column("operator", Form.CHOICE, "比较符", "operator", 0, {
        ">=": ">=", "不低于": ">=", "at least": ">=", "<=": "<=", "不高于": "<=", "at most": "<="}),
    column("default_e6", Form.TIMES, "违约线|违约阈值", "default level|default threshold|threshold"),
    column("lockup_e6", Form.TIMES, "锁定线|分红锁定线", "lock-up level|lockup"),
    column("frequency_months", Form.INTEGER, "测试频率(月)|测试频率", "frequency (months)|frequency months"),
    column("first_due_on", Form.DATE, "首次测试日", "first due on|first test"),
    column("notice_days", Form.INTEGER, "提前通知天数", "notice days"),
    column("cure_days", Form.INTEGER, "补救期(天)|补救期", "cure days|cure period"),
    column("clause", Form.LINE, "条款号|条款", "clause", 120),
    column("ended_on", Form.DATE, "终止日期", "ended on"),
)  # fmt: skip
_COVENANT_TESTS = (
    *CLIENT_OF_ROW,
    column("covenant", Form.LINE, "约束编号|契约编号|约束条款", "covenant code|covenant no|covenant", 300),
    column("period_end", Form.DATE, "测试期末|测试期间", "period end|test period end"),
    column("due_on", Form.DATE, "应测日期|证明应交日", "test due on|due on"),
    column("tested_on", Form.DATE, "测试日期", "tested on|test date"),
    column("value_e6", Form.TIMES, "测试值|实测值", "test value|value"),
    column("status", Form.CHOICE, "测试结果|测试状态", "test status|test result", 0, choices_of(
        "due: 待测; pass: 通过|达标; breach: 违反|未达标|违约; waived: 豁免|已豁免; na: 不适用")),
    column("cure_until", Form.DATE, "补救期至|补救截止日", "cure until"),
    column("waiver_asked_on", Form.DATE, "申请豁免日期", "waiver asked on"),
    column("waived_until", Form.DATE, "豁免至", "waived until"),
    column("waiver_reason", Form.TEXT, "豁免理由", "waiver reason"),
    column("cross_default", Form.FLAG, "交叉违约", "cross default|cross-default"),
    _NOTE,
)  # fmt: skip
_ACCOUNTS = (
    *CLIENT_OF_ROW,
    _FACILITY,
    _PROJECT,
    column("code", Form.CODE, "账号|账户|监管账户", "account no|account code|account", 64),
    column("purpose", Form.CHOICE, "账户用途|账户类型", "account purpose|purpose", 0, choices_of(
        "income: 收入|项目收入|回款; reserve: 准备金|偿债准备金|还款准备金; drawdown: 提款|放款; settlement: 结算")),
    column("name", Form.LINE, "账户名称|户名", "account name", 300),
    _CURRENCY,
    column("required_minor", Form.AMOUNT, "应留存金额|准备金要求", "required balance|requirement"),
    column("minimum_minor", Form.AMOUNT, "约定最低余额|最低日均余额", "minimum balance|agreed minimum"),
    column("income_share_e6", Form.RATIO, "约定归集比例|收入归集比例", "agreed income share|income share"),
    column("idle_since", Form.DATE, "资金闲置起始日", "idle since"),
    column("ended_on", Form.DATE, "销户日期|终止日期", "ended on"),
)  # fmt: skip
_ACCOUNT_MONTHS = (
    *CLIENT_OF_ROW,
    column("account", Form.CODE, "账号|账户|监管账户", "account no|account code|account", 64),
    column("period", Form.PERIOD, "月份|期间", "month|period"),
    column("average_minor", Form.AMOUNT, "月日均余额|日均余额", "average balance"),
    column("closing_minor", Form.AMOUNT, "月末余额|期末余额", "closing balance|balance"),
    column("inflow_minor", Form.AMOUNT, "账户流入|流入", "inflow"),
    column("income_minor", Form.AMOUNT, "项目收入", "project income|income"),
)  # fmt: skip
_OUTSIDE_EVENTS = (
    *CLIENT_OF_ROW,
    _FACILITY,
    column("kind", Form.CHOICE, "事件|事件类型", "event|event kind", 0, _EVENTS),
    column("occurred_on", Form.DATE, "发生日期|事件日期|日期", "occurred on|event date|date"),
    column("known_on", Form.DATE, "获知日期", "known on"),
    column("ended_on", Form.DATE, "解除日期|了结日期", "ended on|settled on"),
    column("text", Form.TEXT, "事件说明|内容|摘要", "description|event text|details"),
    column("source", Form.LINE, "来源|信息来源", "source", 120),
    _CURRENCY,
    column("amount_minor", Form.AMOUNT, "涉及金额|金额", "amount involved|amount"),
    column("share_e6", Form.RATIO, "变动比例|股权比例", "share"),
    column("confirmed_by", Form.LINE, "确认人", "confirmed by", 64),
)  # fmt: skip
_DEBTS = (
    *CLIENT_OF_ROW,
    column("as_of", Form.DATE, "征信日期|查询日期|数据日期", "as of|bureau date|data date"),
    column("bank", Form.LINE, "银行|金融机构|授信机构", "bank|lender", 120),
    column("own_bank", Form.FLAG, "是否本行|本行", "own bank"),
    _CURRENCY,
    column("debt_minor", Form.AMOUNT, "负债余额|他行余额|贷款余额", "debt|debt outstanding"),
    column("guarantees_minor", Form.AMOUNT, "对外担保|担保余额", "guarantees given|guarantees"),
    column("dpd", Form.INTEGER, "逾期天数", "days past due|dpd"),
    column("asset_class", Form.CHOICE, "五级分类", "asset class", 0, choices_of(_CLASSES)),
)  # fmt: skip
_TIES = (
    *CLIENT_OF_ROW,
    column("parent_name", Form.LINE, "关联方|关联企业|母公司|股东", "related party|parent|parent name", 300),
    column("relation", Form.CHOICE, "关联关系|关系", "relation", 0, choices_of(
        "parent: 母公司|控股股东; related: 关联|关联企业; family: 亲属|家族")),
    column("share_e6", Form.RATIO, "持股比例|控股比例", "stake|share"),
    column("from_on", Form.DATE, "起始日期", "from"),
    column("to_on", Form.DATE, "终止日期", "to|until"),
    column("source", Form.LINE, "来源", "source", 120),
)  # fmt: skip
_GUARANTEES = (
    *CLIENT_OF_ROW,
    _FACILITY,
    column("guarantor_name", Form.LINE, "保证人|担保人", "guarantor|guarantor name", 300),
    column("kind", Form.CHOICE, "担保方式", "guarantee kind", 0, choices_of(
        "full: 全额|连带责任; limited: 限额; joint: 共同")),
    _CURRENCY,
    column("amount_minor", Form.AMOUNT, "担保金额", "guaranteed amount|amount guaranteed"),
    column("from_on", Form.DATE, "起始日期", "from"),
    column("to_on", Form.DATE, "终止日期|担保到期日", "to|until"),
)  # fmt: skip

POST_LOAN_FIELDS: Final[Mapping[Kind, tuple[FieldSpec, ...]]] = {
    Kind.RATINGS: _RATINGS,
    Kind.DOCUMENTS: _DOCUMENTS,
    Kind.COLLATERALS: _COLLATERALS,
    Kind.PROJECTS: _PROJECTS,
    Kind.PROGRESS: _PROGRESS,
    Kind.COVENANTS: _COVENANTS,
    Kind.COVENANT_TESTS: _COVENANT_TESTS,
    Kind.ACCOUNTS: _ACCOUNTS,
    Kind.ACCOUNT_MONTHS: _ACCOUNT_MONTHS,
    Kind.EVENTS: _OUTSIDE_EVENTS,
    Kind.DEBTS: _DEBTS,
    Kind.TIES: _TIES,
    Kind.GUARANTEES: _GUARANTEES,
}

POST_LOAN_REQUIRED: Final[Mapping[Kind, tuple[tuple[str, ...], ...]]] = {
    Kind.RATINGS: (ANY_CLIENT, ("kind",), ("effective_on",), ("value",)),
    Kind.DOCUMENTS: (ANY_CLIENT, ("kind",), ("due_on",)),
    Kind.COLLATERALS: (ANY_CLIENT, ("description",)),
    Kind.PROJECTS: (ANY_CLIENT, ("name",)),
    Kind.PROGRESS: (ANY_CLIENT, ("project",), ("as_of",), ("physical_e6", "drawn_e6")),
    Kind.COVENANTS: (ANY_CLIENT, ("code",), ("title", "ratio")),
    Kind.COVENANT_TESTS: (ANY_CLIENT, ("covenant",), ("period_end",), ("status",)),
    Kind.ACCOUNTS: (ANY_CLIENT, ("code",), ("purpose",)),
    Kind.ACCOUNT_MONTHS: (ANY_CLIENT, ("account",), ("period",)),
    Kind.EVENTS: (ANY_CLIENT, ("kind",), ("occurred_on",)),
    Kind.DEBTS: (ANY_CLIENT, ("as_of",), ("bank",)),
    Kind.TIES: (ANY_CLIENT, ("parent_name",), ("relation",)),
    Kind.GUARANTEES: (ANY_CLIENT, ("guarantor_name",)),
}
"""Of each group at least one column must be there."""


@dataclass(frozen=True, slots=True)
class OwnedList:
    """How a row of a list becomes a stored row: its table, what identifies it, and what it refers to.

    `refers` maps a field to (column, list it refers to); a `client` there is another client of the book, and
    naming one that is not in the book leaves the column empty.
    """

    table: str
    identity: tuple[str, ...]
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    has_currency: bool = True


_TO_FACILITY: Final = {"facility": ("facility_id", "facility")}

OWNED_LISTS: Final[Mapping[Kind, OwnedList]] = {
    Kind.RATINGS: OwnedList(
        "ratingevent", ("kind", "facility_id", "effective_on", "value"), _TO_FACILITY, has_currency=False
    ),
    Kind.DOCUMENTS: OwnedList(
        "document", ("kind", "facility_id", "due_on", "title"), _TO_FACILITY, has_currency=False
    ),
    Kind.COLLATERALS: OwnedList("collateral", ("description",), _TO_FACILITY),
    Kind.PROJECTS: OwnedList("project", ("name",)),
    Kind.PROGRESS: OwnedList(
        "projectprogress", ("project_id", "as_of"), {"project": ("project_id", "project")}, has_currency=False
    ),
    Kind.COVENANTS: OwnedList("covenant", ("code",), _TO_FACILITY, has_currency=False),
    Kind.COVENANT_TESTS: OwnedList(
        "covenanttest",
        ("covenant_id", "period_end"),
        {"covenant": ("covenant_id", "covenant")},
        has_currency=False,
    ),
    Kind.ACCOUNTS: OwnedList(
        "watchedaccount", ("code",), {**_TO_FACILITY, "project": ("project_id", "project")}
    ),
    Kind.ACCOUNT_MONTHS: OwnedList(
        "accountmonth",
        ("account_id", "period"),
        {"account": ("account_id", "watchedaccount")},
        has_currency=False,
    ),
    Kind.EVENTS: OwnedList("externalevent", ("kind", "facility_id", "occurred_on", "text"), _TO_FACILITY),
    Kind.DEBTS: OwnedList("bureaudebt", ("as_of", "bank")),
    Kind.TIES: OwnedList(
        "groupedge",
        ("parent_name", "relation"),
        {"parent_name": ("parent_id", "client")},
        has_currency=False,
    ),
    Kind.GUARANTEES: OwnedList(
        "guarantoredge",
        ("guarantor_name", "facility_id"),
        {**_TO_FACILITY, "guarantor_name": ("guarantor_id", "client")},
    ),
}
"""Lists whose rows are stored as they are read."""

NAMED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "project": ("code", "name"),
    "covenant": ("code", "title"),
    "watchedaccount": ("code",),
}
"""By which columns another list may name a row of the same client."""
