"""The privacy mask of the moment, for screen sharing: what names a client is hidden wherever it is painted."""

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


def about(text: str, *names: str) -> str:
    """Return words about a client, such as the title of a warning, with the names in them masked.

    A project or a pledge is often called after its client, so that its name gives the client away.
    """
    clean = harmless(text)
    if _masked:
        for own in sorted({harmless(one) for one in names if one}, key=len, reverse=True):
            clean = clean.replace(own, name(own))
    return clean


def words(text: str) -> str:
    """Return what a person wrote freely, or `***`: a summary or a note may name anybody and anything."""
    return "***" if _masked and text else text


def amount(text: str) -> str:
    """Return an amount or phone number, or `***`."""
    return "***" if _masked and text else text
