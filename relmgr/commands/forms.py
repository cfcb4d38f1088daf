"""The commands while a form has the focus; all of them work while typing."""

from relmgr.commands.command import Command
from relmgr.words import Words

FORM = (
    Command(
        "form.save",
        ("ctrl+s", "f4"),
        Words("保存", "Save"),
        Words("在任何一格保存", "save from any field"),
        "bao cun",
    ),
    Command(
        "form.next_empty",
        ("enter",),
        Words("下一空格", "Next empty field"),
        Words("到下一个没填的格，最后一格则保存", "the next unanswered field; in the last one it saves"),
        "xia yi kong ge",
        short=Words("下一空格", "Next"),
    ),
    Command(
        "form.next",
        ("tab",),
        Words("下一格", "Next field"),
        Words("按顺序到下一格", "the next field in order"),
        "xia yi ge",
    ),
    Command(
        "form.prev",
        ("shift+tab",),
        Words("上一格", "Previous field"),
        Words("按顺序到上一格", "the field before it"),
        "shang yi ge",
        short=Words("上一格", "Back"),
    ),
    Command(
        "form.type", ("ctrl+t",), Words("方式", "Type"), Words("换一种方式", "the next type"), "fang shi"
    ),
    Command(
        "form.editor",
        ("ctrl+o",),
        Words("用编辑器写", "$EDITOR"),
        Words("在自己的编辑器里写这一格", "write this field in your own editor"),
        "yong bian ji qi xie",
    ),
    Command(
        "form.more", ("ctrl+g",), Words("更多", "More"), Words("显示更多格", "show more fields"), "geng duo"
    ),
    Command(
        "form.close",
        ("escape",),
        Words("存草稿并关闭", "Keep draft & close"),
        Words("文字留作草稿", "the text is kept as a draft"),
        "cun cao gao bing guan bi",
        short=Words("存草稿", "Keep"),
    ),
)

IN_FORM = ("palette", "help", "client.find", "visit.log", "visit.log_for", "redraw", "quit")
"""The commands from everywhere that also answer while a form has the focus."""

FIND = (
    Command(
        "find.done",
        ("enter", "down", "tab"),
        Words("到列表", "To the list"),
        Words("查找保留，光标回到列表", "the find stays, the cursor goes to the list"),
        "dao lie biao",
        in_text=("enter", "down", "tab"),
    ),
)
