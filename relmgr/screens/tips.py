"""One line about something worth knowing: once for each feature, at most one a day, off by a choice in the settings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from relmgr import i18n, services
from relmgr.commands import find_command
from relmgr.queries.memory import remembered
from relmgr.screens import commanding
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.db.reader import Reader
    from relmgr.screens.host import Host

KEY: Final = "tips.told"
"""Under this the day of the last tip and the features told of are remembered, blanks between."""

TIPS: Final = {
    "client.find": Words("{key} 在任何地方找客户：打名称首字母，如 hndl。",
                         "{key} finds a client from anywhere by its initials."),
    "menu": Words("{key} 列出对这一行能做的事，按数字就做。",
                  "{key} lists what this row can do; a number does it."),
    "visit.log": Words("{key} 记一次拜访：一句话，再按 ^S；下次写 +7 或 下周三。",
                       "{key} logs a visit: a sentence, then ^S; next may be +7 or wed."),
    "undo": Words("{key} 撤销上一步，导入和批量也算一步，重开之后也行。",
                  "{key} undoes the last step, even an import, even after a restart."),
    "why": Words("{key} 说明这个等级或预警从哪些数据算出。",
                 "{key} says which figures a tier or warning comes from."),
    "filter": Words("{key} 按条件筛选：tier:A last>60 exp>1亿。",
                  "{key} narrows a list: tier:A last>60 exp>100m."),
    "segment": Words("{key} 打开或保存客群：筛选、列和排序一起记住。",
                     "{key} opens or saves a segment: filter, columns and order."),
    "mark": Words("{key} 标记几行，再按的键对它们一起生效。",
                  "{key} marks rows; the next key acts on all of them."),
    "privacy": Words("{key} 在客户面前遮住名称和金额。",
                     "{key} hides names and amounts in front of a client."),
    "palette": Words("{key} 按名称找任何命令。", "{key} finds any command by its name."),
    "go.last": Words("{key} 回到刚才的屏。", "{key} goes back to the screen before."),
    "export": Words("{key} 把这个列表写成文件，筛选后的也行。",
                    "{key} writes this list to a file, as it is narrowed."),
}  # fmt: skip
"""Command to what is said of it, in the order of telling; each is told where its key works."""
LINE_OF_TIP = Words("提示：{tip} (0 可关)", "Tip: {tip} (0: off)")


@dataclass(frozen=True, slots=True)
class Told:
    """Which features were told of, and on which day the last one."""

    day: str = ""
    features: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str | None) -> "Told":
        """Return what a remembered text says."""
        day, *features = (text or "").split() or [""]
        return cls(day, tuple(features))

    def and_now(self, day: str, feature: str) -> str:
        """Return the text to remember after another one."""
        return " ".join((day, *self.features, feature))


def _told(reader: "Reader") -> Told:
    return Told.read(remembered(reader, KEY))


async def tell_one(host: "Host") -> None:
    """Put today's tip into the message line, unless something stands there, is asked, or tips are off."""
    if host.looks["tips"] == "off":
        return
    told, day = await host.ask(_told), host.workspace.clock.today().isoformat()
    feature = next((one for one in TIPS if one not in told.features and _works(host, one)), None)
    if feature is None or told.day >= day or host.is_busy_talking:
        return
    key = host.keymap.labels(find_command(feature), 1)
    host.tell(i18n.say(LINE_OF_TIP, tip=i18n.say(TIPS[feature], key=key)), fleeting=True)
    await host.hold(lambda: host.workspace.do(services.remember, KEY, told.and_now(day, feature)))


def _works(host: "Host", feature: str) -> bool:
    """Tell whether its key does something on the screen that is shown."""
    command = commanding.command_here(host, feature)
    return commanding.handler_of(host, command) is not None and host.refusal(command) is None
