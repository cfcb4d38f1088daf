"""Prints what two killed processes made of the reminders: `python -m bench.reminder_kills [COUNT] [SECONDS]`."""

import sys
import tempfile
from pathlib import Path

from bench.reminder_processes import torture


def main() -> None:
    """Run the full form (2,000 reminders, 24 s of kills); ends with 1 when something is wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 24.0
    with tempfile.TemporaryDirectory() as folder:
        found = torture(Path(folder), count, seconds)
    print(found)
    raise SystemExit(not found.is_right)


if __name__ == "__main__":
    main()
