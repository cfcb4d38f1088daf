"""The first frame: real rows of the last place, painted before Textual is loaded, which then takes the screen over."""
