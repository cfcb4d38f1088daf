"""Starting work beside the keyboard: every worker names its group, and a failing one never ends the app."""

from collections.abc import Callable, Coroutine
from typing import Any, cast

from textual.dom import DOMNode


def start(
    node: DOMNode, group: str, work: Callable[[], Coroutine[Any, Any, None]], *, exclusive: bool = False
) -> None:
    """Run `work` as a worker of `node`; an exclusive one takes the place of the group's running one.

    It is given as a callable: a coroutine object that is cancelled before it starts would be left behind.
    """
    node.run_worker(cast(Any, work), name=group, group=group, exclusive=exclusive, exit_on_error=False)
