"""What the clock costs to import: nothing heavy until it is started."""

import subprocess
import sys

CODE = """
import sys
import relmgr.jobs.clockwork, relmgr.jobs.nightly, relmgr.jobs.service, relmgr.jobs.telling, relmgr.jobs.tick
print(*({"apscheduler", "sqlalchemy", "sqlmodel", "pydantic", "textual"} & set(sys.modules)))
"""


def test_the_jobs_load_nothing_heavy() -> None:
    """The app may import them on its start path."""
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
