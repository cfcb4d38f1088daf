"""Words: one text in both languages of the product, side by side where it is used."""

from typing import NamedTuple


class Words(NamedTuple):
    """The same text in Chinese and in English; `{name}` places take values when it is said."""

    zh: str
    en: str

    def fill(self, **values: object) -> "Words":
        """Return these words with their `{name}` places filled; values are inserted as plain text."""
        return Words(self.zh.format(**values), self.en.format(**values))
