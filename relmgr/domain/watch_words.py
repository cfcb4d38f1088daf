"""What the values of the watch list are called."""

from typing import Final

from relmgr.domain.watch_list import PlanStatus, WatchCause, WatchProposal, WatchState
from relmgr.words import Words

CAUSES: Final = {
    WatchCause.RED: Words("红色预警", "red warning"),
    WatchCause.TWO_ORANGE: Words("两条橙色", "two orange"),
    WatchCause.MANUAL: Words("人工列入", "by hand"),
}
WATCH_STATES: Final = {
    WatchState.ON: Words("关注中", "watched"),
    WatchState.EXIT_PROPOSED: Words("待批退出", "exit proposed"),
    WatchState.OFF: Words("已退出", "left"),
}
PROPOSALS: Final = {
    WatchProposal.KEEP: Words("维持", "keep"),
    WatchProposal.UPGRADE: Words("上调", "upgrade"),
    WatchProposal.DOWNGRADE: Words("下调", "downgrade"),
    WatchProposal.EXIT: Words("退出", "exit"),
}
PLAN_STATES: Final = {
    PlanStatus.ON_TRACK: Words("按计划", "on track"),
    PlanStatus.LATE: Words("滞后", "late"),
    PlanStatus.DONE: Words("已完成", "done"),
    PlanStatus.NONE: Words("没有计划", "no plan"),
}
