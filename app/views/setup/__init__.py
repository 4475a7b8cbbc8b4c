"""Before the desk: first start, recovery phrase, restore, and what cannot be opened."""
