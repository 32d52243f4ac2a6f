"""The map of forces: land, ground, layout, key, drawing, files."""
