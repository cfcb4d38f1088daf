"""The documented facts of what belongs to a client: facilities, documents, security, covenants, projects, .."""

from typing import Final

from relmgr.domain.fact_origins import (
    ACCOUNTS,
    CLASSES,
    COVENANTS,
    DOCUMENTS,
    EVENTS,
    FACILITIES,
    PROJECTS,
    SECURITY,
    facts_about,
)
from relmgr.domain.facts import FactUnit, Freshness, SubjectKind

FACILITY, DOCUMENT, COLLATERAL = SubjectKind.FACILITY, SubjectKind.DOCUMENT, SubjectKind.COLLATERAL
COVENANT, PROJECT, ACCOUNT = SubjectKind.COVENANT, SubjectKind.PROJECT, SubjectKind.ACCOUNT
RATIO, FLAG, CODE, DAYS = FactUnit.RATIO, FactUnit.FLAG, FactUnit.CODE, FactUnit.DAYS
COUNT, MONTHS = FactUnit.COUNT, FactUnit.MONTHS

SUBJECT_FACTS: Final = (
    *facts_about(
        FACILITY, FACILITIES, Freshness.ARREARS,
        ("dpd", DAYS, "逾期天数", "days past due"),
        ("principal_days", DAYS, "本金逾期天数", "days principal is overdue"),
        ("interest_days", DAYS, "欠息天数", "days interest is overdue"),
        ("observed_dpd", DAYS, "重组观察期内逾期天数", "days past due while restructured and observed"),
    ),
    *facts_about(
        FACILITY, FACILITIES, Freshness.RECORDS,
        ("technical", FLAG, "已认定为技术性逾期", "overdue for a recorded technical reason"),
        ("exit_asked", FLAG, "已申请退出观察", "end of the observation was asked for"),
        ("observed_periods", COUNT, "观察期内已还款期数", "repayment periods of the observation completed"),
        ("observed_months", MONTHS, "观察期已过月数", "months of the observation completed"),
        ("days_to_maturity", DAYS, "距到期天数", "days to maturity"),
        ("renewal_open", FLAG, "已有续做商机", "a renewal is under way"),
    ),
    *facts_about(
        FACILITY, CLASSES, Freshness.RECORDS,
        ("facility_class", CODE, "该笔登记分类", "recorded class of the claim"),
        ("facility_floor", CODE, "该笔分类下限", "floor of the class of the claim"),
        ("facility_stage", COUNT, "该笔 IFRS 9 阶段", "IFRS 9 stage of the claim"),
    ),
    *facts_about(
        DOCUMENT, DOCUMENTS, Freshness.RECORDS,
        ("document_kind", CODE, "资料种类", "document"),
        ("days_late", DAYS, "逾期未交天数", "days after the due date"),
    ),
    *facts_about(
        COLLATERAL, SECURITY, Freshness.RECORDS,
        ("valuation_months", MONTHS, "距上次估值月数", "months since the valuation"),
        ("insurance_days", DAYS, "距保险到期天数", "days until the insurance ends"),
        ("seized", FLAG, "押品被查封或有争议", "seized or disputed"),
        ("ltv", RATIO, "抵押率", "loan to value"),
        ("ltv_limit", RATIO, "约定抵押率上限", "agreed loan-to-value limit"),
        ("worthless", FLAG, "有欠款而押品无价值", "debt against security without value"),
    ),
    *facts_about(
        COVENANT, COVENANTS, Freshness.RECORDS,
        ("cover_covenant", FLAG, "属覆盖率约束", "a covenant on a cover ratio"),
        ("covenant_status", CODE, "约束测试结果", "outcome of the covenant test"),
        ("covenant_headroom", RATIO, "约束余量", "headroom of the covenant"),
        ("covenant_breach", FLAG, "违反约束且未豁免", "breached and not waived"),
        ("cure_days_left", DAYS, "补救期剩余天数（含当日）", "days left to cure, today included"),
        ("waiver_open", FLAG, "已申请或正在豁免", "a waiver is asked for or in force"),
        ("cross_default", FLAG, "收到交叉违约通知", "a cross-default notice was given"),
    ),
    *facts_about(
        COVENANT, COVENANTS, Freshness.ACCOUNTS,
        ("dscr", RATIO, "偿债备付率", "debt service cover ratio"),
        ("dscr_headroom", RATIO, "偿债备付率高出锁定线", "DSCR above its lock-up level"),
        ("llcr", RATIO, "贷款期或项目期覆盖率", "loan-life or project-life cover ratio"),
        ("llcr_falling", COUNT, "连续下降的测试次数", "tests in a row that came out lower"),
    ),
    *facts_about(
        COVENANT, COVENANTS, Freshness.RECORDS,
        ("dscr_lockup", RATIO, "偿债备付率锁定线", "lock-up level of the DSCR"),
        ("dscr_default", RATIO, "偿债备付率违约线", "default level of the DSCR"),
        ("llcr_lockup", RATIO, "覆盖率锁定线", "lock-up level of the life cover ratio"),
        ("llcr_default", RATIO, "覆盖率违约线", "default level of the life cover ratio"),
    ),
    *facts_about(
        PROJECT, PROJECTS, Freshness.QUARTERLY,
        ("delay_days", DAYS, "完工延误天数", "days behind the planned completion"),
        ("cost_overrun", RATIO, "超概算比例", "forecast cost over budget"),
        ("equity_short", FLAG, "超支以贷款弥补而资本金不足", "overrun lent without the sponsor's share"),
        ("draw_gap", RATIO, "提款超前于形象进度", "share drawn ahead of physical progress"),
    ),
    *facts_about(
        PROJECT, PROJECTS, Freshness.RECORDS,
        ("past_long_stop", FLAG, "已过最迟完工日", "past the long-stop date"),
        ("stopped", FLAG, "已停工", "the works have stopped"),
    ),
    *facts_about(
        ACCOUNT, ACCOUNTS, Freshness.MONTHLY,
        ("reserve_ratio", RATIO, "准备金充足率", "reserve over what it must hold"),
        ("months_below_share", COUNT, "归集不足的连续月数", "months running below the agreed income share"),
        ("below_minimum", FLAG, "低于约定最低余额", "below the agreed minimum balance"),
    ),
    *facts_about(
        ACCOUNT, ACCOUNTS, Freshness.RECORDS,
        ("idle_days", DAYS, "贷款资金闲置天数", "days drawn money has lain idle"),
    ),
    *facts_about(
        SubjectKind.EVENT, EVENTS, Freshness.RECORDS,
        ("event_kind", CODE, "事件", "event"),
        ("event_days", DAYS, "获知事件后天数", "days since the event was known"),
        ("successor_named", FLAG, "继任者到位", "a successor was named"),
        ("equity_change", RATIO, "股权变动比例", "share of equity that changed hands"),
    ),
)  # fmt: skip
"""Every fact about something that belongs to a client."""
