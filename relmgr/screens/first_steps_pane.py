"""The checklist of a new user as lines of the Today page."""

from relmgr import i18n
from relmgr.screens.first_steps import STEPS, FirstSteps
from relmgr.widgets.line_list import Line, Target, heading, row
from relmgr.words import Words

TITLE = Words("新手清单 {done}/{all}  (x 不再显示)", "First steps {done}/{all}  (x hides)")
NEXT = Words("新手清单 {done}/{all}  下一步: {what} ({keys})  x 不再显示",
             "First steps {done}/{all}  next: {what} ({keys})  x hides")  # fmt: skip
ALL_DONE = Words("新手清单 {done}/{all}  x 不再显示", "First steps {done}/{all}  x hides")


def step_lines(steps: FirstSteps) -> list[Line]:
    """Return the list with a line for each step; nothing while it is hidden."""
    if not steps.shown:
        return []
    ticked = (
        row(Target("step", name), f"[{'x' if name in steps.done else ' '}] {i18n.say(words)}  {keys}")
        for name, (words, keys) in STEPS.items()
    )
    return [heading(i18n.say(TITLE, **_counted(steps))), *ticked]


def next_step(steps: FirstSteps) -> list[Line]:
    """Return one line that names the next step; nothing while the list is hidden."""
    if not steps.shown:
        return []
    left = [step for step in STEPS if step not in steps.done]
    if not left:
        return [row(Target("step", ""), i18n.say(ALL_DONE, **_counted(steps)))]
    words, keys = STEPS[left[0]]
    return [row(Target("step", left[0]), i18n.say(NEXT, what=i18n.say(words), keys=keys, **_counted(steps)))]


def _counted(steps: FirstSteps) -> dict[str, int]:
    return {"done": sum(step in steps.done for step in STEPS), "all": len(STEPS)}
