"""Configuration of the commands: typed settings, levers with their ranges, and Hydra."""
