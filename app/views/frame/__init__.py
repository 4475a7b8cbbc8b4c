"""What stands around every page: rail, top bar, status line, messages, lock."""
