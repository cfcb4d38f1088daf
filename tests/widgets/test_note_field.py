"""The field of several lines can be painted at any moment of its life."""

from textual.app import App, ComposeResult
from textual.geometry import Region

from relmgr.widgets.text_field import NoteField


class FieldApp(App[None]):
    """One field of several lines."""

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        yield NoteField("谈妥续授信")


async def test_a_field_painted_before_its_styles_is_blank_and_then_shows_its_text() -> None:
    """A paint that comes between mounting and styling must not end the app."""
    app = FieldApp()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        field, view = app.query_one(NoteField), Region(0, 0, 30, 2)
        field._component_styles.clear()
        field._rich_style_cache.clear()
        assert [line.text for line in field.render_lines(view)] == [" " * 30] * 2
        app.stylesheet.apply(field)
        assert "谈妥续授信" in field.render_lines(view)[0].text
