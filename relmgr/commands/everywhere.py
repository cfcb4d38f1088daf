"""The commands that work on every screen."""

from relmgr.commands.command import Command
from relmgr.words import Words


def _place(name: str, key: str, zh: str, en: str, pinyin: str, zh_effect: str, en_effect: str) -> Command:
    return Command(f"go.{name}", (key,), Words(zh, en), Words(zh_effect, en_effect), pinyin)


PLACES = (
    _place(
        "today",
        "1",
        "今日",
        "Today",
        "jin ri",
        "今天的日程、预警和提醒",
        "today's agenda, warnings, reminders",
    ),
    _place("clients", "2", "客户", "Clients", "ke hu", "名下客户的列表", "the assigned client book"),
    _place(
        "calendar",
        "3",
        "日程",
        "Calendar",
        "ri cheng",
        "拜访安排，按日和周",
        "the visit schedule by day and week",
    ),
    _place("warnings", "4", "预警", "Warnings", "yu jing", "待处置的预警", "warnings waiting for you"),
    _place(
        "tiers", "5", "分层复核", "Tier review", "fen ceng fu he", "待复核的分层变动", "proposed tier changes"
    ),
    _place(
        "reminders", "6", "提醒", "Reminders", "ti xing", "到期和将到期的事项", "what is due and coming due"
    ),
    _place(
        "weekly", "7", "周报", "Weekly", "zhou bao", "本周小结与导出", "the week in one page, and its export"
    ),
    _place(
        "portfolio",
        "8",
        "组合",
        "Portfolio",
        "zu he",
        "敞口、集中度与压力",
        "exposure, concentration, stress",
    ),
    _place(
        "team",
        "9",
        "团队 (仅负责人)",
        "Team (leads)",
        "tuan dui jin fu ze ren",
        "团队概览",
        "the team at a glance",
    ),
    _place("settings", "0", "设置", "Settings", "she zhi", "语言、主题与按键", "language, theme and keys"),
)

GLOBAL = (
    *PLACES,
    Command(
        "go.last",
        ("grave_accent", "·"),
        Words("上一屏", "Last screen"),
        Words("回到刚才的屏幕", "back to the screen before this one"),
        "shang yi ping",
    ),
    Command(
        "help",
        ("question_mark", "？", "f1"),
        Words("帮助", "Help"),
        Words("本屏的按键，可输入筛选并执行", "the keys of this screen; type to filter, Enter runs one"),
        "bang zhu",
        in_text=("f1",),
    ),
    Command(
        "palette",
        ("ctrl+p", "colon", "："),
        Words("命令面板", "Commands"),
        Words("按名字执行任何命令", "run anything by its name, in any language"),
        "ming ling mian ban",
        short=Words("命令", "Commands"),
        in_text=("ctrl+p",),
    ),
    Command(
        "client.find",
        ("ctrl+f", "f3"),
        Words("找客户", "Find client"),
        Words("拼音首字母、汉字、代码或联系人", "by initials, name, code or contact"),
        "zhao ke hu",
        in_text=("ctrl+f", "f3"),
    ),
    Command(
        "visit.log",
        ("v", "f2"),
        Words("记拜访", "Log visit"),
        Words("为选中的客户记一次拜访", "log a visit for the selected client"),
        "ji bai fang",
        short=Words("记拜访", "Log"),
        in_text=("f2",),
        menu=5,
    ),
    Command(
        "visit.log_for",
        ("ctrl+n",),
        Words("选客户记拜访", "Log visit for..."),
        Words("先选客户，再记一次拜访", "pick the client first, then log a visit"),
        "xuan ke hu ji bai fang",
        in_text=("ctrl+n",),
    ),
    Command(
        "undo",
        ("u", "ctrl+z"),
        Words("撤销", "Undo"),
        Words("撤销自己的上一次操作", "take back your last action"),
        "che xiao",
    ),
    Command(
        "redo",
        ("U", "ctrl+r"),
        Words("重做", "Redo"),
        Words("重做刚撤销的操作", "do again what was undone"),
        "zhong zuo",
    ),
    Command(
        "menu",
        ("full_stop", "。"),
        Words("操作菜单", "Action menu"),
        Words("对选中行的编号操作，中文输入法下可用", "numbered actions for the row, also with an IME on"),
        "cao zuo cai dan",
        short=Words("菜单", "Menu"),
    ),
    Command(
        "back",
        ("escape",),
        Words("返回", "Back"),
        Words("关闭、清除查找、返回；不退出，不丢字", "close, clear, up; never quits, never loses text"),
        "fan hui",
        in_text=("escape",),
    ),
    Command(
        "close",
        ("q",),
        Words("返回/退出", "Back/quit"),
        Words("返回；在首层退出", "up; at the root it quits"),
        "fan hui tui chu",
    ),
    Command(
        "quit",
        ("ctrl+q",),
        Words("退出", "Quit"),
        Words("关闭 relmgr", "close relmgr"),
        "tui chu",
        in_text=("ctrl+q",),
    ),
    Command(
        "privacy",
        ("asterisk", "×", "＊"),
        Words("隐私模式", "Privacy"),
        Words("遮住名称和金额，便于共享屏幕", "mask names and amounts for screen sharing"),
        "yin si mo shi",
    ),
    Command(
        "redraw",
        ("ctrl+l",),
        Words("重绘", "Redraw"),
        Words("重画整个屏幕", "paint the whole screen again"),
        "zhong hui",
        in_text=("ctrl+l",),
    ),
    Command(
        "zoom",
        ("z", "f6"),
        Words("放大窗格", "Zoom pane"),
        Words("当前窗格占满，再按还原", "the pane fills the screen; again restores"),
        "fang da chuang ge",
        menu=26,
    ),
    Command(
        "pane.next",
        ("tab",),
        Words("下一窗格", "Next pane"),
        Words("到下一个窗格", "go to the next pane"),
        "xia yi chuang ge",
    ),
    Command(
        "pane.prev",
        ("shift+tab",),
        Words("上一窗格", "Previous pane"),
        Words("到上一个窗格", "go to the previous pane"),
        "shang yi chuang ge",
    ),
)

PALETTE_ONLY = (
    Command(
        "go.watch",
        (),
        Words("关注名单", "Watch list"),
        Words("重点关注客户，计划与检查", "watched clients, their plans and reviews"),
        "guan zhu ming dan",
    ),
    Command(
        "steps.show",
        (),
        Words("新手清单", "First steps"),
        Words("在今日页显示五步清单", "show the five steps on the Today page"),
        "xin shou qing dan",
    ),
    Command(
        "import.list",
        (),
        Words("导入名单", "Import a list"),
        Words("CSV 或 XLSX，先预览再写入，可撤销", "CSV or XLSX; shown before it is written, undoable"),
        "dao ru ming dan",
    ),
    Command(
        "go.history",
        (),
        Words("操作历史", "History"),
        Words("做过的操作，可逐条撤销或重做", "what you did; undo or redo any of it"),
        "cao zuo li shi",
    ),
    Command(
        "language.zh",
        (),
        Words("切换到中文", "Switch to Chinese (中文)"),
        Words("界面改用中文", "speak Chinese from now on"),
        "qie huan dao zhong wen",
    ),
    Command(
        "language.en",
        (),
        Words("切换到英文 English", "Switch to English"),
        Words("界面改用英文", "speak English from now on"),
        "qie huan dao ying wen English",
    ),
    Command(
        "theme.next",
        (),
        Words("换主题", "Next theme"),
        Words("深色、浅色、高对比、单色", "dark, light, high contrast, mono"),
        "huan zhu ti",
    ),
    Command(
        "evaluation.run",
        (),
        Words("立即评估", "Evaluate now"),
        Words("评估数据有变或日期已到的客户", "judge the clients whose data changed or whose date came"),
        "li ji ping gu",
    ),
    Command(
        "evaluation.cancel",
        (),
        Words("停止评估", "Cancel evaluation"),
        Words("做完手上一批就停；其余客户仍待评估", "end it after its batch; the other clients stay due"),
        "ting zhi ping gu",
    ),
    Command(
        "manual",
        (),
        Words("使用手册", "Manual"),
        Words("每个屏幕的说明，可查找", "every screen explained; can be searched"),
        "shi yong shou ce",
    ),
    Command(
        "log",
        (),
        Words("消息日志", "Message log"),
        Words("最近 200 条消息", "the last 200 messages"),
        "xiao xi ri zhi",
    ),
)
