"""The manual in both languages; its key tables and the keys in its text come from the declarations."""
