"""The documented list of facts: what rules and KPIs may name, what it means and where it comes from."""

from collections.abc import Iterator, Mapping
from typing import Final

from relmgr.domain.facts import FactSpec, FactUnit, Freshness, SubjectKind
from relmgr.words import Words

CLIENT, FACILITY = SubjectKind.CLIENT, SubjectKind.FACILITY
DOCUMENT, COLLATERAL = SubjectKind.DOCUMENT, SubjectKind.COLLATERAL
RATIO, FLAG, CODE, DAYS = FactUnit.RATIO, FactUnit.FLAG, FactUnit.CODE, FactUnit.DAYS
COUNT, POINTS, YEARS, MONTHS = FactUnit.COUNT, FactUnit.POINTS, FactUnit.YEARS, FactUnit.MONTHS

FEED = Words("月度或年度指标", "monthly or annual metrics")
GRADES = Words("评级历史", "grade history")
CLASSES = Words("五级分类历史", "class history")
VISITS = Words("走访记录", "visit log")
PROFILE = Words("客户资料", "client profile")
FACILITIES = Words("授信台账", "facilities")
DOCUMENTS = Words("资料台账", "document diary")
SECURITY = Words("押品台账", "collateral diary")
NOT_YET = Words("尚未采集", "not collected yet")

Row = tuple[str, FactUnit, str, str]


def _facts(about: SubjectKind, source: Words, freshness: Freshness, *rows: Row) -> Iterator[FactSpec]:
    for name, unit, zh, en in rows:
        yield FactSpec(name, about, unit, Words(zh, en), source, freshness, source is not NOT_YET)


_CLIENT = (
    *_facts(
        CLIENT, FEED, Freshness.ACCOUNTS,
        ("raroc", RATIO, "税后风险调整资本回报", "RAROC after tax"),
        ("pbt_margin", RATIO, "税前利润率", "profit before tax over revenue"),
        ("loss_years", YEARS, "连续亏损年数", "consecutive loss years"),
        ("negative_cash_years", YEARS, "经营现金流连续为负年数", "consecutive years of negative cash flow"),
        ("equity_to_assets", RATIO, "净资产比总资产", "equity over assets"),
        ("liabilities_change", RATIO, "资产负债率同比变化", "change of liabilities over assets in a year"),
    ),
    *_facts(
        CLIENT, FEED, Freshness.MONTHLY,
        ("growth", RATIO, "日均存贷款同比", "year-on-year change of average loans plus deposits"),
        ("deposit_growth", RATIO, "日均存款同比", "year-on-year change of average deposits"),
        ("balance_rz2", FLAG, "存款连续两月异常偏低", "deposits unusually low two months running"),
        ("balance_drop", RATIO, "近 3 月对前 12 月中位数的降幅", "fall of the 3-month median against 12 before"),
        ("balance_six_month_fall", RATIO, "6 个月降幅", "fall over 6 months"),
    ),
    *_facts(
        CLIENT, GRADES, Freshness.RATING,
        ("default_rate", RATIO, "一年违约率（主标尺）", "one-year PD of the grade"),
        ("rating_notches", FactUnit.NOTCHES, "12 个月评级下调级数", "notches lost within 12 months"),
        ("below_cutoff", FLAG, "评级低于准入线", "grade is below the cut-off"),
    ),
    *_facts(
        CLIENT, CLASSES, Freshness.RECORDS,
        ("asset_class", CODE, "五级分类", "recorded asset class"),
        ("npl", FLAG, "已列不良", "recorded substandard or worse"),
        ("class_too_good", FLAG, "登记分类优于下限", "recorded class is better than its floor"),
    ),
    *_facts(
        CLIENT, VISITS, Freshness.RECORDS,
        ("active_months", COUNT, "近 12 个月有往来的月数", "months of the last 12 with a contact or transaction"),
        ("days_since_contact", DAYS, "距上次有效接触天数", "days since the last effective contact"),
        ("cadence_days", DAYS, "应走访间隔", "contact interval that applies"),
        ("contact_ratio", RATIO, "已过间隔的倍数", "elapsed days over the interval"),
        ("strategy_days", DAYS, "分段策略的走访间隔", "contact interval of the segments' strategies"),
    ),
    *_facts(
        CLIENT, PROFILE, Freshness.RECORDS,
        ("esg_score", POINTS, "ESG 评分 0-100", "ESG rating, 0 to 100"),
        ("is_project", FLAG, "项目公司", "a project company"),
        ("phase", CODE, "项目阶段", "project phase"),
        ("own_cadence_days", DAYS, "自定走访间隔", "the manager's own contact interval"),
        ("segment_intervals", CODE, "所在分段的走访间隔及其条件", "intervals of the client's segments"),
    ),
    *_facts(
        CLIENT, PROFILE, Freshness.SURVEY,
        ("satisfaction", POINTS, "满意度 0-10", "satisfaction, 0 to 10"),
    ),
    *_facts(
        CLIENT, FACILITIES, Freshness.ARREARS,
        ("worst_dpd", DAYS, "最长逾期天数", "days past due of the worst facility"),
    ),
)  # fmt: skip
_SUBJECTS = (
    *_facts(FACILITY, FACILITIES, Freshness.ARREARS, ("dpd", DAYS, "逾期天数", "days past due")),
    *_facts(
        FACILITY, FACILITIES, Freshness.RECORDS,
        ("days_to_maturity", DAYS, "距到期天数", "days to maturity"),
        ("renewal_open", FLAG, "已有续做商机", "a renewal is under way"),
    ),
    *_facts(
        DOCUMENT, DOCUMENTS, Freshness.RECORDS,
        ("document_kind", CODE, "资料种类", "document"),
        ("days_late", DAYS, "逾期未交天数", "days after the due date"),
    ),
    *_facts(
        COLLATERAL, SECURITY, Freshness.RECORDS,
        ("valuation_months", MONTHS, "距上次估值月数", "months since the valuation"),
        ("insurance_days", DAYS, "距保险到期天数", "days until the insurance ends"),
    ),
)  # fmt: skip
_LATER = (
    *_facts(
        CLIENT, NOT_YET, Freshness.RECORDS,
        ("altman_z2", POINTS, "Z'' 值", "Z''-score"),
        ("altman_z2_change", POINTS, "Z'' 值同比变化", "change of the Z''-score in a year"),
        ("refusals", COUNT, "拒绝提供资料或走访次数", "refusals of data or visit"),
        ("unreachable_days", DAYS, "失联工作日数", "working days unreachable"),
        ("contribution_change", RATIO, "贡献度环比", "change of contribution on the quarter"),
        ("ticket_past_sla", FLAG, "工单超时", "a ticket is past its service level"),
    ),
    *_facts(
        COLLATERAL, NOT_YET, Freshness.RECORDS,
        ("seized", FLAG, "押品被查封或有争议", "seized or disputed"),
        ("guarantor_default", FLAG, "保证人违约", "guarantor in default"),
        ("ltv", RATIO, "抵押率", "loan to value"),
        ("ltv_limit", RATIO, "约定抵押率上限", "agreed loan-to-value limit"),
    ),
)  # fmt: skip

FACTS: Final[Mapping[str, FactSpec]] = {spec.name: spec for spec in (*_CLIENT, *_SUBJECTS, *_LATER)}
"""Every fact by name."""

AFTER_LEVEL: Final = frozenset({"contact_ratio", "cadence_days", "strategy_days"})
"""Facts that need the client's risk level first; rules that use one are judged last and cannot raise it."""
