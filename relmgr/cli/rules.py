"""The rulebook: list it, show one rule, check a file, look at trials, replay the past."""

from argparse import Namespace
from typing import TYPE_CHECKING

from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Report
from relmgr.errors import Refused
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.rules import Rulebook

HOW = Words(
    "写法：relmgr rules list，relmgr rules show 编号，relmgr rules check [文件]，relmgr rules trial [编号]，"
    "relmgr rules backtest 编号（或 --all）",
    "Write: relmgr rules list, relmgr rules show ID, relmgr rules check [FILE], relmgr rules trial [ID], "
    "relmgr rules backtest ID (or --all)",
)
ONLY_BACKTEST = ("first", "last", "every", "k", "whole", "dated")
MONTH, DAY = "month", "day"


def rules(context: Context, args: Namespace) -> Report:
    """List the rules, show one, check files, show trials or replay the past."""
    given = any(getattr(args, name) not in (None, False) for name in ONLY_BACKTEST)
    named = args.what is not None
    if args.verb != "backtest" and given:
        raise Refused(HOW)
    if (args.verb, named) in (("list", True), ("show", False)):
        raise Refused(HOW)
    if args.verb == "backtest" and named == args.whole:
        raise Refused(HOW)
    if args.verb == "list":
        from relmgr.cli.rule_text import listed

        return listed(rulebook(context))
    if args.verb == "show":
        from relmgr.cli.rule_text import shown

        return shown(context, rulebook(context), args.what)
    return _tried(context, args)


def _tried(context: Context, args: Namespace) -> Report:
    """Check, show trials or replay."""
    if args.verb == "check":
        from relmgr.cli.rule_check import checked

        return checked(context, args.what)
    if args.verb == "trial":
        from relmgr.cli.rule_trial import trials

        return trials(context, args.what)
    from relmgr.cli.backtest import backtested

    return backtested(context, args)


def rulebook(context: Context) -> "Rulebook":
    """Return the rules in force, and say beside the answer when a file of the bank is wrong."""
    from relmgr import i18n
    from relmgr.rulebook.loader import in_force

    found = in_force(context.settings.rules_folder, lambda: None)
    if found.said is not None:
        context.note(i18n.say(found.said))
    return found.rules


COMMANDS = (
    CommandLine(
        "rules",
        rules,
        Words(
            "预警规则：列出、看一条、检查规则文件、看试行结果、回溯检验",
            "the warning rules: list them, show one, check a file, see trials, back-test",
        ),
        (
            argument(
                "verb",
                choices=("list", "show", "check", "trial", "backtest"),
                zh="列出、显示、检查、试行结果、回溯检验",
                en="what to do",
            ),
            argument(
                "what",
                metavar="ID|FILE",
                nargs="?",
                zh="规则编号；check：规则文件（默认检查现行规则）",
                en="the id of a rule; check: a rule file (default: the rules in force)",
            ),
            argument(
                "--from", dest="first", metavar="DATE", zh="回溯：从这一天起（默认 24 个月前）",
                en="backtest: from this day on (default: 24 months ago)",
            ),
            argument(
                "--to", dest="last", metavar="DATE", zh="回溯：到这一天为止（默认上一个月末）",
                en="backtest: up to this day (default: the last month end)",
            ),
            argument(
                "--every", choices=(MONTH, DAY), zh="回溯：每个月末或每天（默认 month）",
                en="backtest: at month ends or every day (default: month)",
            ),
            argument(
                "--k", type=int, metavar="N", zh="回溯：每月看前几户的准确率（默认 10）",
                en="backtest: precision among the first N clients of a month (default: 10)",
            ),
            argument(
                "--all", dest="whole", action="store_true", zh="回溯：全部规则各一行",
                en="backtest: every rule, one line each",
            ),
            argument(
                "--dated", action="store_true",
                zh="回溯：补录的历史按数据自身日期视为当时已知",
                en="backtest: take rows loaded later as known from their own dates",
            ),
        ),
    ),
)  # fmt: skip
