"""The privacy mask of the moment, for screen sharing: names and amounts are hidden wherever they are painted."""

from relmgr.widgets.cells import harmless

_masked = False


def mask(on: bool) -> None:
    """Hide names and amounts from now on, or show them."""
    global _masked
    _masked = on


def is_masked() -> bool:
    """Tell whether names and amounts are hidden."""
    return _masked


def name(text: str) -> str:
    """Return a client's or person's name, or its first character and `**`."""
    clean = harmless(text)
    return clean[:1] + "**" if _masked and clean else clean


def amount(text: str) -> str:
    """Return an amount or phone number, or `***`."""
    return "***" if _masked and text else text
