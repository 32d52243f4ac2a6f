"""The question of `standoff talks`: why talks failed, which party blocked, over what, and by how much."""
