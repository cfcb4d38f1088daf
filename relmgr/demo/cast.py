"""The forty clients everybody meets in the demo book, as told by `cast.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from relmgr.demo.plot import Character, Plot
from relmgr.domain.values import AssetClass

FILE: Final = Path(__file__).with_name("cast.toml")
NEVER_ASKED: Final = -1


@cache
def cast() -> tuple[Character, ...]:
    """Return the characters in the order in which a smaller book takes them."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Character(**entry | {"plot": _plot(entry["plot"])}) for entry in told["clients"])


def _plot(told: Mapping[str, Any]) -> Plot:
    values = dict(told)
    values["asset_class"] = AssetClass(values.get("asset_class", AssetClass.NORMAL))
    for name in ("falls", "raroc_turn"):
        if name in values:
            values[name] = tuple(tuple(part) if isinstance(part, list) else part for part in values[name])
    for name in ("satisfaction", "esg"):
        if values.get(name) == NEVER_ASKED:
            values[name] = None
    return Plot(**values)
