"""Ridge logistic regression by Newton's method; numpy is an optional extra and is loaded when it is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from relmgr.errors import Refused
from relmgr.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_NUMPY = Words(
    "训练评分卡需要 numpy，它不随 relmgr 安装；请安装 relmgr[train]。",
    "Training a card needs numpy, which does not come with relmgr; install relmgr[train].",
)
MOST_STEPS = 50
CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Fit:
    """The intercept and a weight per column; `deviance` has the penalty in it."""

    intercept: float
    weights: tuple[float, ...]
    deviance: float


def ridge_logistic(columns: Sequence[Sequence[float]], bad: Sequence[bool], strength: float) -> Fit:
    """Return the weights that make the outcomes likeliest, held small by `strength`; the intercept is free.

    Raises Refused when numpy is not installed.
    """
    try:
        import numpy as np  # noqa: PLC0415  the optional extra `train`
    except ModuleNotFoundError as error:
        raise Refused(NO_NUMPY) from error
    x = np.vstack([np.ones(len(bad)), *(np.asarray(column) for column in columns)]).T
    y = np.asarray(bad, dtype=float)
    penalty = np.full(x.shape[1], strength)
    penalty[0] = 0.0

    def deviance(at: "NDArray[np.float64]") -> float:
        odds = x @ at
        return float(2 * (np.logaddexp(0, odds) - y * odds).sum() + (penalty * at**2).sum())

    weights = np.zeros(x.shape[1])
    weights[0] = log(y.mean() / (1 - y.mean()))
    reached = deviance(weights)
    for _ in range(MOST_STEPS):
        chance = (1 + np.tanh(x @ weights / 2)) / 2
        slope = x.T @ (chance - y) + penalty * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty)
        move = np.linalg.solve(curve, slope)
        while (found := deviance(weights - move)) > reached and np.abs(move).max() > CLOSE:
            move = move / 2  # a full step may jump over the valley and never come back
        weights, reached = weights - move, found
        if np.abs(move).max() < CLOSE:
            break
    return Fit(float(weights[0]), tuple(float(weight) for weight in weights[1:]), reached)
