"""Lists out: one kind of rows to a file whose ending says the format."""

from argparse import Namespace
from pathlib import Path

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.portfolio import chosen
from relmgr.cli.report import Report, sentence
from relmgr.cli.segments import SEGMENT, WHERE
from relmgr.domain.export_tables import ExportKind
from relmgr.words import Words

WRITTEN = Words("{n} 行已写入 {path}", "{n} rows written to {path}")
EXPORTING = Words("导出", "Exporting")


def export(context: Context, args: Namespace) -> Report:
    """Write the rows of one kind about the clients of the book."""
    from relmgr.exchange.export import write_export
    from relmgr.queries.exports import export_table
    from relmgr.queries.segments import clients_of

    path = Path(args.to).expanduser()
    with context.progress(EXPORTING):
        within = chosen(context, args)
        only = context.workspace.ask(clients_of, within) if within.conditions else None
        table = context.workspace.ask(export_table, ExportKind(args.kind), only)
        write_export(path, table, i18n.language(), force=args.force)
    data = {"kind": args.kind, "rows": len(table.rows), "path": path}
    return sentence(i18n.say(WRITTEN, n=f"{len(table.rows):,}", path=path), data)


COMMANDS = (
    CommandLine(
        "export",
        export,
        Words("把一类数据写成文件：csv、xlsx、json", "write one kind of rows to a file: csv, xlsx, json"),
        (
            argument(
                "kind", choices=tuple(kind.value for kind in ExportKind), zh="写什么", en="what to write"
            ),
            argument(
                "--to",
                metavar="FILE",
                required=True,
                zh="文件，格式按后缀",
                en="the file; its ending is the format",
            ),
            SEGMENT,
            WHERE,
            argument("--force", action="store_true", zh="覆盖已有的文件", en="replace a file that is there"),
        ),
    ),
)
