"""The photo of a member on the tab 同意书: there while the setting and the consent allow it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.views import parts
from app.views.consents.words import tr
from app.views.theme import px
from app.views.widgets.flow import FlowLayout

_SIDE = 160


class PhotoLabel(QLabel):
    """A photo that leads to its own place.

    Signals:
        pressed(): a click, Enter or the space bar.
    """

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(tr("换照片或删除，在“同意书”里"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button goes there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


def photo_label(jpeg: bytes, name: str) -> PhotoLabel:
    """The photo of ``name`` at its usual size."""
    made = PhotoLabel()
    made.setObjectName("photo")
    made.setFixedSize(QSize(px(_SIDE), px(_SIDE)))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    set_photo(made, jpeg)
    made.setAccessibleName(parts.fill(tr("%1 的照片"), name))
    return made


def set_photo(label: QLabel, jpeg: bytes | None) -> None:
    """Fill ``label`` with the photo, or with nothing."""
    pixmap = QPixmap()
    if jpeg:
        pixmap = QPixmap.fromImage(QImage.fromData(jpeg)).scaled(
            label.size(), Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
    label.setPixmap(pixmap)


class PhotoCard(parts.Card):
    """Shows the photo, or says why there is none.

    Signals:
        asked(str action): photo, remove_photo.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.picture = QLabel()
        self.picture.setFixedSize(QSize(px(_SIDE), px(_SIDE)))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = parts.label("", "second", wrap=True)
        self.choose = parts.button(tr("选择照片…"), "person")
        self.remove = parts.button(tr("删除照片"), "delete", "quiet")
        parts.on_click(self.choose, lambda: self.asked.emit("photo"))
        parts.on_click(self.remove, lambda: self.asked.emit("remove_photo"))
        tools = QWidget()
        flow = FlowLayout(tools)
        flow.addWidget(self.choose)
        flow.addWidget(self.remove)
        self.add(parts.label(tr("照片"), "strong"), self.picture, self.words, tools)

    def set_photo(self, content: bytes | None, *, may_have: bool, why_not: str) -> None:
        """Show ``content``; ``may_have``: the consent holds; ``why_not``: the account may not."""
        set_photo(self.picture, content)
        self.picture.setAccessibleName(tr("照片") if content else "")
        self.picture.setVisible(bool(content))
        self.remove.setVisible(bool(content))
        if not may_have:
            words = tr("要留照片，请先签署“照片留存同意书”；退出的老人不留照片。")
            self.words.setText(words)
        elif content:
            self.words.setText(tr("只在档案里显示，不上报，不用于人脸识别。"))
        else:
            self.words.setText(tr("还没有照片。选一张图片，裁成方形后保存。"))
        self.choose.setEnabled(may_have and not why_not)
        self.remove.setEnabled(not why_not)
        self.choose.setToolTip(why_not)
