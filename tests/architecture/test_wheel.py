"""What is installed: the wheel carries every file the program reads at run time."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_has_rules_migrations_mappings_and_styles(tmp_path: Path) -> None:
    """Everything under relmgr/ that is not Python source comes along, and nothing of the tests does."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "relmgr").rglob("*")
        if path.is_file()
        and path.suffix in (".toml", ".tcss", ".mako", ".typed", ".py")
        and "__pycache__" not in path.parts
    }
    assert wanted <= names
    assert not any(name.startswith(("tests/", "bench/")) for name in names)
