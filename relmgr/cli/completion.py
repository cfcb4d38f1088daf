"""Shell completion: a script that knows the commands, their options and their fixed choices."""

from argparse import Namespace
from collections.abc import Mapping, Sequence

from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Lines, Report
from relmgr.words import Words

BASH = """\
_relmgr() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} command= given
  for given in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $given in {commands}) command=$given; break ;; esac
  done
  case $command in
{cases}
    *) COMPREPLY=($(compgen -W "{top}" -- "$word")) ;;
  esac
}}
complete -o default -F _relmgr relmgr"""
ZSH = "autoload -U +X bashcompinit && bashcompinit\n"


def complete(_context: Context, args: Namespace) -> Report:
    """Print the script of a shell; evaluate it in the shell's start-up file."""
    from relmgr.cli import parser
    from relmgr.cli.options import GLOBAL

    options = [option.flags[0] for option in GLOBAL]
    words = {command.name: _words(command) + options for command in parser.COMMANDS}
    script = _fish(words, options) if args.shell == "fish" else _bash(words, options)
    script = ZSH + script if args.shell == "zsh" else script
    return Report({"shell": args.shell, "script": script}, (Lines(script.split("\n")),))


def _words(command: CommandLine) -> list[str]:
    found = []
    for option in command.arguments:
        if option.flags[0].startswith("-"):
            found.append(option.flags[0])
        found.extend(str(choice) for choice in option.settings.get("choices", ()))
    return found


def _bash(words: Mapping[str, Sequence[str]], options: Sequence[str]) -> str:
    cases = [
        f'    {name}) COMPREPLY=($(compgen -W "{" ".join(known)}" -- "$word")) ;;'
        for name, known in words.items()
    ]
    top = " ".join([*words, *options, "--version", "--help"])
    return BASH.format(commands="|".join(words), cases="\n".join(cases), top=top)


def _fish(words: Mapping[str, Sequence[str]], options: Sequence[str]) -> str:
    lines = [
        f"complete -c relmgr -n __fish_use_subcommand -a '{' '.join([*words, *options, '--version', '--help'])}'"
    ]
    lines += [
        f"complete -c relmgr -n '__fish_seen_subcommand_from {name}' -a '{' '.join(known)}'"
        for name, known in words.items()
    ]
    return "\n".join(lines)


COMMANDS = (
    CommandLine(
        "completion",
        complete,
        Words("打印命令补全脚本", "print a script that completes commands"),
        (argument("shell", choices=("bash", "zsh", "fish"), zh="哪种 shell", en="which shell"),),
    ),
)
