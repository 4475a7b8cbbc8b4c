"""Cropping a photo to a square, with the mouse or the keyboard alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.views import parts, theme
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout

SIDE, QUALITY = 480, 88
"""Pixels of the JPEG's side, and its quality."""
SMALLEST = 0.1
"""The frame is at least this part of the picture's shorter side."""
MOST_PIXELS = 60_000_000
"""Of a picture to read: more is no photo, and would fill the memory."""
_STEP, _FINE, _GRIP = 0.04, 0.01, 14
_LEAST = 120
"""Unscaled side below which nobody can aim: it gives way before the buttons do."""
_MOVES = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_ZOOMS = {
    Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_PageUp: 1,
    Qt.Key.Key_Minus: -1, Qt.Key.Key_PageDown: -1,
}  # fmt: skip


def read_picture(content: bytes) -> QImage:
    """A JPEG or PNG, turned as the camera says. Raises `UserError` ``wrong_kind``."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    known = bytes(reader.format().data()) in (b"jpeg", b"jpg", b"png")
    if known and size.width() * size.height() <= MOST_PIXELS:
        image = reader.read()
        if not image.isNull():
            return image
    raise UserError("wrong_kind", "这张照片读不出来，请换一张 JPEG 或 PNG 图片。")


class CropFrame(QWidget):
    """The picture with a square frame: drag it to move, a corner to resize; arrows and + −.

    Signals:
        moved(): the frame changed.
    """

    moved = Signal()

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self._short = float(min(image.width(), image.height()))
        side = self._short * 0.8
        self.frame = QRectF((image.width() - side) / 2, (image.height() - side) / 3, side, side)
        self._grabbed: tuple[QPointF, QRectF, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(px(_LEAST), px(_LEAST))
        self.setAccessibleName(self.tr("裁剪框：方向键移动，加减键缩放"))

    def sizeHint(self) -> QSize:
        """Wide enough to see a face; as high as its place, which does not scroll for it."""
        return QSize(px(480), px(_LEAST))

    def move_by(self, x: float, y: float) -> None:
        """Move the frame by parts of the picture's shorter side."""
        self._set(self.frame.translated(x * self._short, y * self._short))

    def grow(self, part: float) -> None:
        """Make the frame larger (or smaller) around its middle."""
        side = self.frame.width() + part * self._short
        middle = self.frame.center()
        self._set(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side))

    def jpeg(self) -> bytes:
        """What is in the frame: a square JPEG of at most `SIDE` pixels, without metadata."""
        cut = self._image.copy(self.frame.toRect()).convertToFormat(QImage.Format.Format_RGB32)
        side = min(SIDE, cut.width(), cut.height())
        cut = cut.scaled(
            side, side, Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        plain = QImage(cut.size(), QImage.Format.Format_RGB32)
        painter = QPainter(plain)
        painter.drawImage(0, 0, cut)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        plain.save(buffer, "JPG", QUALITY)  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    # --- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus resize; with Shift in small steps."""
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _FINE if fine else _STEP
        key = Qt.Key(event.key())
        if key in _MOVES:
            x, y = _MOVES[key]
            self.move_by(x * step, y * step)
        elif key in _ZOOMS:
            self.grow(_ZOOMS[key] * step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel resizes the frame."""
        self.grow(_STEP if event.angleDelta().y() > 0 else -_STEP)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A corner resizes, anything else inside moves, outside brings the frame there."""
        at, shown = event.position(), self._shown(self.frame)
        corner = shown.bottomRight() - at
        resize = max(abs(corner.x()), abs(corner.y())) <= px(_GRIP)
        if not resize and not shown.contains(at):
            middle = self._to_image(at)
            frame = QRectF(self.frame)
            frame.moveCenter(middle)
            self._set(frame)
        self._grabbed = (at, QRectF(self.frame), resize)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while a button is held."""
        if self._grabbed is None:
            return
        start, frame, resize = self._grabbed
        way = (event.position() - start) / self._scale()
        if resize:
            side = frame.width() + max(way.x(), way.y())
            self._set(QRectF(frame.x(), frame.y(), side, side))
        else:
            self._set(frame.translated(way))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, dimmed around the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = self._shown(QRectF(self._image.rect()))
        painter.drawImage(whole, self._image)
        shade = QColor(theme.colour("text"))
        shade.setAlpha(130)
        shown = self._shown(self.frame)
        for part in (
            QRectF(whole.left(), whole.top(), whole.width(), shown.top() - whole.top()),
            QRectF(whole.left(), shown.bottom(), whole.width(), whole.bottom() - shown.bottom()),
            QRectF(whole.left(), shown.top(), shown.left() - whole.left(), shown.height()),
            QRectF(shown.right(), shown.top(), whole.right() - shown.right(), shown.height()),
        ):
            painter.fillRect(part, shade)
        focus = "primary" if self.hasFocus() else "border"
        painter.setPen(QPen(theme.colour("card"), px(4)))
        painter.drawRect(shown)
        painter.setPen(QPen(theme.colour(focus), px(2)))
        painter.drawRect(shown)
        grip = float(px(_GRIP))
        corner = shown.bottomRight()
        painter.fillRect(
            QRectF(corner.x() - grip / 2, corner.y() - grip / 2, grip, grip),
            theme.colour(focus),
        )
        painter.end()

    # --- inside ---------------------------------------------------------------------------

    def _set(self, frame: QRectF) -> None:
        """Keep the frame a square inside the picture."""
        side = min(max(frame.width(), self._short * SMALLEST), self._short)
        x = min(max(frame.x(), 0.0), self._image.width() - side)
        y = min(max(frame.y(), 0.0), self._image.height() - side)
        self.frame = QRectF(x, y, side, side)
        self.moved.emit()
        self.update()

    def _scale(self) -> float:
        return min(self.width() / self._image.width(), self.height() / self._image.height())

    def _origin(self) -> QPointF:
        scale = self._scale()
        return QPointF(
            (self.width() - self._image.width() * scale) / 2,
            (self.height() - self._image.height() * scale) / 2,
        )

    def _shown(self, rect: QRectF) -> QRectF:
        scale, origin = self._scale(), self._origin()
        return QRectF(
            rect.x() * scale + origin.x(), rect.y() * scale + origin.y(),
            rect.width() * scale, rect.height() * scale,
        )  # fmt: skip

    def _to_image(self, point: QPointF) -> QPointF:
        return (point - self._origin()) / self._scale()


class PhotoCrop(QWidget):
    """`CropFrame` with its buttons.

    Signals:
        chosen(bytes): the cropped JPEG. cancelled().
    """

    chosen = Signal(bytes)
    cancelled = Signal()

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.frame = CropFrame(image)
        help_text = self.tr(
            "拖动方框对准脸部，拖右下角或用滚轮缩放。"
            "键盘：方向键移动，+ 和 − 缩放，按住 Shift 更细。"
        )
        self._tools = QWidget()
        flow = FlowLayout(self._tools)
        self.save_button = parts.button(self.tr("保存照片"), "save", "primary", key="Ctrl+S")
        parts.on_click(self.save_button, lambda: self.chosen.emit(self.frame.jpeg()))
        larger = parts.button("", "zoom_out", "icon", tip=self.tr("框大一些"))
        smaller = parts.button("", "zoom_in", "icon", tip=self.tr("框小一些"))
        for button, step in ((larger, _STEP), (smaller, -_STEP)):
            parts.on_click(button, partial(self._grow, step))
        cancel = parts.on_click(parts.button(self.tr("取消")), self.cancelled.emit)
        for each in (self.save_button, cancel, smaller, larger):
            flow.addWidget(each)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(parts.label(help_text, "second", wrap=True))
        box.addWidget(self.frame, 1)
        box.addWidget(self._tools)
        self.setFocusProxy(self.frame)

    def _grow(self, step: float) -> None:
        """With the focus back on the frame: an arrow on a button goes on as Tab does."""
        self.frame.grow(step)
        self.frame.setFocus()

    def take_foot(self) -> QWidget:
        """The buttons for a place that does not scroll; the caller takes them over."""
        return self._tools
