"""Compare: how surely the outcomes of results differ, and in which order they stand."""
