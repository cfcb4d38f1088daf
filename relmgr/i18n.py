"""The language of the moment; switching it is live, every text is said anew when it is painted."""

import os
from typing import Literal

from relmgr.words import Words

Language = Literal["zh", "en"]

_current: Language = "zh"


def use(language: Language) -> None:
    """Speak `language` from now on, in the whole process."""
    global _current
    _current = language


def language() -> Language:
    """Return the language that is spoken now."""
    return _current


def say(words: Words, **values: object) -> str:
    """Return `words` in the current language, with `{name}` places filled."""
    text = words.zh if _current == "zh" else words.en
    return text.format(**values) if values else text


def from_environment() -> Language:
    """Guess the language from the locale variables, as other terminal programs do."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
