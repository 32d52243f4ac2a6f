"""Configuration – what a command may be asked for: typed settings, levers with their ranges, Hydra."""
