"""One module per paper form: its data and ``render(data) -> bytes``."""
