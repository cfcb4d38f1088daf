"""Lists in: import with a dry run, past batches, taking one back."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column, local_day, short_id
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Block, Facts, Lines, Report, Table, sentence
from relmgr.domain.import_kinds import Kind
from relmgr.errors import Ambiguous, NotFound
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.import_outcomes import Counts, Outcome
    from relmgr.domain.imports import ImportPlan
    from relmgr.queries.imports import BatchRow

NO_FILE = Words("没有文件 {path}。", "There is no file {path}.")
IMPORTING = Words("导入 {file}", "Importing {file}")
DRY_RUN = Words("试运行，什么都没有写入", "dry run, nothing was written")
TAKEN_BACK = Words("已撤销", "taken back")
NO_BATCHES = Words("还没有导入过。", "Nothing was imported yet.")
NO_BATCH = Words("没有编号为 {text} 的导入批次。", "There is no import batch {text}.")
MANY_BATCHES = Words("{text} 对应多个批次：", "{text} could be any of these batches:")
UNDONE = Words("已撤销：{what}", "Taken back: {what}")
NONE_REFUSED = Words("每一行都被接受。", "Every row was accepted.")


def import_files(context: Context, args: Namespace) -> Report:
    """Import files one after the other, each as one batch; exit 1 when rows were rejected."""
    paths = [Path(name).expanduser() for name in args.files]
    for path in paths:
        if not path.is_file():
            raise NotFound(NO_FILE.fill(path=path))
    data: list[object] = []
    blocks: list[Block] = []
    rejected = 0
    for path in paths:
        found, counts, shown = _import_one(context, args, path)
        data.append(found)
        blocks.extend(shown)
        rejected += counts.rejected
    return Report(data, blocks, 1 if rejected else 0)


def _import_one(context: Context, args: Namespace, path: Path) -> tuple[object, "Counts", list[Block]]:
    from relmgr import services
    from relmgr.exchange.plans import Circumstances, plan_import
    from relmgr.queries.imports import preview_import

    workspace, clock = context.workspace, context.clock
    about = Circumstances(clock.today(), clock.zone, context.settings.currency, workspace.manager_name)
    kind = Kind(args.kind) if args.kind else None
    with context.progress(IMPORTING.fill(file=path.name)):
        plan = plan_import(path, about, kind=kind, mapping=args.mapping)
        if args.dry_run:
            preview = workspace.ask(preview_import, plan)
            batch, counts, outcomes = None, preview.counts, preview.outcomes
        else:
            done = workspace.do(services.import_file_rows, plan).result
            batch, counts, outcomes = done.batch_id, done.counts, done.outcomes
    data = {
        "file": path,
        "batch": batch,
        "is_dry_run": args.dry_run,
        "sha256": plan.sha256,
        "kind": plan.kind,
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "counts": counts,
        "rows": outcomes,
    }
    return data, counts, _blocks(path, plan, batch, counts, outcomes)


def _sheet(sheet: object) -> dict[str, object]:
    names = ("name", "kind", "language", "encoding", "delimiter", "mapping", "columns", "extras")
    return {name: getattr(sheet, name) for name in names}


def _blocks(
    path: Path, plan: "ImportPlan", batch: str | None, counts: "Counts", outcomes: "Sequence[Outcome]"
) -> list[Block]:
    from relmgr.domain.import_outcomes import STATE_WORDS, State

    say = i18n.say
    refused = [outcome for outcome in outcomes if outcome.state is State.REJECTED]
    pairs = [(say(Words("批次", "batch")), short_id(batch) if batch else say(DRY_RUN))]
    for sheet in plan.sheets:
        read = ", ".join(filter(None, (sheet.kind, sheet.mapping, sheet.encoding)))
        pairs.append((sheet.name or say(Words("读作", "read as")), read))
        if sheet.extras:
            pairs.append((say(Words("保留为附加字段", "kept as extra fields")), ", ".join(sheet.extras)))
    pairs.append((say(Words("行数", "rows")), f"{counts.rows:,}"))
    pairs.extend((say(words), f"{getattr(counts, state.value):,}") for state, words in STATE_WORDS.items())
    facts = Facts(pairs, path.name)
    if not refused:
        return [facts, Lines((say(NONE_REFUSED),))]
    columns = (
        column("行", "line", right=True),
        column("内容", "row"),
        column("为什么没有接受", "why it was not accepted"),
    )
    cells = [
        (f"{o.sheet}:{o.line}" if o.sheet else str(o.line), o.label, say(o.reason) if o.reason else "-")
        for o in refused
    ]
    return [facts, Table(columns, cells, NONE_REFUSED)]


def list_imports(context: Context, _args: Namespace) -> Report:
    """List past imports, latest first."""
    from relmgr.queries.imports import import_batches

    rows = context.workspace.ask(import_batches)
    columns = (
        column("批次", "batch"),
        column("日期", "date"),
        column("文件", "file"),
        column("种类", "kind"),
        column("行数", "rows", right=True),
        column("新增", "created", right=True),
        column("更新", "updated", right=True),
        column("不变", "unchanged", right=True),
        column("拒绝", "rejected", right=True),
        column("状态", "state"),
    )
    cells = [
        (
            short_id(row.id),
            local_day(row.at, context.clock.zone),
            row.file_name,
            row.kind,
            *(f"{n:,}" for n in (row.rows, row.created, row.updated, row.unchanged, row.rejected)),
            i18n.say(TAKEN_BACK) if row.is_undone else "-",
        )
        for row in rows
    ]
    return Report(rows, (Table(columns, cells, NO_BATCHES),))


def undo_import(context: Context, args: Namespace) -> Report:
    """Take back one whole batch."""
    from relmgr import services

    batch = _batch(context, args.batch)
    words = context.workspace.do(services.undo_action, batch.action_id).result
    return sentence(i18n.say(UNDONE, what=i18n.say(words)), {"batch": batch.id, "undone": words})


def _batch(context: Context, text: str) -> "BatchRow":
    from relmgr.queries.imports import import_batches

    wanted = text.strip().lower()
    rows = context.workspace.ask(import_batches)
    found = [row for row in rows if wanted and (row.id.startswith(wanted) or row.id.endswith(wanted))]
    if not found:
        raise NotFound(NO_BATCH.fill(text=text))
    if len(found) > 1:
        names = [f"{row.id} {row.file_name}" for row in found]
        raise Ambiguous(MANY_BATCHES.fill(text=text), names)
    return found[0]


COMMANDS = (
    CommandLine(
        "import",
        import_files,
        Words(
            "导入 CSV 或 XLSX 清单；编码、分隔符、表头语言和种类自动识别",
            "bring CSV or XLSX lists in; encoding, delimiter, header language and kind are recognised",
        ),
        (
            argument("files", metavar="FILE", nargs="+", zh="清单文件", en="the lists"),
            argument(
                "--kind",
                choices=tuple(kind.value for kind in Kind),
                zh="清单种类（默认按表头识别）",
                en="what the list holds (default: recognised)",
            ),
            argument(
                "--mapping",
                metavar="FILE.toml",
                zh="映射文件，或自带映射的名字",
                en="a mapping file, or the name of one that comes with relmgr",
            ),
            argument("--dry-run", action="store_true", zh="只看结果，不写入", en="say what would happen"),
        ),
    ),
    CommandLine("imports", list_imports, Words("导入批次列表", "the import batches")),
    CommandLine(
        "undo-import",
        undo_import,
        Words("整批撤销一次导入", "take one import back as a whole"),
        (argument("batch", metavar="BATCH", zh="批次编号，写开头或末尾即可", en="its id, or an end of it"),),
    ),
)
