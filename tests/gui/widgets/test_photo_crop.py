"""Cropping: a square inside the picture, by mouse or by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.services.photos import jpeg_size
from app.views.widgets.photo_crop import CropFrame, PhotoCrop, read_picture


@pytest.fixture
def frame(qtbot: QtBot) -> CropFrame:
    image = QImage(1000, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    made = CropFrame(image)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.resize(500, 300)
        made.show()
    return made


def box(frame: CropFrame) -> tuple[int, int, int, int]:
    found = frame.frame
    return round(found.x()), round(found.y()), round(found.width()), round(found.height())


def test_the_keyboard_moves_and_resizes(frame: CropFrame) -> None:
    assert box(frame) == (260, 40, 480, 480)
    QTest.keyClick(frame, Qt.Key.Key_Right)
    QTest.keyClick(frame, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert box(frame) == (284, 34, 480, 480)
    QTest.keyClick(frame, Qt.Key.Key_Minus)
    assert box(frame) == (296, 46, 456, 456)
    QTest.keyClick(frame, Qt.Key.Key_Plus)
    assert box(frame) == (284, 34, 480, 480)


def test_arrows_still_move_after_a_press_on_a_zoom_button(qtbot: QtBot) -> None:
    image = QImage(1000, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    crop = PhotoCrop(image)
    qtbot.addWidget(crop)
    crop.show()
    zoom = next(b for b in crop.findChildren(QPushButton) if "小一些" in b.toolTip())
    zoom.setFocus()
    QTest.keyClick(zoom, Qt.Key.Key_Space)
    focus = crop.window().focusWidget()
    assert focus is crop.frame
    before = box(crop.frame)
    QTest.keyClick(focus, Qt.Key.Key_Right)
    assert box(crop.frame)[0] > before[0]
    assert crop.window().focusWidget() is crop.frame


def test_the_frame_stays_a_square_inside_the_picture(frame: CropFrame) -> None:
    for _ in range(60):
        QTest.keyClick(frame, Qt.Key.Key_Left)
        QTest.keyClick(frame, Qt.Key.Key_Plus)
    assert box(frame) == (0, 0, 600, 600)
    for _ in range(60):
        QTest.keyClick(frame, Qt.Key.Key_Minus)
        QTest.keyClick(frame, Qt.Key.Key_Right)
    assert box(frame)[0] + box(frame)[2] == 1000
    assert box(frame)[2:] == (60, 60)


def drag(frame: CropFrame, start: QPointF, way: tuple[int, int]) -> None:
    """Press at ``start`` (widget pixels), move by ``way``, let go."""
    first = start.toPoint()
    QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(frame, first + QPoint(*way))
    QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=first + QPoint(*way))


def test_the_mouse_moves_it_and_its_corner_resizes_it(frame: CropFrame) -> None:
    drag(frame, frame._shown(frame.frame).center(), (20, 10))
    assert box(frame) == (300, 60, 480, 480)
    drag(frame, frame._shown(frame.frame).bottomRight(), (-60, -60))
    assert box(frame) == (300, 60, 360, 360)
    QTest.mouseClick(frame, Qt.MouseButton.LeftButton, pos=QPoint(0, 299))
    assert box(frame) == (0, 240, 360, 360)


def test_the_result_is_a_small_square_without_anything_else(frame: CropFrame) -> None:
    jpeg = frame.jpeg()
    assert jpeg_size(jpeg) == (480, 480)
    assert b"Exif" not in jpeg
    frame.grow(-0.7)
    assert max(jpeg_size(frame.jpeg())) < 480


def test_only_jpeg_and_png_are_read() -> None:
    for content in (b"", b"GIF89a" + bytes(40), b"%PDF-1.7"):
        with pytest.raises(UserError, match="读不出来"):
            read_picture(content)
