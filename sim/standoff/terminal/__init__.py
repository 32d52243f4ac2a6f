"""Terminal: what the commands share: screen, progress, places, writing, completion."""
