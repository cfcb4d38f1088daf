"""How well a score ranks: the area under the ROC curve."""

from collections.abc import Sequence
from itertools import groupby


def auc(risk: Sequence[float], bad: Sequence[bool]) -> float | None:
    """Return the share of (bad, good) pairs in which the bad one has the higher risk; a tie counts half.

    None when there are only good or only bad ones. Equal to the Mann-Whitney statistic over its maximum.
    """
    bads = sum(bad)
    goods = len(bad) - bads
    if not bads or not goods:
        return None
    below = won = 0.0
    for _, tied in groupby(sorted(zip(risk, bad, strict=True)), key=lambda pair: pair[0]):
        kinds = [is_bad for _, is_bad in tied]
        bad_here = sum(kinds)
        good_here = len(kinds) - bad_here
        won += bad_here * (below + good_here / 2)
        below += good_here
    return won / (bads * goods)
