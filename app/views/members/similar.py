"""可能已登记: while somebody is being registered, who is on the list already and may be them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.duplicates import Similar, TypedPerson
from app.views import parts
from app.views.members.form import MemberForm
from app.views.tasks import Latest
from app.views.theme import Space, px

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

WATCHED = ("name", "birth_date", "id_number", "phone", "phone2", "former_name")
_SHOWN = 3


class SimilarBar(QFrame):
    """Stands above the first field; warns and never stands in the way.

    Attributes:
        people: (words, button that opens the file) of those named.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._kit = kit
        self.people: list[tuple[QLabel, QPushButton]] = []
        self._lines: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setSpacing(px(Space.XS))
        words = self.tr("可能已登记，请先核对（不影响继续登记）：")
        self._box.addWidget(parts.label(words, "strong", wrap=True))
        self.hide()

    def set_people(self, found: Sequence[Similar]) -> None:
        """Name the likeliest ones, each with a button that opens the file."""
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.people, self._lines = [], []
        for one in found[:_SHOWN]:
            self._add(one)
        self.setVisible(bool(found))

    def _add(self, one: Similar) -> None:
        person = one.person
        facts = (
            person.name, person.sex, person.birth_date[:4], person.community,
            parts.fill(self.tr("会员号 %1"), person.member_no),
        )  # fmt: skip
        words = parts.label(
            f"{'　'.join(filter(None, facts))}（{'；'.join(one.reasons)}）", wrap=True
        )
        button = parts.button(self.tr("打开档案"), kind="quiet")
        parts.on_click(button, partial(self._kit.go, "members", person.uid))
        line = QWidget()
        box = parts.bare(QHBoxLayout(line))
        box.addWidget(words, 1)
        box.addWidget(button)
        self._box.addWidget(line)
        self._lines.append(line)
        self.people.append((words, button))


class SimilarPeople(QObject):
    """Asks the duplicates service while the form is typed; lives as long as the form."""

    def __init__(self, form: MemberForm, app: Application, kit: Kit) -> None:
        super().__init__(form)
        self._form, self._app, self._kit = form, app, kit
        self.bar = SimilarBar(kit)
        layout = cast(QVBoxLayout, form.layout())
        layout.insertWidget(1, self.bar)
        self._latest = Latest(kit.runner, self, 300)
        form.value_changed.connect(self._changed)
        self._asked = TypedPerson()

    def _changed(self, key: str) -> None:
        if key not in WATCHED:
            return
        typed = TypedPerson(**{key: self._text(key) for key in WATCHED})
        if typed == self._asked:
            return
        self._asked = typed
        app, actor = self._app, self._kit.actor()
        self._latest.submit(lambda: app.duplicates.similar(typed, actor), self.bar.set_people)

    def _text(self, key: str) -> str:
        editor = self._form.editor(key)
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""
