"""Panels that belong to no screen: help, action menu, palette, client finder, confirmation."""
