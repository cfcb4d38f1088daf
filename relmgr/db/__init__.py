"""The encrypted book: files, tables, reading and writing."""
