"""The languages that figures and dates are written in."""

from typing import Literal

Language = Literal["zh", "en"]
