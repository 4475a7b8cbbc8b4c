"""颐站 Yizhan: the desk for one street-level elderly-care centre."""

__version__ = "0.1.0"
