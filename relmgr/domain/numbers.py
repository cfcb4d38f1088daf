"""Numbers of days as people type them, full-width digits and the unit included."""

import unicodedata
from typing import Final

from relmgr.errors import Invalid
from relmgr.words import Words

MOST: Final = 9_999
"""The largest number of days that is read as it stands; a longer one is read as this, and refused by its limit."""

NOT_DAYS = Words("「{text}」不是天数；请写整数，如 30。", '"{text}" is no number of days; write one like 30.')


def parse_days(text: str, *, field: str = "days") -> int:
    """Return a whole number of days, at most MOST; raises Invalid. `30天`, `30d` and `３０` are 30."""
    written = unicodedata.normalize("NFKC", text).strip().lower().removesuffix("天").removesuffix("d").strip()
    if not (written.isascii() and written.isdecimal()):
        raise Invalid(field, NOT_DAYS.fill(text=_shown(text)))
    return min(int(written[-5:]), MOST) if len(written.lstrip("0")) <= 5 else MOST


def _shown(text: str) -> str:
    return text.strip() if len(text) <= 40 else text.strip()[:37] + "..."
