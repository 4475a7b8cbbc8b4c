"""What the tab 同意书 shows: every kind of consent, what was signed, the photo."""
