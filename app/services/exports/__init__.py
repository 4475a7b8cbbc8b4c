"""Writing tables for other people: spreadsheets that say who made them, when and for what."""
