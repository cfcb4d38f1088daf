"""What a form asked on a screen is about: the marked rows, the selected one, or the client of the page."""

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relmgr.screens.base import WorkspaceScreen


def subject_of(screen: "WorkspaceScreen") -> str:
    """Return the key of the row, or a short code of several keys; '' where nothing is selected."""
    page: Any = screen
    table, target = getattr(page, "table", None), getattr(page, "target", None)
    if target is not None and (row := target()) is not None:
        keys = [str(row.id)]
    elif (chosen := getattr(table, "chosen", None)) is not None:
        keys = [str(key) for key in chosen]
    else:
        keys = [str(screen.selected_client() or "")]
    if len(keys) == 1:
        return keys[0]
    return hashlib.sha256(" ".join(sorted(keys)).encode()).hexdigest()[:32] if keys else ""
