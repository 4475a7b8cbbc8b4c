"""The tab 同意书 to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.services.codes import Code
from app.services.consents import ConsentRow
from app.views import parts
from app.views.consents.photo import PhotoCard
from app.views.consents.words import details, state_status, tr
from app.views.theme import Space
from app.views.widgets.action_rows import ActionRow, ActionRows, RowAction

_MOST_EARLIER = 20
READING = frozenset({"text", "scan", "print", "receipt"})
"""Actions that change nothing."""


class ConsentsView(QWidget):
    """Setters and one signal.

    Signals:
        asked(str action, str key): sign, print, text (kind); withdraw, scan, attach, remove,
            receipt, unwithdraw (consent uid); photo, remove_photo.
    """

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._current: dict[str, str] = {}
        self.kinds = ActionRows(tr("同意书"), "")
        self.earlier = ActionRows(tr("以前的"), tr("没有已撤回或已到期的同意书。"))
        self.photo = PhotoCard()
        inner = QWidget()
        box = parts.bare(QVBoxLayout(inner), Space.M)
        note = tr("每一种单独签署。人脸、照片都可以不同意，服务和补贴不变；随时可以撤回。")
        self.kinds.box.insertWidget(1, parts.label(note, "second", wrap=True))
        for part in (self.kinds, self.photo, self.earlier):
            box.addWidget(part)
        box.addStretch(1)
        parts.bare(QVBoxLayout(self), 0).addWidget(parts.scroll(inner))
        for rows in (self.kinds, self.earlier):
            rows.asked.connect(self._asked)
        self.photo.asked.connect(lambda action: self.asked.emit(action, ""))

    def set_consents(self, kinds: Sequence[Code], rows: Sequence[ConsentRow]) -> None:
        """Show what stands of every kind, and what stood before."""
        current = {kind.code: _current(kind.code, rows) for kind in kinds}
        self.kinds.set_rows([_kind(kind, current[kind.code]) for kind in kinds])
        self._current = {row.uid: kind for kind, row in current.items() if row is not None}
        shown = {row.uid for row in current.values() if row is not None and row.state == "valid"}
        before = [row for row in rows if row.uid not in shown][:_MOST_EARLIER]
        self.earlier.set_rows([_earlier(row) for row in before])

    def point_at(self, uid: str) -> bool:
        """Bring the consent ``uid`` into sight, the newest of a kind where it can be signed anew;
        False when it is not shown."""
        found = self.kinds.point_at(self._current.get(uid, uid))
        return self.earlier.point_at("" if found else uid) or found

    def rest_on(self, uid: str) -> bool:
        """After ``uid`` was signed: its scan gets the focus, not 重新签署; wherever else somebody
        went meanwhile it stays. False: it is not shown yet."""
        focus, buttons = QApplication.focusWidget(), self.kinds.buttons.items()
        if focus not in (None, *(made for (action, _), made in buttons if action == "sign")):
            return True
        for (action, _), button in buttons:
            if action in (f"scan:{uid}", f"attach:{uid}"):
                button.setFocus()
                return True
        return False

    def point_at_photo(self) -> None:
        """Bring the photo into sight, with the focus on its button."""
        self.photo.choose.setFocus()
        parts.bring_into_sight_soon(self.photo)

    def _asked(self, action: str, key: str) -> None:
        """Of a kind's row some buttons mean the consent that holds: it stands in the action."""
        name, _, uid = action.partition(":")
        self.asked.emit(name, uid or key)

    def set_allowed(self, why_not: str) -> None:
        """Without the right everything can be read, nothing changed."""
        for rows in (self.kinds, self.earlier):
            for (action, _), button in rows.buttons.items():
                if action.partition(":")[0] not in READING:
                    button.setEnabled(not why_not)
                    button.setToolTip(why_not)


def _current(kind: str, rows: Sequence[ConsentRow]) -> ConsentRow | None:
    """The consent that holds, else the newest of the kind."""
    own = [row for row in rows if row.kind == kind]
    return next((row for row in own if row.state == "valid"), own[0] if own else None)


def _kind(kind: Code, row: ConsentRow | None) -> ActionRow:
    actions = [
        RowAction("sign", tr("登记签署")), RowAction("print", tr("打印空白")),
        RowAction("text", tr("文本")),
    ]  # fmt: skip
    if row is None or row.state != "valid":
        detail = tr("没有有效的同意") if row is None else details(row)
        return ActionRow(kind.code, state_status(row), kind.name, detail, tuple(actions))
    held = [RowAction(f"withdraw:{row.uid}", tr("撤回"))]
    word = tr("看扫描件") if row.scan_uid else tr("加扫描件")
    held.append(RowAction(f"{'scan' if row.scan_uid else 'attach'}:{row.uid}", word))
    last = (RowAction("sign", tr("重新签署")), RowAction(f"remove:{row.uid}", tr("登记错了")))
    return ActionRow(
        kind.code, state_status(row), kind.name, details(row), (*held, *actions[1:], *last)
    )


def _earlier(row: ConsentRow) -> ActionRow:
    actions = []
    if row.state == "withdrawn":
        actions.append(RowAction(f"receipt:{row.uid}", tr("打印回执")))
        actions.append(RowAction(f"unwithdraw:{row.uid}", tr("取消撤回")))
    if row.scan_uid:
        actions.append(RowAction(f"scan:{row.uid}", tr("看扫描件")))
    return ActionRow(row.uid, state_status(row), row.title, details(row), tuple(actions))
