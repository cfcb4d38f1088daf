"""The change of behaviour (RZ2, fall of medians, fall over months) of many clients, as `domain.series` has it."""

from dataclasses import dataclass

import numpy as np

from relmgr.columnar.arrays import DOUBT, Bools, Floats, Ints, known, missing
from relmgr.columnar.figures import Figures, known_from
from relmgr.columnar.medians import middle_of, middle_of_three, sort_rows
from relmgr.domain.series import MAD_TO_DEVIATION, ChangeDetector


@dataclass(slots=True)
class Changes:
    """The three readings by client (NaN: unknown), and whose RZ2 hangs on the last bit of a logarithm."""

    rz2: Floats
    drop: Floats
    fall: Floats
    doubtful: Bools


@dataclass(frozen=True, slots=True)
class BalanceSeries:
    """One monthly figure of a block of clients, whose oldest month kept is `oldest` months back."""

    figures: Figures
    code: str
    oldest: int
    detector: ChangeDetector

    def changes(self, lags: int) -> Changes:
        """Read everybody's last month with a figure, if it lies less than `lags` months back."""
        size = self.figures.size
        found = Changes(missing(size), missing(size), missing(size), np.zeros(size, np.bool_))
        left = np.ones(size, np.bool_)
        for lag in range(lags):
            here = left & known(self.figures.at(self.code, lag))
            if here.all():
                return self._at(lag)
            if here.any():
                self._put(found, np.flatnonzero(here), lag)
            left &= ~here
            if not left.any():
                break
        return found

    def _put(self, found: Changes, places: Ints, lag: int) -> None:
        part = BalanceSeries(self.figures.take(places), self.code, self.oldest, self.detector)._at(lag)
        found.rz2[places], found.drop[places] = part.rz2, part.drop
        found.fall[places], found.doubtful[places] = part.fall, part.doubtful

    def _at(self, lag: int) -> Changes:
        detector = self.detector
        z = self._z(lag)
        drop = self._run_off(lag)
        rz2 = np.where(known(z) | known(drop), 0.0, np.nan)
        doubtful = np.abs(z + detector.limit) < DOUBT
        low = np.flatnonzero((z <= -detector.limit) | doubtful)
        if len(low):
            part = BalanceSeries(self.figures.take(low), self.code, self.oldest, detector)
            before = part._z(lag + 1)
            rz2[low] = (before <= -detector.limit) & (z[low] <= -detector.limit)
            doubtful[low] = (doubtful[low] & (before <= -detector.limit + DOUBT)) | (
                np.abs(before + detector.limit) < DOUBT
            )
        now, then = self.figures.at(self.code, lag), self.figures.at(self.code, lag + detector.fall_months)
        return Changes(rz2, drop, _share_lost(now, then), doubtful)

    def _window(self, first: int) -> tuple[list[Floats], Ints]:
        """Return the window's sorted rows (missing last, as infinity) and how many of them are known."""
        rows = [self.figures.at(self.code, first + place) for place in range(self.detector.window)]
        counts = np.full(self.figures.size, len(rows))
        for row in rows:
            counts -= np.isnan(row)
        return sort_rows([np.where(np.isnan(row), np.inf, row) for row in rows]), counts

    def _z(self, lag: int) -> Floats:
        detector = self.detector
        current = self.figures.at(self.code, lag)
        ordered, counts = self._window(lag + 1)
        usual = None if (counts == len(ordered)).all() else counts
        with np.errstate(invalid="ignore", divide="ignore"):
            middle = middle_of(ordered, usual)
            least = detector.floor * middle
            logs = [np.log(np.maximum(row, least)) for row in ordered]
            centre = middle_of(logs, usual)
            away = sort_rows([np.abs(row - centre) for row in logs])
            spread = MAD_TO_DEVIATION * middle_of(away, usual)
            z = (np.log(np.maximum(current, least)) - centre) / np.maximum(spread, detector.spread_floor)
        sound = known(current) & (counts >= detector.known) & (middle > 0)
        sound &= known_from(self.figures, self.code, lag + detector.window, self.oldest)
        return np.where(sound, z, np.nan)

    def _run_off(self, lag: int) -> Floats:
        detector = self.detector
        recent = [self.figures.at(self.code, lag + place) for place in range(detector.recent)]
        ordered, counts = self._window(lag + detector.recent)
        before = middle_of(ordered, None if (counts == len(ordered)).all() else counts)
        now = (
            middle_of_three(*recent)
            if len(recent) == 3
            else middle_of(sort_rows([r.copy() for r in recent]), None)
        )
        drop = _share_lost(now, before)
        sound = counts >= detector.known
        for row in recent:
            sound &= known(row)
        return np.where(sound, drop, np.nan)


def _share_lost(now: Floats, before: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(before > 0, 1 - now / before, np.nan)
