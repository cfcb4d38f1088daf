"""How a trained points card is told: its quality, its bins with their points, the folds, what was not used."""

from collections.abc import Iterator
from itertools import pairwise

from relmgr import i18n
from relmgr.cli.cells import column
from relmgr.cli.report import Block, Cell, Facts, Lines, Table
from relmgr.domain.card_samples import CHANCE, TELLING, holes_auc
from relmgr.domain.points_card import CardRatio, PointsCard
from relmgr.exchange.outcome_file import OutcomeFile
from relmgr.rulebook.card_training import Trained, TrainedRatio
from relmgr.rulebook.card_validation import Validation
from relmgr.words import Words

HOLES = Words("缺失与否本身就透露结果（AUC {auc}）。", "its being missing tells the outcome (AUC {auc}).")
NOTE = Words(
    "注意：仅凭缺失项的多少就能排序（AUC {auc}）。评分卡对缺失给 0 分，只凭缺失的 AUC 为 {card}。",
    "Note: the number of missing values alone ranks the outcome (AUC {auc}). The card gives 0 points for a missing "
    "value; by its holes alone it ranks at {card}.",
)
OPTED_IN = Words(
    "注意：缺失有自己的分值（--missing-as-bin），评分卡可能学到的是资料怎样收集，而不是客户本身。",
    "Note: missing values have points of their own (--missing-as-bin); the card may learn how the data were "
    "collected and not the client.",
)
NOTHING_ASIDE = Words("没有不用的列。", "Every column was used.")
NO_ROWS = Words("没有。", "None.")


def telling_columns(trained: Trained) -> dict[str, Words]:
    """Return the ratios that were set aside because their holes tell the outcome, with the reason."""
    return {name: HOLES.fill(auc=f"{value:.3f}") for name, value in trained.set_aside.items()}


def card_blocks(
    found: OutcomeFile, trained: Trained, card: PointsCard, tested: Validation
) -> Iterator[Block]:
    """Yield how good the card is, what to beware of, its bins, the folds and the columns not used."""
    say, alone = i18n.say, holes_auc(found.sample)
    pairs: list[tuple[str, Cell]] = [
        (say(Words("样本", "cases")), f"{len(found.sample.bad):,}"),
        (say(Words("坏客户", "bad")), f"{found.sample.bads:,}"),
        (say(Words("十折 AUC 均值", "mean AUC of ten folds")), f"{tested.mean:.3f}"),
        (say(Words("各折标准差", "standard deviation of the folds")), f"{tested.spread:.3f}"),
        (say(Words("只凭缺失的 AUC", "AUC of what is missing alone")), f"{alone:.3f}"),
        (say(Words("评分卡只凭缺失的 AUC", "AUC of the card by its holes alone")), f"{tested.holes:.3f}"),
    ]
    yield Facts(pairs)
    if trained.how.missing_counts:
        yield Lines((say(OPTED_IN),))
    elif abs(alone - CHANCE) > TELLING:
        yield Lines((say(NOTE, auc=f"{alone:.3f}", card=f"{tested.holes:.3f}"),))
    yield _bins(trained, card)
    yield _folds(tested, card)
    aside = [(name, say(why)) for name, why in {**found.left_out, **telling_columns(trained)}.items()]
    title = say(Words("不用的列", "Columns not used"))
    yield Table((column("列", "column"), column("原因", "why")), aside, NOTHING_ASIDE, title)


def _bins(trained: Trained, card: PointsCard) -> Table:
    columns = (
        column("比率", "ratio"),
        column("区间", "bin"),
        column("好", "good", right=True),
        column("坏", "bad", right=True),
        column("坏占比", "bad share", right=True),
        column("WOE", "WOE", right=True),
        column("分值", "points", right=True),
    )
    cells = [
        cell
        for ratio, shown in zip(trained.ratios, card.ratios, strict=True)
        for cell in _rows(ratio, shown, missing_counts=trained.how.missing_counts)
    ]
    return Table(columns, cells, NO_ROWS, i18n.say(Words("评分卡", "The card")))


def _rows(ratio: TrainedRatio, shown: CardRatio, *, missing_counts: bool) -> Iterator[tuple[str, ...]]:
    binned = ratio.binned
    woe = binned.missing_evidence if missing_counts else 0.0
    parts = [*zip(_spans(binned.cuts), binned.bins, binned.evidence, shown.points, strict=True)]
    parts.append((i18n.say(Words("缺失", "missing")), binned.missing, woe, shown.missing))
    for span, counts, evidence, points in parts:
        cases = counts.good + counts.bad
        share = f"{counts.risk:.1%}" if cases else "-"
        yield (
            binned.name,
            span,
            f"{counts.good:,}",
            f"{counts.bad:,}",
            share,
            f"{evidence:+.3f}",
            f"{points:+g}",
        )


def _spans(cuts: tuple[float, ...]) -> list[str]:
    inner = [f"{low:g} .. {high:g}" for low, high in pairwise(cuts)]
    return [f"< {cuts[0]:g}", *inner, f">= {cuts[-1]:g}"]


def _folds(tested: Validation, card: PointsCard) -> Table:
    columns = (
        column("折", "fold", right=True),
        column("样本", "cases", right=True),
        column("AUC", "AUC", right=True),
        column("比率", "ratios"),
    )
    same, names = i18n.say(Words("与评分卡相同", "as the card")), {ratio.name for ratio in card.ratios}
    cells = [
        (
            str(place),
            f"{len(fold.cases):,}",
            f"{fold.auc:.3f}",
            same if set(fold.ratios) == names else ", ".join(fold.ratios),
        )
        for place, fold in enumerate(tested.folds, start=1)
    ]
    return Table(columns, cells, NO_ROWS, i18n.say(Words("各折", "Folds")))
