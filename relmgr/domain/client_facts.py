"""The documented facts of a client itself."""

from typing import Final

from relmgr.domain.fact_origins import (
    BUREAU,
    CLASSES,
    EVENTS,
    FACILITIES,
    FEED,
    FEEDBACK,
    GRADES,
    LIST_OF_FACTS,
    PROFILE,
    PROJECTS,
    SEGMENTS,
    TIES,
    VISITS,
    facts_about,
)
from relmgr.domain.facts import FactUnit, Freshness, SubjectKind

CLIENT = SubjectKind.CLIENT
RATIO, FLAG, CODE, DAYS = FactUnit.RATIO, FactUnit.FLAG, FactUnit.CODE, FactUnit.DAYS
COUNT, POINTS, YEARS, NOTCHES = FactUnit.COUNT, FactUnit.POINTS, FactUnit.YEARS, FactUnit.NOTCHES

CLIENT_FACTS: Final = (
    *facts_about(
        CLIENT, FEED, Freshness.ACCOUNTS,
        ("raroc", RATIO, "税后风险调整资本回报", "RAROC after tax"),
        ("pbt_margin", RATIO, "税前利润率", "profit before tax over revenue"),
        ("loss_years", YEARS, "连续亏损年数", "consecutive loss years"),
        ("negative_cash_years", YEARS, "经营现金流连续为负年数", "consecutive years of negative cash flow"),
        ("equity_to_assets", RATIO, "净资产比总资产", "equity over assets"),
        ("liabilities_change", RATIO, "资产负债率同比变化", "change of liabilities over assets in a year"),
        ("revenue_change", RATIO, "营业收入同比", "year-on-year change of revenue"),
        ("receivable_days_change", RATIO, "应收账款天数同比", "year-on-year change of receivable days"),
        ("stock_days_change", RATIO, "存货天数同比", "year-on-year change of stock days"),
        ("related_sales", RATIO, "关联方销售占收入", "sales to related parties over revenue"),
        ("altman_z2", POINTS, "Z'' 值", "Z''-score"),
        ("altman_z2_change", POINTS, "Z'' 值同比变化", "change of the Z''-score in a year"),
    ),
    *facts_about(
        CLIENT, FEED, Freshness.QUARTERLY,
        ("contribution_change", RATIO, "贡献度环比", "change of contribution on the quarter"),
    ),
    *facts_about(
        CLIENT, FEED, Freshness.MONTHLY,
        ("growth", RATIO, "日均存贷款同比", "year-on-year change of average loans plus deposits"),
        ("deposit_growth", RATIO, "日均存款同比", "year-on-year change of average deposits"),
        ("balance_rz2", FLAG, "存款连续两月异常偏低", "deposits unusually low two months running"),
        ("balance_drop", RATIO, "存款近 3 月对前 12 月中位数降幅", "fall of the 3-month median of deposits"),
        ("balance_six_month_fall", RATIO, "存款 6 个月降幅", "fall of deposits over 6 months"),
        ("inflow_rz2", FLAG, "结算流入连续两月异常偏低", "inflow unusually low two months running"),
        ("inflow_drop", RATIO, "结算流入近 3 月对前 12 月中位数降幅", "fall of the 3-month median of inflow"),
        ("inflow_six_month_fall", RATIO, "结算流入 6 个月降幅", "fall of inflow over 6 months"),
        ("repayment_rz2", FLAG, "还款连续两月异常偏低", "repayments unusually low two months running"),
        ("repayment_drop", RATIO, "还款近 3 月对前 12 月中位数降幅", "fall of the 3-month median of repayments"),
        ("repayment_six_month_fall", RATIO, "还款 6 个月降幅", "fall of repayments over 6 months"),
        ("line_over_90_months", COUNT, "额度使用超过 90% 的连续月数", "months running with the line 90 % drawn"),
    ),
    *facts_about(
        CLIENT, GRADES, Freshness.RATING,
        ("default_rate", RATIO, "一年违约率（主标尺）", "one-year PD of the grade"),
        ("rating_notches", NOTCHES, "12 个月评级下调级数", "notches lost within 12 months"),
        ("below_cutoff", FLAG, "评级低于准入线", "grade is below the cut-off"),
        ("external_notches", NOTCHES, "12 个月外部评级下调级数", "notches an outside rating lost within 12 months"),
    ),
    *facts_about(
        CLIENT, CLASSES, Freshness.RECORDS,
        ("asset_class", CODE, "五级分类（最差一笔）", "recorded asset class, the worst"),
        ("npl", FLAG, "已列不良", "recorded substandard or worse"),
        ("class_too_good", FLAG, "登记分类优于下限", "recorded class is better than its floor"),
        ("class_floor", CODE, "五级分类下限", "floor of the asset class"),
        ("ifrs_stage", COUNT, "IFRS 9 阶段", "IFRS 9 stage"),
        ("own_npl_share", RATIO, "本行债权不良占比", "non-performing share of our claims"),
    ),
    *facts_about(
        CLIENT, BUREAU, Freshness.QUARTERLY,
        ("cross_bank_share", RATIO, "各行债务逾期 90 天以上占比", "share of debt at all banks over 90 days overdue"),
        ("npl_elsewhere", FLAG, "他行已列不良", "non-performing at another bank"),
        ("other_debt_change", RATIO, "他行债务 6 个月变化", "change of debt at other banks in 6 months"),
        ("guarantees_to_equity", RATIO, "对外担保比净资产", "guarantees for others over net assets"),
        ("guarantees_exceed_equity", FLAG, "对外担保超过净资产", "guarantees for others exceed net assets"),
    ),
    *facts_about(
        CLIENT, TIES, Freshness.RECORDS,
        ("group_npl", FLAG, "关联客户已列不良", "a connected client is non-performing"),
        ("guarantor_default", FLAG, "保证人违约", "a guarantor is in default"),
    ),
    *facts_about(
        CLIENT, EVENTS, Freshness.RECORDS,
        ("refusals", COUNT, "拒绝提供资料或走访次数", "refusals of data or visit"),
        ("unreachable_days", DAYS, "失联工作日数", "working days unreachable"),
    ),
    *facts_about(
        CLIENT, VISITS, Freshness.RECORDS,
        ("active_months", COUNT, "近 12 个月有往来的月数", "months of the last 12 with a contact or transaction"),
        ("days_since_contact", DAYS, "距上次有效接触天数", "days since the last effective contact"),
        ("cadence_days", DAYS, "应走访间隔", "contact interval that applies"),
        ("contact_ratio", RATIO, "已过间隔的倍数", "elapsed days over the interval"),
    ),
    *facts_about(
        CLIENT, SEGMENTS, Freshness.RECORDS,
        ("strategy_days", DAYS, "分段策略的走访间隔", "contact interval of the segments' strategies"),
        ("segment_intervals", CODE, "所在分段的走访间隔及其条件", "intervals of the client's segments"),
    ),
    *facts_about(
        CLIENT, PROFILE, Freshness.RECORDS,
        ("esg_score", POINTS, "ESG 评分 0-100", "ESG rating, 0 to 100"),
        ("esg_listed", FLAG, "列入 ESG 风险名单", "on the list of clients with major ESG risk"),
        ("is_project", FLAG, "项目公司", "a project company"),
        ("phase", CODE, "项目阶段", "project phase"),
        ("own_cadence_days", DAYS, "自定走访间隔", "the manager's own contact interval"),
    ),
    *facts_about(
        CLIENT, PROJECTS, Freshness.RECORDS,
        ("ep_a_unassessed", FLAG, "A 类项目未完成环社评估", "category A without a completed assessment"),
    ),
    *facts_about(
        CLIENT, PROFILE, Freshness.SURVEY,
        ("satisfaction", POINTS, "满意度 0-10", "satisfaction, 0 to 10"),
    ),
    *facts_about(
        CLIENT, FEEDBACK, Freshness.RECORDS,
        ("ticket_past_sla", FLAG, "需求或投诉超时未复", "a need or complaint is past its service level"),
    ),
    *facts_about(
        CLIENT, FACILITIES, Freshness.ARREARS,
        ("worst_dpd", DAYS, "最长逾期天数", "days past due of the worst facility"),
    ),
    *facts_about(
        CLIENT, LIST_OF_FACTS, Freshness.RECORDS,
        ("stale_facts", COUNT, "过期的数据项", "facts that are too old"),
        ("missing_facts", COUNT, "缺失的必需数据项", "needed facts that are missing"),
    ),
)  # fmt: skip
"""Every fact about a client as a whole."""
