"""What stored values are called in both languages, for reports and plain text."""

from typing import Final

from relmgr.domain.values import (
    FeedbackKind,
    FollowUpKind,
    FollowUpState,
    ReviewState,
    Severity,
    SignalState,
    VisitKind,
)
from relmgr.words import Words

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
