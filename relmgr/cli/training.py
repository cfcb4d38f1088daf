"""A points card trained from cases with known outcomes."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Lines, Report
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.points_card import PointsCard
    from relmgr.exchange.outcome_file import OutcomeFile
    from relmgr.rulebook.card_training import Trained
    from relmgr.rulebook.card_validation import Validation

TRAINING = Words("训练评分卡", "Training a card")
ORIGIN = Words(
    "由 {file}（sha256 {sha}）训练：{cases} 个样本，坏客户 {bad} 个；十折交叉验证 AUC {mean}（标准差 {spread}）。"
    "使用前须由本行确认。",
    "Trained on {file} (sha256 {sha}): {cases} cases, {bad} bad; ten-fold cross-validated AUC {mean} (standard "
    "deviation {spread}). The bank must confirm it before use.",
)
WRITTEN = Words("评分卡已写入 {path}", "The card was written to {path}")


def train_scorecard(context: Context, args: Namespace) -> Report:
    """Make a card, print its bins, weights and cross-validated quality, and write it where asked."""
    from hashlib import sha256

    from relmgr.cli.training_text import card_blocks
    from relmgr.exchange.atomic import write_atomically
    from relmgr.exchange.outcome_file import read_outcomes
    from relmgr.exchange.sheets import read_bytes
    from relmgr.rulebook.card_training import Training, train
    from relmgr.rulebook.card_validation import cross_validate
    from relmgr.rulebook.points_rules import points_toml

    path = Path(args.file).expanduser()
    names = [name.strip() for name in args.ratios.split(",") if name.strip()] if args.ratios else None
    how = Training(bins=args.bins, missing_counts=args.missing_as_bin)
    with context.progress(TRAINING):
        found = read_outcomes(path, args.target, names)
        tested = cross_validate(found.sample, how, names)
        trained = train(found.sample, how, names)
    origin = ORIGIN.fill(
        file=path.name,
        sha=sha256(read_bytes(path)).hexdigest()[:12],
        cases=f"{len(found.sample.bad):,}",
        bad=f"{found.sample.bads:,}",
        mean=f"{tested.mean:.3f}",
        spread=f"{tested.spread:.3f}",
    )
    card = trained.card(f"{context.clock.today():%Y.%m.%d}", origin)
    blocks = list(card_blocks(found, trained, card, tested))
    if args.to:
        target = Path(args.to).expanduser()
        write_atomically(target, points_toml(card).encode(), force=args.force)
        blocks.append(Lines((i18n.say(WRITTEN, path=target),)))
    return Report(_data(found, trained, card, tested), blocks)


def _data(
    found: "OutcomeFile", trained: "Trained", card: "PointsCard", tested: "Validation"
) -> dict[str, object]:
    from relmgr.cli.training_text import telling_columns
    from relmgr.domain.card_samples import holes_auc

    folds = [{"auc": fold.auc, "ratios": fold.ratios, "cases": len(fold.cases)} for fold in tested.folds]
    return {
        "cases": len(found.sample.bad),
        "bad": found.sample.bads,
        "left_out": {**found.left_out, **telling_columns(trained)},
        "card": card,
        "bins": [ratio.binned for ratio in trained.ratios],
        "weights": {ratio.binned.name: ratio.weight for ratio in trained.ratios},
        "folds": folds,
        "auc": {"mean": tested.mean, "standard_deviation": tested.spread},
        "missing_pattern": {"alone": holes_auc(found.sample), "through_the_card": tested.holes},
    }


COMMANDS = (
    CommandLine(
        "train-scorecard",
        train_scorecard,
        Words(
            "用已知结果的样本训练评分卡，并给出交叉验证的区分能力",
            "train a points card on cases with known outcomes, with its cross-validated quality",
        ),
        (
            argument("file", metavar="FILE", zh="样本清单（CSV）", en="the cases, a CSV file"),
            argument(
                "--target",
                metavar="COLUMN",
                required=True,
                zh="结果列：0 好，1 坏",
                en="the column of the outcome: 0 good, 1 bad",
            ),
            argument(
                "--ratios",
                metavar="A,B,..",
                zh="只用这些列（默认逐个挑选，最多八个）",
                en="only these columns (default: chosen one by one, at most eight)",
            ),
            argument(
                "--bins",
                type=int,
                choices=(5, 6, 7, 8),
                default=8,
                zh="每个比率先分几段（默认 8）",
                en="quantile bins per ratio before pooling (default 8)",
            ),
            argument(
                "--missing-as-bin",
                action="store_true",
                zh="给缺失单独的分值（默认 0 分）",
                en="give missing values points of their own (default: 0 points)",
            ),
            argument("--to", metavar="FILE", zh="把评分卡写成 TOML", en="write the card as TOML"),
            argument("--force", action="store_true", zh="覆盖已有的文件", en="replace a file that is there"),
        ),
    ),
)
