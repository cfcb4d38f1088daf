"""A segment as a view: its order and columns, its digit, and the file that others take it over from."""

from argparse import Namespace
from pathlib import Path

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.report import Lines, Report, sentence
from relmgr.cli.segment_text import told
from relmgr.domain.strategies import Segment, View
from relmgr.errors import Refused
from relmgr.queries.clients import SORTS
from relmgr.words import Words

PINNED = Words("已固定分段「{name}」：第 {n} 个", 'Pinned segment "{name}" at place {n}')
UNPINNED = Words("分段「{name}」不再固定", 'Segment "{name}" is no longer pinned')
NOT_READ = Words("读不了文件 {file}。", "The file {file} cannot be read.")


def view_asked(args: Namespace) -> View | None:
    """Return the order and the columns that were asked for; None leaves those of the segment."""
    if args.sort is None and not args.columns and not args.reverse:
        return None
    order = f"{'-' if args.reverse else ''}{args.sort or 'exposure'}"
    return View(order, tuple(name.strip() for name in (args.columns or "").split(",") if name.strip()))


def take_over(context: Context, args: Namespace) -> Report:
    """Take a segment over from a file."""
    from relmgr import services
    from relmgr.rulebook.view_files import read_view

    path = Path(args.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(NOT_READ.fill(file=path)) from error
    shared = read_view(path.name, text, SORTS)
    do = context.workspace.do
    do(services.take_segment, shared.name, shared.definition, shared.view, shared.strategy)
    return told(context, shared.name)


def write_out(_context: Context, found: Segment, _args: Namespace) -> Report:
    """Write a segment as the text of a file."""
    from relmgr.rulebook.view_files import write_view

    text = write_view(found)
    return Report({"name": found.name, "toml": text}, (Lines(text.splitlines()),))


def pin(context: Context, found: Segment, _args: Namespace) -> Report:
    """Pin a segment, or let it go."""
    from relmgr import services

    place = context.workspace.do(services.pin_segment, found.id).result
    line = (
        i18n.say(UNPINNED, name=found.name) if place is None else i18n.say(PINNED, name=found.name, n=place)
    )
    return sentence(line, {"id": found.id, "name": found.name, "pinned": place})
