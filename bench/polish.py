"""How well credit scores rank the Polish firms: Z'' as the baseline, the flags, and the points card beside it.

Prints a section of docs/performance.md: `python -m bench.polish [--file F]`; `--csv F` writes the list from which
`relmgr train-scorecard F --target bankrupt` makes the shipped card.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

from bench.polish_data import AMOUNTS, CARD, DATA, SHA256, Z1, Z2, digest, named, polish, write_csv
from bench.report import write_section
from relmgr.domain.altman import z1_of, z2_of
from relmgr.domain.card_samples import Sample, holes_auc, telling_holes
from relmgr.domain.ranking import auc
from relmgr.domain.red_flags import RedFlag, flags_of
from relmgr.rulebook.card_training import Training
from relmgr.rulebook.card_validation import Validation, card_auc, cross_validate

GUIDE = ("X3", "X4", "X6", "X7", "X8", "X10", "X39", "X46")
"""The eight ratios of the methods guide, chosen there on another file of the same study."""

FLAGS = {
    RedFlag.WORKING_CAPITAL: "X3",
    RedFlag.EBIT: "X7",
    RedFlag.EQUITY_TO_LIABILITIES: "X8",
    RedFlag.EQUITY_TO_ASSETS: "X10",
    RedFlag.NET_LOSS: "X1",
    RedFlag.CURRENT_RATIO: "X4",
    RedFlag.QUICK_RATIO: "X46",
}
"""The columns of the seven flags; amounts stand there divided by total assets, which keeps their sign."""

TITLE = "Credit scores (Polish firms, bankrupt within five years)"
SKIPPED = "The Polish file is absent ({path}); name it with --file or RELMGR_POLISH."
WITHOUT_GUARD = Training(telling=1.0)


def z_scores(sample: Sample, columns: Sequence[str]) -> list[float | None]:
    """Return Z'' (four columns) or Z' (five) of every firm; None where an input is missing."""
    formula: Callable[..., float] = z2_of if len(columns) == len(Z2) else z1_of
    rows = zip(*(sample.ratios[name] for name in columns), strict=True)
    return [None if None in row else formula(*row) for row in rows]


def flag_counts(sample: Sample) -> list[int]:
    """Return how many of the seven flags stand at every firm."""
    rows = zip(*(sample.ratios[name] for name in FLAGS.values()), strict=True)
    return [flags_of(dict(zip(FLAGS, row, strict=True))).count for row in rows]


def within(scores: Sequence[float | None], sample: Sample, tested: Validation) -> list[float]:
    """Return how well a fixed score ranks each held-out fold, so that it can be compared fold by fold."""
    return [
        card_auc([scores[case] for case in fold.cases], [sample.bad[case] for case in fold.cases])
        for fold in tested.folds
    ]


def complete_auc(sample: Sample, tested: Validation, names: Sequence[str]) -> tuple[float, int]:
    """Return the mean area over the held-out cases that lack none of the ratios, and how many they are."""
    columns = [sample.ratios[name] for name in names]
    whole = {case for case in range(len(sample.bad)) if all(values[case] is not None for values in columns)}
    found = []
    for fold in tested.folds:
        kept = [place for place, case in enumerate(fold.cases) if case in whole]
        bad = [sample.bad[fold.cases[place]] for place in kept]
        found.append(card_auc([fold.totals[place] for place in kept], bad))
    return fmean(found), len(whole)


def row(name: str, value: float, more: str = "", spread: float | None = None) -> str:
    """Return one line of the table."""
    return f"| {name} | {value:.3f} | {'' if spread is None else f'{spread:.3f}'} | {more} |"


def tested_row(name: str, tested: Validation, more: str) -> str:
    """Return the line of a cross-validated card."""
    return row(name, tested.mean, more, tested.spread)


def table(sample: Sample) -> list[str]:
    """Return the table: baselines, cards, and what the holes in the data give away."""
    ratios = Sample({n: v for n, v in sample.ratios.items() if n not in AMOUNTS}, sample.bad)
    card = named(sample)
    names = list(card.ratios)
    z2, z1 = z_scores(sample, Z2), z_scores(sample, Z1)
    fixed, chosen = cross_validate(card, Training(), names), cross_validate(ratios, Training())
    every = cross_validate(card, Training(coverage=0.0), names)
    guide = cross_validate(sample, Training(), GUIDE)
    opted = cross_validate(ratios, Training(missing_counts=True))
    trap = cross_validate(sample, WITHOUT_GUARD, [*CARD.values(), "X27"])
    flags = auc(flag_counts(sample), sample.bad) or 0.0
    baseline = within(z2, sample, fixed)
    better = sum(mine.auc > base for mine, base in zip(fixed.folds, baseline, strict=True))
    complete, whole = complete_auc(card, fixed, names)
    picked = Counter(name for fold in chosen.folds for name in fold.ratios)
    often = ", ".join(f"{name} {times}/10" for name, times in picked.most_common(8))
    unscored = sum(total is None for fold in fixed.folds for total in fold.totals)
    telling = ", ".join(f"{name} {value:.3f}" for name, value in sorted(telling_holes(ratios).items()))
    return [
        "| score | AUC | sd of 10 folds | |",
        "|---|---|---|---|",
        row("Z'' (baseline)", card_auc(z2, sample.bad), f"{z2.count(None)} firms without it"),
        row("Z'", card_auc(z1, sample.bad)),
        row("count of seven flags", flags),
        row("Z'' over the same ten folds", fmean(baseline), f"the card is ahead in {better} of 10"),
        tested_row(
            f"**shipped card, {len(names)} ratios fixed**", fixed, f"{unscored} firms without a total"
        ),
        tested_row("**at most 8 ratios chosen inside each fold**", chosen, often),
        tested_row("the guide's 8 ratios (chosen on another file)", guide, ""),
        tested_row("shipped card, every firm, however little is known", every, ""),
        row("shipped card, only firms lacking none of its ratios", complete, f"{whole:,} firms"),
        row("number of missing values alone", holes_auc(ratios), f"holes that tell by themselves: {telling}"),
        row("shipped card by its holes alone", fixed.holes, "0.5 is nothing"),
        tested_row(
            "chosen, missing as a bin of its own (opted in)", opted, f"by holes alone {opted.holes:.3f}"
        ),
        tested_row("trap: X27 added, missing = 0 points", trap, f"by holes alone {trap.holes:.3f}"),
    ]


def section(path: Path) -> list[str]:
    """Return the section of docs/performance.md."""
    sample = polish(path)
    found = digest(path)
    same = "" if found == SHA256 else " (another file than the documented one)"
    return [
        f"UCI data set 365, file 1year.arff, sha256 `{found[:16]}`{same}: {len(sample.bad):,} firms without "
        f"duplicates, {sample.bads} bankrupt. The higher the AUC the better; 0.5 ranks nothing. Bins, weights of "
        "evidence, regression and (where chosen) the choice of ratios are made anew in every fold.",
        "",
        *table(sample),
        "",
        "The trap is why a ratio whose holes tell the outcome is set aside: nearly half of the bankrupt firms lack "
        "X27, so every known bin is safer than the sample and 0 points become the worst of the card.",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the section, and write it into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=DATA)
    parser.add_argument("--csv", type=Path, help="write the list the shipped card is trained on, and end")
    options = parser.parse_args(arguments)
    if not options.file.exists():
        print(SKIPPED.format(path=options.file.name))
    elif options.csv:
        write_csv(named(polish(options.file)), options.csv)
    else:
        lines = section(options.file)
        print("\n".join(lines))
        write_section(TITLE, lines)


if __name__ == "__main__":
    main()
