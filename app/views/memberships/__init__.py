"""What the tab 会籍 shows: where a membership stands, its periods, cards and numbers."""
