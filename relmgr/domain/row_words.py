"""What tables and columns are called where an explanation shows the rows of the book."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.metric_codes import BY_CODE
from relmgr.words import Words

TABLES: Final[Mapping[str, Words]] = {
    "accountmonth": Words("账户月报", "account month"),
    "assignment": Words("客户分配", "assignment"),
    "bureaudebt": Words("征信债务", "bureau debt"),
    "client": Words("客户资料", "client profile"),
    "collateral": Words("押品", "collateral"),
    "contact": Words("联系人", "contact"),
    "covenant": Words("约束条款", "covenant"),
    "covenanttest": Words("约束测试", "covenant test"),
    "document": Words("资料", "document"),
    "evaluation": Words("评估", "evaluation"),
    "externalevent": Words("外部事件", "outside event"),
    "facility": Words("业务", "facility"),
    "feedback": Words("需求与投诉", "need or complaint"),
    "followup": Words("待办", "follow-up"),
    "groupedge": Words("关联关系", "group tie"),
    "guarantoredge": Words("担保关系", "guarantor tie"),
    "metric": Words("指标", "metric"),
    "project": Words("项目", "project"),
    "projectprogress": Words("项目进度", "project progress"),
    "ratingevent": Words("评级或分类", "grade or class"),
    "rebuttal": Words("反驳或认定", "rebuttal"),
    "reminder": Words("提醒", "reminder"),
    "segment": Words("分段", "segment"),
    "signal": Words("预警", "warning"),
    "signalevent": Words("预警记录", "warning step"),
    "tierchange": Words("分层变动", "tier change"),
    "tieroverride": Words("改层", "tier override"),
    "visit": Words("走访", "visit"),
    "visitparticipant": Words("参加人", "participant"),
    "watchedaccount": Words("监管账户", "watched account"),
    "watchitem": Words("关注名单", "watch list"),
    "watchreview": Words("关注检查", "watch review"),
}
COLUMNS: Final[Mapping[str, Words]] = {
    "alias": Words("别名", "alias"),
    "arrears_on": Words("逾期报告日", "arrears reported on"),
    "as_of": Words("数据日", "as of"),
    "asset_class": Words("五级分类", "class"),
    "average_minor": Words("日均", "average"),
    "baseline_on": Words("计划完工", "planned completion"),
    "budget_minor": Words("概算", "budget"),
    "cadence_days": Words("自定间隔", "own interval"),
    "cadence_reason": Words("理由", "reason"),
    "code": Words("代码", "code"),
    "contribution": Words("综合贡献", "contribution"),
    "current_assets": Words("流动资产", "current assets"),
    "current_liabilities": Words("流动负债", "current liabilities"),
    "debt_minor": Words("债务", "debt"),
    "decided_on": Words("决定日", "decided on"),
    "definition": Words("条件", "conditions"),
    "dpd": Words("逾期天数", "days past due"),
    "drawn_minor": Words("余额", "drawn"),
    "due_on": Words("应交日", "due on"),
    "ebit": Words("息税前利润", "EBIT"),
    "effective_on": Words("生效日", "effective on"),
    "email": Words("邮箱", "email"),
    "esg_listed": Words("ESG 风险名单", "on the ESG list"),
    "esg_on": Words("ESG 评分日", "ESG rated on"),
    "esg_score": Words("ESG 评分", "ESG rating"),
    "evidence": Words("证据", "evidence"),
    "expires_on": Words("有效至", "expires on"),
    "forecast_on": Words("预计完工", "expected completion"),
    "from_on": Words("自", "from"),
    "from_tier": Words("原层级", "from tier"),
    "industry": Words("行业", "industry"),
    "inflow_minor": Words("流入", "inflow"),
    "insured_until": Words("保险至", "insured until"),
    "interest_overdue_since": Words("欠息起日", "interest overdue since"),
    "inventory": Words("存货", "inventory"),
    "is_project": Words("项目公司", "project company"),
    "kind": Words("种类", "kind"),
    "limit_minor": Words("额度", "limit"),
    "maturity_on": Words("到期日", "matures on"),
    "name": Words("名称", "name"),
    "notes": Words("备注", "notes"),
    "occurred_on": Words("日期", "date"),
    "outcome": Words("结果", "outcome"),
    "overdue_since": Words("逾期起日", "overdue since"),
    "phase": Words("阶段", "phase"),
    "phone": Words("电话", "phone"),
    "place": Words("地点", "place"),
    "plan_due_on": Words("计划期限", "due"),
    "plan_measure": Words("措施", "measure"),
    "plan_note": Words("说明", "note"),
    "planned_at": Words("计划时间", "planned at"),
    "principal_overdue_since": Words("本金逾期起日", "principal overdue since"),
    "reason": Words("理由", "reason"),
    "receivables": Words("应收账款", "receivables"),
    "received_on": Words("收妥日", "received on"),
    "region": Words("地区", "region"),
    "related_sales": Words("关联方销售", "sales to related parties"),
    "retained_earnings": Words("未分配利润", "retained earnings"),
    "satisfaction": Words("满意度", "satisfaction"),
    "satisfaction_on": Words("评价日", "rated on"),
    "short_name": Words("简称", "short name"),
    "snoozed_until": Words("搁置至", "set aside until"),
    "state": Words("状态", "state"),
    "status": Words("状态", "status"),
    "summary": Words("纪要", "summary"),
    "tested_on": Words("测试日", "tested on"),
    "text": Words("内容", "text"),
    "tier": Words("层级", "tier"),
    "title": Words("名称", "title"),
    "to_tier": Words("新层级", "to tier"),
    "topic": Words("主题", "topic"),
    "uscc": Words("信用代码", "credit code"),
    "valued_on": Words("估值日", "valued on"),
}
"""Columns by their name in the database; others are told by that name."""

SUFFIXES = ("_minor", "_e6", "_on")


def table_words(table: str) -> Words:
    """Return what a table is called."""
    return TABLES.get(table, Words(table, table))


def column_words(name: str) -> Words:
    """Return what a column, or the code of a figure, is called."""
    if name in COLUMNS:
        return COLUMNS[name]
    if name in BY_CODE:
        return Words(BY_CODE[name].zh[0], BY_CODE[name].en[0])
    plain = name
    for suffix in SUFFIXES:
        plain = plain.removesuffix(suffix)
    return Words(plain.replace("_", " "), plain.replace("_", " "))
