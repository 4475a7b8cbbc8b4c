"""What stands where content would be: loading, empty, error, offline; always with words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.views import parts
from app.views.notify import Action
from app.views.theme import Space, px

_LOOKS = {
    "loading": ("loading", "second"),
    "empty": ("empty", "second"),
    "error": ("error", "danger"),
    "offline": ("offline", "accent"),
}

_WORDS = 440


class StateView(QWidget):
    """An icon, a sentence, what to do, and a button that does it."""

    def __init__(
        self, kind: str = "empty", text: str = "", hint: str = "", action: Action | None = None
    ) -> None:
        super().__init__()
        self._icon = parts.IconLabel("empty", "second", 40)
        self._text = parts.label("", "strong", wrap=True)
        self._hint = parts.label("", "second", wrap=True)
        self._button = parts.button("", kind="primary")
        self._action: Action | None = None
        self._button.clicked.connect(self._act)
        for one in (self._text, self._hint):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(px(Space.S))
        self._box.addStretch(2)
        self._box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addWidget(self._text)
        self._box.addWidget(self._hint)
        self._box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(3)
        self.show_state(kind, text, hint, action)

    def show_state(
        self, kind: str, text: str, hint: str = "", action: Action | None = None
    ) -> None:
        """Show ``kind`` (loading, empty, error, offline) with its words."""
        self.kind = kind
        self._icon.set_icon(*_LOOKS[kind])
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._action = action
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short in a wide place."""
        super().resizeEvent(event)
        side = max(px(Space.S), (self.width() - px(_WORDS)) // 2)
        self._box.setContentsMargins(side, px(Space.S), side, px(Space.S))

    def minimumSizeHint(self) -> QSize:
        """Small: the margins above must not keep the window wide."""
        return QSize(px(160), px(120))

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def action_button(self) -> QWidget:
        """The button, for the keyboard focus and for tests."""
        return self._button

    def _act(self) -> None:
        if self._action is not None:
            self._action.callback()


class StateStack(QWidget):
    """Either the content or a `StateView` in its place."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.state, self._content = StateView(), content
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(content)
        self._stack.addWidget(self.state)

    def sizeHint(self) -> QSize:
        """Of the content; words that stood there before must not make their place scroll."""
        if not self.shows_content():
            return super().sizeHint()
        least = self._content.minimumSizeHint().expandedTo(self._content.minimumSize())
        return self._content.sizeHint().expandedTo(least)

    def show_content(self) -> None:
        """Show the content."""
        self._stack.setCurrentIndex(0)

    def show_state(
        self, kind: str, text: str, hint: str = "", action: Action | None = None
    ) -> None:
        """Show words instead of the content."""
        self.state.show_state(kind, text, hint, action)
        self._stack.setCurrentIndex(1)

    def shows_content(self) -> bool:
        """Whether the content is in front."""
        return self._stack.currentIndex() == 0
