"""Bands of a scorecard from the present book: shown beside the present ones, in force only when asked for."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.cells import column
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Lines, Report, Table
from relmgr.domain.fact_words import said
from relmgr.domain.scorecards import CORPORATE, DEPOSIT, PROJECT
from relmgr.errors import Refused
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.calibration import CardProposal, KpiProposal

NOTHING = Words("没有指标。", "There are no KPIs.")
TITLE = Words("评分卡：{card} {version}，{n} 家客户", "Scorecard: {card} {version}, {n} clients")
EFFECT = Words(
    "用建议的档位：{scored} 家有分，得分平均变动 {shift:+.1f}，{moved} 家按分数会落到另一层。",
    "With the proposed bands: {scored} scored, the score moves by {shift:+.1f} on average, {moved} clients would"
    " belong to another tier by their score.",
)
NO_CHANGE = Words(
    "什么都没有改。启用：加 --yes --reason 说明；另存供审阅：加 --to 文件 --reason 说明。",
    "Nothing was changed. To use them add --yes --reason TEXT; to keep them for review add --to FILE --reason TEXT.",
)
IN_FORCE = Words(
    "已写入 {path}（版本 {version}），下次评估起使用。",
    "Written to {path} (version {version}); the next evaluation uses it.",
)
KEPT = Words("原文件保存为 {path}。", "The former file is kept as {path}.")
FOR_REVIEW = Words("已写入 {path}，尚未启用。", "Written to {path}; it is not in force.")
NO_REASON = Words(
    "请用 --reason 写明理由，至少 10 个字。", "Write the reason with --reason, at least 10 characters."
)
TOO_FEW = Words(
    "没有一个指标有足够的客户（至少 {least} 家），档位保持不变。",
    "No KPI is known of enough clients ({least} at least); the bands stay as they are.",
)
ONE_PLACE = Words("--to 与 --yes 只能选一个。", "Choose one of --to and --yes.")
SHORTEST = 10


def calibrate(context: Context, args: Namespace) -> Report:
    """Propose knots from the book; write them only when asked to."""
    from relmgr.domain.calibration import FEWEST, propose
    from relmgr.queries.calibration import kpi_values

    if args.to is not None and args.yes:
        raise Refused(ONE_PLACE)
    workspace = context.workspace
    scoring = workspace.rules.scorecard
    proposal = propose(scoring.cards[args.card], workspace.ask(kpi_values, args.card), scoring.tiers)
    written = None
    if args.to is not None or args.yes:
        if len((args.reason or "").strip()) < SHORTEST:
            raise Refused(NO_REASON)
        if not proposal.changes:
            raise Refused(TOO_FEW.fill(least=FEWEST))
        written = _write(context, args, proposal)
    lines = written or (i18n.say(NO_CHANGE),)
    said = (_effect(proposal), *lines) if proposal.changes else lines
    return Report(proposal, (_table(proposal), Lines(said)))


def _table(proposal: "CardProposal") -> Table:
    columns = (
        column("指标", "KPI"),
        column("客户", "clients", right=True),
        column("P5 / P25 / P50 / P75 / P95", "P5 / P25 / P50 / P75 / P95"),
        column("现在的档位", "present bands"),
        column("建议的档位", "proposed bands"),
    )
    cells = [
        (i18n.say(one.kpi.title), str(one.clients), _percentiles(one), _knots(one.kpi.knots), _proposed(one))
        for one in proposal.kpis
    ]
    card = proposal.card
    title = i18n.say(TITLE, card=i18n.say(card.title), version=card.version, n=proposal.clients)
    return Table(columns, cells, NOTHING, title)


def _percentiles(one: "KpiProposal") -> str:
    return " / ".join(i18n.say(said(one.kpi.fact, raw)) for raw in one.percentiles or ()) or "-"


def _proposed(one: "KpiProposal") -> str:
    if one.knots is not None:
        return _knots(one.knots)
    return i18n.say(one.why_not) if one.why_not is not None else "-"


def _knots(knots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{raw:g}:{points:g}" for raw, points in knots)


def _effect(proposal: "CardProposal") -> str:
    zh, en = (
        text.format(scored=proposal.scored, shift=proposal.shift, moved=proposal.moved) for text in EFFECT
    )
    return i18n.say(Words(zh, en))


def _write(context: Context, args: Namespace, proposal: "CardProposal") -> tuple[str, ...]:
    from relmgr.domain.scorecards import Calibration
    from relmgr.exchange.atomic import write_atomically
    from relmgr.rulebook.calibrated import calibrated
    from relmgr.rulebook.files import read_texts
    from relmgr.rulebook.loader import CARDS, FILES

    me = context.workspace.me.manager_name
    calibration = Calibration(context.clock.today(), me, args.reason.strip(), proposal.clients)
    text = calibrated(read_texts(FILES, context.settings.rules_folder), proposal, calibration).encode()
    if args.to is not None:
        path = Path(args.to).expanduser()
        write_atomically(path, text, force=args.force)
        return (i18n.say(FOR_REVIEW, path=path),)
    folder = context.settings.rules_folder
    assert folder is not None, "the command line always has a settings file"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / CARDS[proposal.card.name]
    kept = _keep(path, proposal.card.version)
    write_atomically(path, text, force=True)
    return (i18n.say(IN_FORCE, path=path, version=_version(context, proposal)), *kept)


def _keep(path: Path, version: str) -> tuple[str, ...]:
    """Keep the file that is replaced under its version, in a folder that no rulebook reads."""
    if not path.exists():
        return ()
    folder = path.parent / "replaced"
    folder.mkdir(exist_ok=True)
    kept = folder / f"{path.stem}-{version}{path.suffix}"
    kept.write_bytes(path.read_bytes())
    return (i18n.say(KEPT, path=kept),)


def _version(context: Context, proposal: "CardProposal") -> str:
    from relmgr.rulebook.loader import load

    return load(context.settings.rules_folder).scorecard.cards[proposal.card.name].version


CALIBRATE = CommandLine(
    "calibrate-bands",
    calibrate,
    Words("按现有客户建议评分卡的档位", "propose the bands of a scorecard from the present book"),
    (
        argument(
            "--card",
            choices=(CORPORATE, PROJECT, DEPOSIT),
            default=CORPORATE,
            zh="哪张评分卡（默认 corporate）",
            en="which scorecard (default corporate)",
        ),
        argument("--reason", metavar="TEXT", zh="为什么要改", en="why the bands are changed"),
        argument(
            "--yes",
            action="store_true",
            zh="写入规则文件夹，启用",
            en="write them to the rules folder and use them",
        ),
        argument("--to", metavar="FILE", zh="写到别处供审阅", en="write them elsewhere, for review"),
        argument("--force", action="store_true", zh="覆盖已有的文件", en="replace a file that is there"),
    ),
)
