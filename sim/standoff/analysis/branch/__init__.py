"""The question of `standoff branch`: what if something else had happened from one day of a run on."""
