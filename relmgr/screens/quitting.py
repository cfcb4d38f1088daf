"""The one question before the window closes: only while long work is under way."""

from relmgr import i18n
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.words import Words

LEAVE = Words("退出", "Quit")
EXPORT = Words(
    "正在导出；现在退出，文件就不会写成。", "An export is under way; its file would not be written."
)
EVALUATION = Words(
    "正在评估；现在退出，已评估的保留，其余下次接着评估。",
    "An evaluation is under way; what it has judged stays, the rest is judged next time.",
)


async def may_leave(page: WorkspaceScreen) -> bool:
    """Ask whether to leave although an export or an evaluation is under way."""
    work = EXPORT if page.host.exports else EVALUATION
    panel = ConfirmPanel(i18n.say(LEAVE), i18n.say(work), i18n.say(LEAVE))
    return await page.ask_person(panel) is True
