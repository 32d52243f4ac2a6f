"""The command line, and the commands that run, replay, draw or describe rather than analyse."""
