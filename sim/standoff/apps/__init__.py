"""Apps: the commands that answer no question about a result, and the command line itself."""
