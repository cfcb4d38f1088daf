"""What stored values are called in both languages, for reports and plain text."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.values import (
    AssetClass,
    CheckResult,
    ClientState,
    ContactRole,
    DateKind,
    FacilityKind,
    FeedbackKind,
    FollowUpKind,
    FollowUpState,
    Level,
    LinkKind,
    OpportunityStage,
    ReminderKind,
    ReminderState,
    ReviewState,
    Severity,
    SignalState,
    TicketState,
    TicketStep,
    VisitKind,
    VisitOrigin,
    VisitState,
)
from relmgr.words import Words

SYSTEM: Final = Words("系统", "system")
"""Who did what no person did."""
ASSET_CLASSES: Final[Mapping[str, Words]] = {
    AssetClass.NORMAL: Words("正常", "normal"),
    AssetClass.SPECIAL_MENTION: Words("关注", "special mention"),
    AssetClass.SUBSTANDARD: Words("次级", "substandard"),
    AssetClass.DOUBTFUL: Words("可疑", "doubtful"),
    AssetClass.LOSS: Words("损失", "loss"),
}
CLIENT_STATES: Final[Mapping[str, Words]] = {
    ClientState.PROSPECT: Words("潜在", "prospect"),
    ClientState.ACTIVE: Words("活跃", "active"),
    ClientState.DORMANT: Words("休眠", "dormant"),
    ClientState.LOST: Words("流失", "lost"),
    ClientState.REACTIVATED: Words("重新激活", "reactivated"),
}
LEVELS: Final[Mapping[str, Words]] = {
    Level.RED: Words("红", "red"),
    Level.ORANGE: Words("橙", "orange"),
    Level.YELLOW: Words("黄", "yellow"),
    Level.GREEN: Words("绿", "green"),
}
"""Risk levels, gravest first; an unknown level has no word of its own."""
PHASES: Final = {
    "pre": Words("前期", "before construction"),
    "construction": Words("建设期", "construction"),
    "completed": Words("完工", "completed"),
    "operation": Words("运营期", "operation"),
    "closed": Words("已结清", "closed"),
}
"""Phases of a project that cadence rules know; a list may bring others, which stay as they were written."""
DOCUMENT_KINDS: Final = {
    "certificate": Words("合规证明", "compliance certificate"),
    "accounts": Words("财务报表", "accounts"),
}
COVENANT_STATES: Final = {
    "pass": Words("达标", "passed"),
    "amber": Words("余量不足", "passed with thin headroom"),
    "breach": Words("违反", "breached"),
    "breach_in_cure": Words("违反，补救期内", "breached, in cure"),
    "waived": Words("已豁免", "waived"),
    "not_tested": Words("未测试", "not tested"),
    "na": Words("不适用", "not applicable"),
}
RULE_SOURCES: Final = {
    "law": Words("法规", "law"),
    "example": Words("公开范例", "published example"),
    "agreement": Words("合同约定", "agreement"),
    "default": Words("产品默认，未经本行确认", "product default, not confirmed by the bank"),
}
"""Where a rule and its limits come from, by the kind its file states."""
VISIT_KINDS: Final = {
    VisitKind.VISIT: Words("拜访", "visit"),
    VisitKind.CALL: Words("电话", "call"),
    VisitKind.VIDEO: Words("视频", "video"),
    VisitKind.HOSTED: Words("来访", "hosted"),
    VisitKind.INSPECTION: Words("贷后检查", "inspection"),
}
SEVERITIES: Final = {
    Severity.RED: Words("红", "red"),
    Severity.ORANGE: Words("橙", "orange"),
    Severity.YELLOW: Words("黄", "yellow"),
}
SIGNAL_STATES: Final = {
    SignalState.OPEN: Words("未确认", "new"),
    SignalState.ACKED: Words("已确认", "acknowledged"),
    SignalState.PLANNED: Words("已计划", "planned"),
    SignalState.RESOLVED: Words("办结", "resolved"),
    SignalState.DISMISSED: Words("误报", "dismissed"),
    SignalState.CLEARED: Words("自动解除", "cleared"),
}
REVIEW_STATES: Final = {
    ReviewState.PENDING: Words("待复核", "to review"),
    ReviewState.POSTPONED: Words("暂缓", "postponed"),
    ReviewState.ACCEPTED: Words("同意", "accepted"),
    ReviewState.REJECTED: Words("不同意", "rejected"),
    ReviewState.SUPERSEDED: Words("已被取代", "superseded"),
}
FEEDBACK_KINDS: Final = {
    FeedbackKind.NEED: Words("需求", "need"),
    FeedbackKind.COMPLAINT: Words("投诉", "complaint"),
    FeedbackKind.PRAISE: Words("表扬", "praise"),
}
FOLLOW_UP_KINDS: Final = {
    FollowUpKind.PROMISE_CLIENT: Words("客户承诺", "promised by the client"),
    FollowUpKind.PROMISE_BANK: Words("我方承诺", "promised by us"),
    FollowUpKind.TASK: Words("待办", "task"),
}
FOLLOW_UP_STATES: Final = {
    FollowUpState.OPEN: Words("未完成", "open"),
    FollowUpState.DONE: Words("完成", "done"),
    FollowUpState.CANCELLED: Words("取消", "cancelled"),
}
CONTACT_ROLES: Final = {
    ContactRole.DECISION: Words("决策", "decides"),
    ContactRole.FINANCE: Words("财务", "finance"),
    ContactRole.OPERATIONS: Words("经办", "operations"),
    ContactRole.CONTROLLER: Words("实控人", "controller"),
    ContactRole.OTHER: Words("其他", "other"),
}
FACILITY_KINDS: Final = {
    FacilityKind.TERM: Words("中长期贷款", "Term loan"),
    FacilityKind.REVOLVER: Words("循环贷款", "Revolver"),
    FacilityKind.PROJECT: Words("项目贷款", "Project loan"),
    FacilityKind.GUARANTEE: Words("保函", "Guarantee"),
    FacilityKind.LC: Words("信用证", "Letter of credit"),
    FacilityKind.OTHER: Words("其他", "Other"),
}
VISIT_STATES: Final = {
    VisitState.PLANNED: Words("已约", "planned"),
    VisitState.DONE: Words("已办", "done"),
    VisitState.MISSED: Words("未记", "not logged"),
    VisitState.CANCELLED: Words("已取消", "cancelled"),
}
SIGNAL_STEPS: Final = {
    "opened": Words("生成", "raised"),
    "raised": Words("升级", "severity rose"),
    "recurred": Words("复发", "came back"),
    "acked": Words("确认知悉", "acknowledged"),
    "planned": Words("计划", "planned"),
    "snoozed": Words("搁置", "snoozed"),
    "escalated": Words("上报", "reported to the manager"),
    "resolved": Words("办结", "resolved"),
    "dismissed": Words("误报", "false alarm"),
    "cleared": Words("自动解除", "cleared by itself"),
}
"""What happened to a warning, by the kind of its step."""
REMINDER_KINDS: Final = {
    ReminderKind.VISIT: Words("拜访", "visit"),
    ReminderKind.CONTACT: Words("久未联系", "contact gap"),
    ReminderKind.FOLLOW_UP: Words("待办", "task"),
    ReminderKind.MATURITY: Words("授信到期", "maturity"),
    ReminderKind.REVIEW: Words("分层复核", "tier review"),
    ReminderKind.WARNING: Words("预警处置", "warning"),
    ReminderKind.MANUAL: Words("手工", "manual"),
    ReminderKind.INSPECTION: Words("检查", "inspection"),
    ReminderKind.COVENANT: Words("约束测试", "covenant"),
    ReminderKind.REPAYMENT: Words("还款", "repayment"),
    ReminderKind.INSURANCE: Words("保险到期", "insurance"),
    ReminderKind.VALUATION: Words("重新估值", "valuation"),
    ReminderKind.PROMISE: Words("承诺", "promise"),
    ReminderKind.TICKET: Words("工单", "ticket"),
    ReminderKind.BIRTHDAY: Words("生日", "birthday"),
    ReminderKind.ANNIVERSARY: Words("纪念日", "anniversary"),
    ReminderKind.WEEKLY: Words("周报", "weekly"),
}
REMINDER_STATES: Final = {
    ReminderState.OPEN: Words("未完成", "open"),
    ReminderState.DONE: Words("完成", "done"),
    ReminderState.CANCELLED: Words("取消", "cancelled"),
}


def worded(table: Mapping[str, Words], code: str) -> Words:
    """Return what a stored code is called; one that has no words is shown as it was stored."""
    return table.get(code) or Words(code, code)


TICKET_STATES: Final = {
    TicketState.OPEN: Words("待转办", "to send"),
    TicketState.SENT: Words("办理中", "sent"),
    TicketState.ANSWERED: Words("待告知客户", "to tell client"),
    TicketState.DONE: Words("已告知客户", "client told"),
}
TICKET_STEPS: Final = {
    TicketStep.SENT: Words("转办", "sent"),
    TicketStep.NOTE: Words("进展", "note"),
    TicketStep.ANSWERED: Words("答复", "answered"),
    TicketStep.TOLD: Words("告知客户", "client told"),
    TicketStep.REOPENED: Words("重开", "opened again"),
    TicketStep.ESCALATED: Words("上报", "escalated"),
}
VISIT_ORIGINS: Final = {
    VisitOrigin.PERSON: Words("手工", "by hand"),
    VisitOrigin.WEEK: Words("周计划", "week plan"),
    VisitOrigin.SERIES: Words("定期", "recurring"),
    VisitOrigin.CHAIN: Words("上次约定", "agreed last time"),
    VisitOrigin.CALENDAR: Words("日历", "calendar"),
}
LINK_KINDS: Final = {
    LinkKind.SIGNAL: Words("预警", "warning"),
    LinkKind.OPPORTUNITY: Words("商机", "opportunity"),
    LinkKind.FILE: Words("附件", "attachment"),
}
CHECK_RESULTS: Final = {
    CheckResult.OK: Words("正常", "in order"),
    CheckResult.ISSUE: Words("有问题", "problem"),
    CheckResult.UNSEEN: Words("未查到", "not seen"),
    CheckResult.NONE: Words("不适用", "not applicable"),
}
DATE_KINDS: Final = {
    DateKind.BIRTHDAY: Words("生日", "birthday"),
    DateKind.ANNIVERSARY: Words("纪念日", "anniversary"),
    DateKind.OTHER: Words("其他", "other"),
}
OPPORTUNITY_STAGES: Final = {
    OpportunityStage.LEAD: Words("线索", "lead"),
    OpportunityStage.QUALIFIED: Words("已确认", "qualified"),
    OpportunityStage.PROPOSAL: Words("方案", "proposal"),
    OpportunityStage.NEGOTIATION: Words("谈判", "negotiation"),
    OpportunityStage.WON: Words("成交", "won"),
    OpportunityStage.LOST: Words("落空", "lost"),
}
