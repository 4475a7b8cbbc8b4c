"""Face terminals: what their files and messages say. Nothing here decides about people."""
