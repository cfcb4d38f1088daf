"""What the warnings queue says: figures, answers, what a verb will do to many, and why a view is empty."""

from relmgr.words import Words

NEW, OVERDUE = Words("未确认 {n}", "New {n}"), Words("逾期 {n}", "Late {n}")
REPORTED = Words("上报 {n}", "Reported {n}")
LEFT, LATE, TODAY = Words("{n}天", "{n}d"), Words("逾{n}天", "late{n}d"), Words("今天", "today")
ACKNOWLEDGED = Words("已确认 {what}，u 撤销", "Acknowledged {what}, u undoes")
PLAN_MADE = Words("已计划 {what}：{on}，u 撤销", "Planned {what}: {on}, u undoes")
SNOOZED = Words("已搁置 {what} 至 {on}，u 撤销", "Snoozed {what} until {on}, u undoes")
ASLEEP = Words("至 {on}", "to {on}")
RESOLVED = Words("已办结 {what}，u 撤销", "Resolved {what}, u undoes")
DISMISSED = Words("已记误报 {what}，u 撤销", "Dismissed {what}, u undoes")
MANY = Words("{n} 条", "{n} warnings")
ACK, PLAN = Words("确认知悉", "Acknowledge"), Words("计划处置", "Plan")
RESOLVE, DISMISS = Words("办结", "Resolve"), Words("误报", "False alarm")
SNOOZE = Words("搁置", "Snooze")
EFFECTS = {
    "ack": Words("确认 {n} 条预警；{red} 条为红色。", "{n} warnings are acknowledged; {red} of them red."),
    "plan": Words(
        "给 {n} 条预警定同一计划；{red} 条为红色。", "{n} warnings get this plan; {red} of them red."
    ),
    "snooze": Words(
        "搁置 {n} 条预警，到期自动回到待办；{red} 条为红色。",
        "{n} warnings are set aside and come back by themselves; {red} of them red.",
    ),
    "resolve": Words(
        "对 {n} 条预警标为办结；{red} 条为红色。", "{n} warnings are resolved; {red} of them red."
    ),
    "dismiss": Words(
        "对 {n} 条预警标为误报；{red} 条为红色。", "{n} warnings are dismissed; {red} of them red."
    ),
}
IS_CLOSED = Words("这条预警已经关闭。", "This warning is closed already.")
IS_SEEN = Words("这条预警已经确认过。", "This warning is acknowledged already.")
NOTHING = {
    "open": Words(
        "没有待处置的预警。近 30 天关闭 {closed} 条，已计划 {planned} 条，搁置 {snoozed} 条。\n\n"
        "[ ] 换视图   3 安排拜访",
        "No open warnings. {closed} closed in the last 30 days, {planned} planned, {snoozed} snoozed.\n\n"
        "[ ] other views   3 plan visits",
    ),
    "late": Words("没有过时限的预警。\n\n[ 回到待办", "No answer is late.\n\n[ goes back to the open ones"),
    "snoozed": Words(
        "没有搁置的预警。\n\n在 [待办] 里按 t 写日期和理由；到期自动回来",
        "Nothing is snoozed.\n\nt in [Open] asks for a day and a reason; it comes back by itself",
    ),
    "planned": Words(
        "没有已计划的预警。\n\n在 [待办] 里按 p 定措施、期限和说明",
        "Nothing is planned.\n\np in [Open] sets action, due date and note",
    ),
    "closed": Words("还没有关闭过预警。\n\n[ ] 换视图", "No warning was closed yet.\n\n[ ] other view"),
    "all": Words(
        "还没有预警。规则每天运行一次，导入后下次打开时也运行。\n\n2 客户   ? 帮助",
        "No warnings yet. The rules run once a day, and at the next start after an import.\n\n2 clients   ? help",
    ),
}
