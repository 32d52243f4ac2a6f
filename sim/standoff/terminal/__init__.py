"""Parts shared by the commands: screen, progress bar, output folder, written answers, completion."""
