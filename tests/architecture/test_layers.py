"""The picture in docs/architecture.md is a contract; breaking it fails here with file and line."""

from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).parents[2]


def test_every_import_contract_holds() -> None:
    """Layers, pure domain, screens through the workspace only: all as declared in pyproject.toml."""
    verdict = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert verdict == cli.EXIT_STATUS_SUCCESS
