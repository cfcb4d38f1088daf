"""Tier over time as steps in plain characters, readable without colour and one cell wide in every terminal."""

from collections.abc import Sequence

from relmgr.domain.values import Tier
from relmgr.widgets import glyphs

CELL = 4


def step_chart(points: Sequence[tuple[str, Tier | None]]) -> list[str]:
    """Return one line per tier that occurs, best on top, and a line of labels; unknown periods stay blank."""
    seen = [tier for _, tier in points if tier is not None]
    if not seen:
        return []
    tiers = [tier for tier in Tier if min(seen) <= tier <= max(seen)]
    lines = []
    for tier in tiers:
        marks = "".join(glyphs.step(CELL) if at is tier else " " * CELL for _, at in points)
        lines.append(f"{tier.value} {glyphs.side()}{marks}".rstrip())
    labels = "".join(label[-CELL:].ljust(CELL, "-") for label, _ in points)
    return [*lines, f"  +{labels}"]
