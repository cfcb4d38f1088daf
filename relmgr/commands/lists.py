"""The commands of every list."""

from relmgr.commands.command import Command
from relmgr.words import Words


def _move(name: str, keys: tuple[str, ...], zh: str, en: str, pinyin: str) -> Command:
    return Command(f"list.{name}", keys, Words(zh, en), Words("移动光标", "move the cursor"), pinyin)


MOVES = (
    _move("down", ("j", "down"), "下", "Down", "xia"),
    _move("up", ("k", "up"), "上", "Up", "shang"),
    _move("top", ("g", "home"), "首", "Top", "shou"),
    _move("end", ("G", "end"), "尾", "End", "wei"),
    _move("pgdn", ("pagedown",), "下页", "Page down", "xia ye"),
    _move("pgup", ("pageup",), "上页", "Page up", "shang ye"),
)

LIST = (
    Command(
        "open",
        ("enter",),
        Words("打开", "Open"),
        Words("打开选中的行", "open the selected row"),
        "da kai",
        needs_row=True,
        menu=7,
    ),
    Command(
        "find",
        ("slash", "、", "／"),
        Words("本页查找", "Find here"),
        Words("只留下含有所输文字的行", "keep only the rows that contain the text"),
        "ben ye cha zhao",
        short=Words("查找", "Find"),
    ),
    Command(
        "mark",
        ("space",),
        Words("标记", "Mark"),
        Words("标记该行并下移，操作对标记生效", "mark the row and move down"),
        "biao ji",
        needs_row=True,
    ),
    Command(
        "mark.all",
        ("V",),
        Words("全标当前筛选", "Mark all filtered"),
        Words("标记列表中的所有行", "mark every row of the list"),
        "quan biao dang qian shai xuan",
        short=Words("全标", "Mark all"),
        needs_row=True,
    ),
    Command("sort", ("s",), Words("排序", "Sort"), Words("选一列排序", "choose the order"), "pai xu"),
    Command(
        "sort.rev", ("S",), Words("反序", "Reverse"), Words("把顺序倒过来", "turn the order round"), "fan xu"
    ),
    Command(
        "filter",
        ("f",),
        Words("筛选", "Filter"),
        Words("按条件筛选", "keep the rows that meet conditions"),
        "shai xuan",
    ),
    Command(
        "segment",
        ("o",),
        Words("分段", "Segments"),
        Words("选一个存好的筛选", "choose a saved filter"),
        "fen duan",
    ),
    Command(
        "tab.prev",
        ("left_square_bracket", "【", "「"),
        Words("上一页签", "Previous tab"),
        Words("上一个视图", "the view to the left"),
        "shang yi ye qian",
    ),
    Command(
        "tab.next",
        ("right_square_bracket", "】", "」"),
        Words("下一页签", "Next tab"),
        Words("下一个视图", "the view to the right"),
        "xia yi ye qian",
        short=Words("页签", "Tabs"),
    ),
    Command(
        "left",
        ("h", "left"),
        Words("左", "Left"),
        Words("向左，或前一天/周", "left, or the day or week before"),
        "zuo",
    ),
    Command(
        "right",
        ("l", "right"),
        Words("右", "Right"),
        Words("向右，或后一天/周", "right, or the next day or week"),
        "you",
    ),
    Command(
        "preview", ("i",), Words("预览", "Preview"), Words("开关预览", "show or hide the preview"), "yu lan"
    ),
    Command(
        "copy",
        ("y",),
        Words("复制", "Copy"),
        Words("复制选中的行", "copy the selected row"),
        "fu zhi",
        needs_row=True,
        menu=8,
    ),
    Command(
        "export",
        ("w",),
        Words("导出", "Export"),
        Words("导出这个列表", "write this list to a file"),
        "dao chu",
    ),
    Command(
        "remind",
        ("m",),
        Words("提醒", "Remind"),
        Words("给该客户加一条提醒", "add a reminder for this client"),
        "ti xing",
        needs_row=True,
        menu=6,
    ),
    Command(
        "why",
        ("W",),
        Words("依据", "Why"),
        Words("为什么：数据、公式、规则和原始记录", "why: data, formulas, rule and rows"),
        "yi ju",
        needs_row=True,
    ),
    Command("new", ("n",), Words("新建", "New"), Words("新增一条", "add one"), "xin jian"),
    Command(
        "edit",
        ("e",),
        Words("编辑", "Edit"),
        Words("修改选中的行", "change the selected row"),
        "bian ji",
        needs_row=True,
        menu=9,
    ),
    Command(
        "editor",
        ("E",),
        Words("外部编辑器", "$EDITOR"),
        Words("用自己的编辑器修改", "change it in your own editor"),
        "wai bu bian ji qi",
    ),
    Command(
        "delete",
        ("delete",),
        Words("删除", "Delete"),
        Words("删除选中的行，会先问", "delete the row; asks first"),
        "shan chu",
        needs_row=True,
        menu=10,
    ),
    Command(
        "reload",
        ("R",),
        Words("重算/刷新", "Rebuild/refresh"),
        Words("重新读取", "read everything again"),
        "zhong suan shua xin",
    ),
)
