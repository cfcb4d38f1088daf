"""`relmgr keys`: the key map in force, as a table, as JSON, or as TOML to begin one's own with."""

from argparse import Namespace

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Column, Lines, Report, Table
from relmgr.words import Words

NONE = Words("没有按键。", "There are no keys.")
COLUMNS = (
    Column(Words("命令", "command")),
    Column(Words("按键", "keys")),
    Column(Words("名称", "name")),
    Column(Words("做什么", "what it does")),
)
BEGIN = Words(
    "# 放进 config.toml；只留要改的行。几个键用逗号隔开；中文输入法下的备用键仍在。",
    "# For config.toml; keep only the lines you change. Several keys have commas between; their twins stay.",
)


def keys(context: Context, args: Namespace) -> Report:
    """List every command with its keys; lines of `[keys]` that were left out are told beside."""
    from relmgr.commands.key_lines import read_key_map
    from relmgr.commands.key_map import every_command

    keymap, troubles = read_key_map(context.settings.keys, context.settings.file)
    for trouble in troubles:
        context.note(i18n.say(trouble))
    commands = [command for command in every_command() if keymap.keys(command)]
    if args.toml:
        lines = [i18n.say(BEGIN), "[keys]"]
        for command in commands:
            written = ",".join(keymap.own.get(command.id, command.keys[:1]))
            lines.append(f'"{command.id}" = "{written}"  # {i18n.say(command.label)}')
        return Report({"toml": "\n".join(lines)}, (Lines(lines),), code=1 if troubles else 0)
    data = [
        {
            "id": command.id,
            "keys": list(keymap.keys(command)),
            "own": command.id in keymap.own,
            "name": {"zh": command.label.zh, "en": command.label.en},
            "effect": {"zh": command.effect.zh, "en": command.effect.en},
        }
        for command in commands
    ]
    rows = [
        (command.id, keymap.labels(command), i18n.say(command.label), i18n.say(command.effect))
        for command in commands
    ]
    return Report(data, (Table(COLUMNS, rows, NONE),), code=1 if troubles else 0)


COMMANDS = (
    CommandLine(
        "keys",
        keys,
        Words("列出所有命令和按键", "list every command with its keys"),
        (
            argument(
                "--toml",
                action="store_true",
                zh="写成 config.toml 的 [keys] 段，供修改",
                en="as the [keys] section of config.toml, to change it",
            ),
        ),
    ),
)
