"""What was typed, step by step: the undo that Textual's Input does not have."""

MOST = 200
"""Steps remembered in one field."""


class TypingHistory:
    """Holds the texts before each step; letters typed or deleted in one go are one step, a word at a time."""

    def __init__(self) -> None:
        """Start with no step."""
        self._past: list[str] = []
        self._future: list[str] = []
        self._run = ""

    def note(self, before: str, after: str) -> None:
        """Remember the text before a change, unless the change goes on with the last one."""
        run = _kind(before, after)
        if not (run and run == self._run):
            self._past = [*self._past, before][-MOST:]
        self._run = "" if run == "typed" and after[-1:].isspace() else run
        self._future.clear()

    def forget(self) -> None:
        """Forget every step: the text was replaced from outside."""
        self.__init__()  # type: ignore[misc]

    def undo(self, now: str) -> str:
        """Return the text before the last step, or `now` when there is none."""
        return self._step(self._past, self._future, now)

    def redo(self, now: str) -> str:
        """Return the text that the last undo took away, or `now`."""
        return self._step(self._future, self._past, now)

    def _step(self, source: list[str], target: list[str], now: str) -> str:
        self._run = ""
        if not source:
            return now
        target.append(now)
        return source.pop()


def _kind(before: str, after: str) -> str:
    """Return `typed` or `deleted` for a change of one character, '' for any other."""
    if len(after) - len(before) == 1 and _is_with_one_more(after, before):
        return "typed"
    return "deleted" if len(before) - len(after) == 1 and _is_with_one_more(before, after) else ""


def _is_with_one_more(longer: str, shorter: str) -> bool:
    place = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[place + 1 :] == shorter[place:]
