"""Whole-book evaluation on arrays: an optional accelerator over numpy that must agree with `domain` exactly.

The functions of `domain` define every result. What stands here answers the same questions for thousands of
clients at once, so that a run over a large book judges one by one only those clients whose verdict differs.
Nothing of this package is imported unless numpy is installed and a book is large enough to need it.
"""
