"""The demonstration centre: invented people, thirty days of history, one day played through."""
