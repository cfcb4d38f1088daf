"""`python -m relmgr`: the same as the `relmgr` command."""

import sys

from relmgr.cli import main

if __name__ == "__main__":
    sys.exit(main())
