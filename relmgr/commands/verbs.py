"""What each screen adds: the verbs of its queue, in its own words."""

from relmgr.commands.command import Command
from relmgr.words import Words


def _verb(
    name: str, key: str, menu: int, zh: str, en: str, pinyin: str, zh_effect: str, en_effect: str
) -> Command:
    return Command(
        f"verb.{name}", (key,), Words(zh, en), Words(zh_effect, en_effect), pinyin, needs_row=True, menu=menu
    )


_MIXED = (
    _verb(
        "accept",
        "a",
        1,
        "确认/同意",
        "Ack/accept",
        "que ren tong yi",
        "预警知悉，分层同意",
        "acknowledge or accept",
    ),
    _verb(
        "plan",
        "p",
        2,
        "计划/推迟",
        "Plan/postpone",
        "ji hua tui chi",
        "定措施、期限和说明",
        "set action, due date, note",
    ),
    _verb(
        "resolve",
        "r",
        3,
        "办结/完成",
        "Resolve/done",
        "ban jie wan cheng",
        "事情办完了",
        "the matter is settled",
    ),
    _verb(
        "reject",
        "x",
        4,
        "误报/不同意/取消",
        "Dismiss/reject/cancel",
        "wu bao bu tong yi qu xiao",
        "填写理由后关闭",
        "close it with a reason",
    ),
)
_SNOOZE = _verb(
    "snooze",
    "t",
    12,
    "搁置",
    "Snooze",
    "ge zhi",
    "预警搁置到某天，要写理由",
    "set a warning aside until a day, with a reason",
)
_CONTACTS = Command(
    "contacts",
    ("c",),
    Words("联系人", "Contacts"),
    Words("看电话，数字键复制", "phones; a digit copies one"),
    "lian xi ren",
    needs_row=True,
    menu=11,
)

ADDED: dict[str, tuple[Command, ...]] = {
    "today": (*_MIXED, _SNOOZE),
    "clients": (_CONTACTS,),
    "client": (
        *_MIXED,
        _SNOOZE,
        _CONTACTS,
        Command(
            "client.next",
            ("J",),
            Words("下一家", "Next client"),
            Words("列表中的下一家", "the next one of the list"),
            "xia yi jia",
        ),
        Command(
            "client.prev",
            ("K",),
            Words("上一家", "Previous client"),
            Words("列表中的上一家", "the one before it"),
            "shang yi jia",
        ),
    ),
    "calendar": (
        _verb("plan", "p", 2, "改期", "Move", "gai qi", "改到另一天", "move it to another day"),
        _verb("reject", "x", 4, "取消", "Cancel", "qu xiao", "取消这次拜访", "cancel this visit"),
        Command(
            "calendar.today", ("t",), Words("今天", "Today"), Words("回到今天", "go to today"), "jin tian"
        ),
        Command(
            "calendar.goto",
            ("d",),
            Words("去某天", "Go to date"),
            Words("输入日期", "type a date"),
            "qu mou tian",
        ),
    ),
    "warnings": (
        _verb(
            "accept",
            "a",
            1,
            "确认知悉",
            "Acknowledge",
            "que ren zhi xi",
            "表示已看到",
            "say that you have seen it",
        ),
        _verb(
            "plan",
            "p",
            2,
            "计划处置",
            "Plan",
            "ji hua chu zhi",
            "定措施、期限和说明",
            "set action, due date, note",
        ),
        _verb("resolve", "r", 3, "办结", "Resolve", "ban jie", "事情办完了", "the matter is settled"),
        _verb("reject", "x", 4, "误报", "False alarm", "wu bao", "填写理由后关闭", "close it with a reason"),
        _SNOOZE,
    ),
    "watch": (
        _verb(
            "accept",
            "a",
            1,
            "批准退出",
            "Approve exit",
            "pi zhun tui chu",
            "由第二人批准客户退出名单",
            "a second person lets the client leave",
        ),
        _verb(
            "plan",
            "p",
            2,
            "定计划",
            "Plan",
            "ding ji hua",
            "定负责人、计划和期限",
            "set owner, plan and due date",
        ),
        _verb(
            "resolve",
            "r",
            3,
            "检查",
            "Review",
            "jian cha",
            "记一次检查，排定下一次",
            "record a review and set the next one",
        ),
        _verb(
            "reject",
            "x",
            4,
            "退出/退回",
            "Exit/return",
            "tui chu tui hui",
            "提出退出，或退回已提出的退出",
            "propose the exit, or send a proposed one back",
        ),
    ),
    "tiers": (
        _verb(
            "accept",
            "a",
            1,
            "同意",
            "Accept",
            "tong yi",
            "客户改到新的层级",
            "the client moves to the new tier",
        ),
        _verb("plan", "p", 2, "暂缓", "Postpone", "zan huan", "到某天再复核", "review it again on a day"),
        _verb(
            "reject",
            "x",
            4,
            "不同意",
            "Reject",
            "bu tong yi",
            "填写理由，层级不变",
            "keep the tier, with a reason",
        ),
        Command(
            "edit",
            ("e",),
            Words("改层", "Override"),
            Words("在期限内由人定层级；已改层的续期", "set the tier for a time; renew one in force"),
            "gai ceng",
            needs_row=True,
            menu=9,
        ),
    ),
    "reminders": (
        _verb("plan", "p", 2, "推迟", "Postpone", "tui chi", "推到另一天", "move it to another day"),
        _verb("resolve", "r", 3, "完成", "Done", "wan cheng", "已办", "it is done"),
        _verb("reject", "x", 4, "取消", "Cancel", "qu xiao", "不再需要", "it is not needed any more"),
    ),
    "weekly": (),
    "portfolio": (
        Command(
            "portfolio.rows",
            ("r",),
            Words("纵向维度", "Rows"),
            Words("选哪个维度纵向排列", "choose the dimension of the rows"),
            "zong xiang wei du",
            short=Words("纵向", "Rows"),
        ),
        Command(
            "portfolio.columns",
            ("c",),
            Words("横向维度", "Columns"),
            Words("选哪个维度横向排列", "choose the dimension of the columns"),
            "heng xiang wei du",
            short=Words("横向", "Columns"),
        ),
        Command(
            "portfolio.asof",
            ("d",),
            Words("口径日", "As-of date"),
            Words("换迁移的起止日", "choose the days between which tiers moved"),
            "kou jing ri",
        ),
    ),
    "team": (
        _verb("accept", "a", 1, "终批", "Approve", "zhong pi", "批准", "approve it"),
        _verb("reject", "x", 4, "退回", "Return", "tui hui", "填写理由后退回", "send it back with a reason"),
    ),
    "settings": (
        Command(
            "settings.test",
            ("t",),
            Words("测试", "Test"),
            Words("测试剪贴板", "test the clipboard"),
            "ce shi",
        ),
    ),
}
