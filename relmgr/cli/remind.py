"""The reminder service: tells what is due, once or until it is stopped."""

import sys
from argparse import Namespace

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Report, sentence
from relmgr.words import Words

NOTHING_DUE = Words("没有到期的提醒。", "No reminder is due.")
TOLD = Words("已通知 {n} 条提醒。", "{n} reminders told.")
WAITING = Words("提醒服务已启动，Ctrl+C 结束。", "The reminder service is running; Ctrl+C ends it.")


def remind(context: Context, args: Namespace) -> Report:
    """Tell every due reminder exactly once; those that were due while nothing ran come first."""
    from relmgr.domain.reminders import Fired
    from relmgr.jobs.service import run_service
    from relmgr.jobs.telling import Telling
    from relmgr.jobs.tick import who_am_i

    told: list[Fired] = []
    out = sys.stderr if context.options.is_json else sys.stdout
    telling = Telling(context.workspace, out)

    def tell(fired: list[Fired]) -> None:
        told.extend(fired)
        telling(fired)

    if not args.once:
        context.note(i18n.say(WAITING))
    number = run_service(context.workspace, who_am_i("remind"), tell, args.once)
    words = i18n.say(TOLD, n=number) if number else i18n.say(NOTHING_DUE)
    return sentence(words, told)


COMMANDS = (
    CommandLine(
        "remind",
        remind,
        Words(
            "提醒服务：到期的提醒逐条通知，每条只通知一次", "the reminder service: each due reminder, once"
        ),
        (argument("--once", action="store_true", zh="通知完到期的就结束", en="tell what is due and end"),),
    ),
)
