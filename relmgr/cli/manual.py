"""`relmgr manual`: the manual as Markdown, with the keys in force."""

from argparse import Namespace

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine
from relmgr.cli.report import Lines, Report
from relmgr.words import Words


def manual(context: Context, _args: Namespace) -> Report:
    """Print the manual in the language of the call."""
    from relmgr.commands.key_lines import read_key_map
    from relmgr.manual.pages import manual_text

    keymap, _ = read_key_map(context.settings.keys, context.settings.file)
    language = i18n.language()
    text = manual_text(language, keymap)
    return Report({"language": language, "manual": text}, (Lines(text.split("\n")),))


COMMANDS = (CommandLine("manual", manual, Words("打印使用手册", "print the manual")),)
