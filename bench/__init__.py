"""Benchmarks: each figure is a ratio against its floor, measured in the same run."""
