"""Monthly figures of many clients: a column for each code and each number of months back, fetched when asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from relmgr.columnar.arrays import Bools, Floats, Ints, known, missing


class Figures(Protocol):
    """Figures by code and months back from the last full month (0); NaN is a month without a figure."""

    @property
    def size(self) -> int:
        """Return the number of clients."""

    def at(self, code: str, back: int) -> Floats:
        """Return the figures of one month; beyond the months kept nothing is known."""

    def take(self, places: Ints) -> "Figures":
        """Return the figures of some of the clients."""


@dataclass(slots=True)
class FetchedFigures:
    """Figures that `fetch` brings (None: nobody has any), each at most once."""

    size: int
    oldest: int
    fetch: Callable[[str, int], Floats | None]
    _kept: dict[tuple[str, int], Floats] = field(default_factory=dict)

    def at(self, code: str, back: int) -> Floats:
        """Return the figures of one month."""
        found = self._kept.get((code, back))
        if found is None:
            fetched = self.fetch(code, back) if back <= self.oldest else None
            found = self._kept[code, back] = missing(self.size) if fetched is None else fetched
        return found

    def take(self, places: Ints) -> Figures:
        """Return the figures of some of the clients."""
        return FetchedFigures(len(places), self.oldest, lambda code, back: self.at(code, back)[places])


def known_from(figures: Figures, code: str, back: int, oldest: int) -> Bools:
    """Tell who has a figure `back` months ago or earlier; reads on only while somebody is undecided."""
    found = known(figures.at(code, back))
    for earlier in range(back + 1, oldest + 1):
        if found.all():
            break
        found = found | known(figures.at(code, earlier))
    return found
