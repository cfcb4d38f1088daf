"""What the privacy mask forbids: a form would show in full what it hides."""

from relmgr.widgets import privacy
from relmgr.words import Words

MASKED = Words(
    "遮罩开着，表单会露出全文：按 * 取消遮罩后再编辑。",
    "The mask is on and a form shows all: * lifts it, then edit.",
)


def why_not_edit() -> Words | None:
    """Return why nothing can be edited now: a form shows in full what the mask hides."""
    return MASKED if privacy.is_masked() else None
