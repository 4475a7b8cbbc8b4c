"""The tabs of a member's file, one module each, in the order they stand."""

from __future__ import annotations

from app.views.members.tabs.frame import FileTab, FileTabs, TabContext, TabSpec

__all__ = ["FileTab", "FileTabs", "TabContext", "TabSpec", "member_tabs"]


def member_tabs() -> tuple[TabSpec, ...]:
    """Every tab after 概况, which is the file's own page; each is made when first opened."""
    return ()
