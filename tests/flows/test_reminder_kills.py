"""Two processes on one encrypted book, one of them killed again and again: every reminder exactly once."""

import sys
from pathlib import Path

import pytest

from bench.reminder_processes import torture


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL to send")
def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """400 reminders, a quarter long overdue; the full form is `python -m bench.reminder_kills`."""
    found = torture(tmp_path, 400, 6.0, pause=(0.3, 0.8))
    assert found.kills >= 4
    assert found.told_twice == 0
    assert found.is_right, found
