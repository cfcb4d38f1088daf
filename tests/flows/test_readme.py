"""The two commands at the top of the README, from a clean clone, as they are printed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def printed_command(kind: str) -> str:
    """Return the shell command the README marks as `kind`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {kind}-command -->\s*```sh\n(.+?)\n```", text, re.DOTALL)
    assert found, f"README.md no longer names the {kind} command"
    return found[1]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clean clone of what is committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("clone") / "relmgr"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    return folder


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a printed command in the clone as a shell outside this test run would: without its environment."""
    ours = str(Path(sys.prefix) / "bin")
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("VIRTUAL_ENV", "PYTEST_", "RELMGR_", "UV_"))
    }
    kept["PATH"] = os.pathsep.join(p for p in kept["PATH"].split(os.pathsep) if p != ours)
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="the printed commands are for a POSIX shell")
def test_demo_command_prints_the_plain_today_page(clone: Path) -> None:
    """Without a terminal the demo prints today's page of the demo book and leaves nothing behind."""
    done = run(printed_command("demo"), clone, LANG="zh_CN.UTF-8")
    assert done.returncode == 0, done.stderr
    assert "今日" in done.stdout or "今天" in done.stdout
    assert "演示" in done.stdout or "DEMO" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="the printed commands are for a POSIX shell")
def test_test_command_runs_the_tests(clone: Path) -> None:
    """The second command installs what testing needs; here it runs one module, the gate runs them all."""
    done = run(printed_command("test"), clone, PYTEST_ADDOPTS="-k test_vault")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d+ passed", done.stdout)
