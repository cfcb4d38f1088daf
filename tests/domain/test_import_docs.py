"""The reference in docs/import.md names every field and heading that the code knows."""

from pathlib import Path

from relmgr.domain.import_kinds import FIELDS, Form
from relmgr.domain.metric_codes import METRICS

DOC = (Path(__file__).resolve().parents[2] / "docs" / "import.md").read_text("utf-8")


def test_every_heading_is_documented() -> None:
    for specs in FIELDS.values():
        for spec in specs:
            if spec.form is not Form.KEY:
                assert f"| `{spec.name}` | {'、'.join(spec.zh)} | {', '.join(spec.en)} |" in DOC
    for metric in METRICS:
        assert (
            f"| `{metric.code}` | {metric.unit.value} | {'、'.join(metric.zh)} | {', '.join(metric.en)} |"
            in DOC
        )
