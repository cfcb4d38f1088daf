"""The table of deferred use cases names every public use case, and only those."""

import ast
from pathlib import Path

from relmgr import services

FOLDER = Path(services.__file__).parent


def _use_cases(path: Path) -> set[str]:
    """Return the public functions whose first parameter is the unit of work."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.args.args
        and node.args.args[0].arg == "uow"
    }


def test_table_names_what_exists() -> None:
    """Each entry of the table can be loaded from the module it names."""
    for name in services.HOME:
        assert callable(getattr(services, name)), name


def test_type_checkers_see_the_same_table() -> None:
    """The names imported for type checkers are those of the table."""
    tree = ast.parse((FOLDER / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        (alias.name, str(node.module).rsplit(".", 1)[1])
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == set(services.HOME.items())


def test_no_name_is_taken_twice() -> None:
    """A use case stands in exactly one module, so that its name identifies it in the audit trail."""
    seen: dict[str, str] = {}
    for path in FOLDER.glob("*.py"):
        for name in _use_cases(path):
            assert seen.setdefault(name, path.name) == path.name
