"""What tabs that change something have in common: sheets with forms, saving, deleting, undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.services.members import MemberFile
from app.services.rights import Right
from app.views import parts
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.tasks import Latest
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Form
from app.views.widgets.saving import Said, Saving

T = TypeVar("T")


class WorkingTab(FileTab):
    """Shows what `_fetch` gives and saves what its sheets ask for."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._app, self._kit, self._page = context.app, context.kit, context.page
        self._file: MemberFile | None = None
        self._latest = Latest(context.kit.runner, self)
        self._saving = Saving(context.page, context.kit, self, self._saved)

    def show_file(self, file: MemberFile) -> None:
        """Load what belongs to ``file``."""
        self._file = file
        self.reload()

    def reload(self) -> None:
        """Load it anew; an answer for somebody who is no longer in front is dropped, and one from
        before the newest question."""
        if self._file is None:
            return
        uid = self._file.uid

        def done(found: Any) -> None:
            if self._file is not None and self._file.uid == uid:
                self._show(found)

        self._latest.ask(lambda: self._fetch(uid), done)

    def may_edit(self) -> bool:
        """Whether the person at the desk may change files."""
        return self._kit.actor().may(Right.EDIT_MEMBERS)

    def _fetch(self, uid: str) -> Any:
        """What the tab shows of ``uid``; runs off the GUI thread."""
        raise NotImplementedError

    def _show(self, found: Any) -> None:
        """Show what `_fetch` gave."""
        raise NotImplementedError

    # --- sheets and saving ----------------------------------------------------------------

    def _sheet(self, title: str, form: Form) -> None:
        self._page.open_form(title, form)

    def _submit(
        self,
        form: Form,
        work: Callable[[], T],
        words: str,
        undo: Callable[[], object] | None = None,
        what: str = "",
        take_back: Callable[[T], object] | None = None,
    ) -> None:
        """Save what ``form`` asks for; errors stand under its fields. ``what`` as of a toast.

        ``take_back``: the undo of something new, which is told what ``work`` gave.
        """

        def say(made: T) -> Said:
            return Said(words, undo if take_back is None else partial(take_back, made), what)

        self._saving.save(form, work, say)

    def _run(
        self,
        work: Callable[[], T],
        words: str = "",
        undo: Callable[[], object] | None = None,
        what: str = "",
    ) -> None:
        """Do something at once; ``undo`` is offered with the words and called ``what``."""
        self._saving.run(work, lambda _: Said(words, undo, what))

    def _saved(self) -> None:
        self.reload()
        self._page.refresh()


class ListCard(parts.Card):
    """A card with a title, its buttons (they wrap), and what it lists.

    The buttons can be pressed once the tab knows what they are about.
    """

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self.title = parts.label(title, "strong")
        self.words = parts.label("", "second", wrap=True)
        self.words.hide()
        self._bar = QFrame()
        self._flow = FlowLayout(self._bar, Space.S)
        self._flow.addWidget(self.title)
        self.buttons: dict[str, QPushButton] = {}
        self.add(self._bar, self.words)
        self.box.addWidget(content, 1)

    def add_button(
        self, key: str, text: str, icon: str, act: Callable[[], object], kind: str = "plain"
    ) -> QPushButton:
        """A button beside the title."""
        made = parts.on_click(parts.button(text, icon, kind), act)
        made.setEnabled(False)
        self.buttons[key] = made
        self._flow.addWidget(made)
        return made

    def set_words(self, text: str) -> None:
        """A line in grey under the title; empty takes it away."""
        self.words.setText(text)
        self.words.setVisible(bool(text))


def filled(tab: QWidget, *widgets: QWidget) -> None:
    """Put ``widgets`` below each other into ``tab``, scrolling when the room is short."""
    inside = parts.column(*widgets, spacing=Space.M)
    parts.bare(QVBoxLayout(tab), 0).addWidget(parts.scroll(inside))
