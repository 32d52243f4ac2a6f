"""Tables that the rules read and write: what a scenario fixes, and what changes in a run."""
