"""The figures of a sweep: curves, heat maps, points and rankings."""
