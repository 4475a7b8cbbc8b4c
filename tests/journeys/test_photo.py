"""The photo of a person, from the consent to its end: with the mouse, and with the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.views import theme
from app.views.members.numbers import grouped
from app.views.theme import Theme
from app.views.widgets.photo_crop import CropFrame
from tests.journeys.fingers import handle, pause, wheel
from tests.journeys.fits import faults
from tests.journeys.hand import Hand
from tests.journeys.pages import MembersPage, SettingsPage
from tests.journeys.test_membership import open_tab
from tests.journeys.test_person import PERSON, open_file

RED, BLUE = QColor("#c0392b"), QColor("#2c5f9e")
WHOLE = (1200, 900)


def picture(path: Path, ground: QColor, spot: QColor) -> Path:
    """A picture that is no person: a ground, and a square spot at the right."""
    image = QImage(*WHOLE, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.fillRect(800, 300, 300, 300, spot)
    painter.end()
    assert image.save(str(path))
    return path


@pytest.fixture
def with_photos(at_work: Hand) -> Hand:
    """A centre that keeps photos: its administrator has switched that on."""
    hand, page = at_work, SettingsPage(at_work)
    page.go("设置")
    hand.settle()
    hand.choose("在档案里保存照片", "开启", page.root())
    hand.keys("Ctrl+S")
    hand.wait_for("已保存")
    return hand


def sign_for_a_photo(hand: Hand, page: MembersPage) -> None:
    """Sign the sheet for photos: one of five, each with the same buttons."""
    found: list[QLabel] = []

    def look() -> bool:
        labels = hand.widgets(QLabel, page.root())
        found[:] = [one for one in labels if one.text() == "照片留存同意书"]
        return bool(found)

    hand.wait_for("每一种单独签署")
    hand.settle()
    hand.turn_to("照片留存同意书", page.root())
    assert look()
    hand.click(beside(hand, found[0], "登记签署"))
    hand.fill("见证人", "王敏", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("已登记“照片留存同意书”。")


def beside(hand: Hand, label: QLabel, text: str) -> QAbstractButton:
    """The button ``text`` in the row of ``label``."""
    row: QWidget | None = label
    while (row := row.parentWidget() if row else None) is not None:
        found = [one for one in row.findChildren(QAbstractButton) if one.text() == text]
        if found:
            return found[0]
    raise AssertionError(hand.page_text())


def crop_frame(hand: Hand) -> CropFrame:
    hand.wait(lambda: list(hand.widgets(CropFrame)), "the picture to crop")
    hand.settle()
    return next(hand.widgets(CropFrame))


def drag(frame: CropFrame, start: QPoint, way: QPoint) -> None:
    """Press, move in steps, let go: as a hand does, on the native window."""
    top, left, none = frame.window(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    first = frame.mapTo(top, start)
    QTest.mousePress(handle(top), left, none, first)
    for step in range(1, 9):
        QTest.mouseMove(handle(top), first + way * step / 8)
        pause(10)
    QTest.mouseRelease(handle(top), left, none, first + way)
    pause(0)


def scale_of(frame: CropFrame) -> float:
    """Pixels of the screen for one of the picture, which is shown as large as its place."""
    return min(frame.width() / WHOLE[0], frame.height() / WHOLE[1])


def on_screen(frame: CropFrame, x: float, y: float) -> QPoint:
    """Where the place ``x``, ``y`` of the picture is in the widget."""
    scale = scale_of(frame)
    left, top = (frame.width() - WHOLE[0] * scale) / 2, (frame.height() - WHOLE[1] * scale) / 2
    return QPoint(round(left + x * scale), round(top + y * scale))


def part(frame: CropFrame) -> tuple[int, int, int]:
    """Left, top and side of the frame in pixels of the picture."""
    return round(frame.frame.x()), round(frame.frame.y()), round(frame.frame.width())


def colour_of(hand: Hand, page: MembersPage) -> QColor:
    """The colour in the middle of the photo on the file."""
    hand.wait(lambda: photos(hand, page), "the photo")
    image = photos(hand, page)[0].toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def alike(one: QColor, other: QColor) -> bool:
    """Whether two colours are one after JPEG."""
    return all(
        abs(a - b) < 24
        for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    )


def confirm(hand: Hand, text: str) -> None:
    """Press ``text`` in the box that asks before what cannot be undone."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            return
        timer.stop()
        hand.press(text, box)

    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(50)
    hand.press("删除照片")
    hand.wait(lambda: not timer.isActive(), "the box")


def test_without_the_consent_the_page_says_what_is_missing(with_photos: Hand) -> None:
    hand = with_photos
    open_file(hand)
    open_tab(hand, "同意书")
    hand.wait_for("要留照片，请先签署“照片留存同意书”")
    assert not hand.button("选择照片…").isEnabled()
    assert not hand.has_button("删除照片")


def test_a_photo_is_chosen_cropped_with_the_mouse_replaced_by_keyboard_and_removed(
    with_photos: Hand, asked: list[Path], tmp_path: Path
) -> None:
    hand = with_photos
    page = open_file(hand)
    open_tab(hand, "同意书")
    sign_for_a_photo(hand, page)
    crop_with_the_mouse(hand, page, asked, picture(tmp_path / "一.png", RED, BLUE))
    open_tab(hand, "概况")
    assert alike(colour_of(hand, page), BLUE), "what was in the frame"
    open_tab(hand, "同意书")
    crop_by_keyboard(hand, page, asked, picture(tmp_path / "二.jpg", BLUE, RED))
    assert alike(colour_of(hand, page), BLUE), "the new one, and its other part"
    hand.turn_to("删除照片", page.root())
    confirm(hand, "删除")
    hand.wait_for("照片已删除。", "还没有照片。")
    assert not hand.has_button("删除照片")
    open_tab(hand, "概况")
    hand.wait(lambda: not photos(hand, page), "the photo to be gone from the overview")


def photos(hand: Hand, page: MembersPage) -> list[QPixmap]:
    """The pictures in sight on the page."""
    found = [one.pixmap() for one in hand.widgets(QLabel, page.root())]
    return [one for one in found if not one.isNull()]


def crop_with_the_mouse(hand: Hand, page: MembersPage, asked: list[Path], path: Path) -> None:
    """Make the frame as small as it gets, then as large as the spot, and drag it there."""
    asked.append(path)
    hand.turn_to("选择照片…", page.root())
    hand.press("选择照片…", page.root())
    frame = crop_frame(hand)
    before = part(frame)
    wheel(frame, -120)
    assert part(frame)[2] < before[2], "the wheel makes the frame smaller"
    x, y, side = part(frame)
    drag(frame, on_screen(frame, x + side, y + side), QPoint(-1000, -1000))
    x, y, side = part(frame)
    assert side == round(WHOLE[1] * 0.1), "not smaller than a tenth"
    more = round((280 - side) * scale_of(frame))
    drag(frame, on_screen(frame, x + side, y + side), QPoint(more, more))
    x, y, side = part(frame)
    middle = on_screen(frame, x + side / 2, y + side / 2)
    drag(frame, middle, on_screen(frame, 950, 450) - middle)
    x, y, side = part(frame)
    assert 795 <= x <= x + side <= 1105
    assert 295 <= y <= y + side <= 605
    hand.press("保存照片", page.sheet())
    hand.wait_for("照片已保存。")


def crop_by_keyboard(hand: Hand, page: MembersPage, asked: list[Path], path: Path) -> None:
    """Another photo in its place: arrows and + −, Ctrl+S."""
    asked.append(path)
    hand.turn_to("选择照片…", page.root())
    hand.press("选择照片…", page.root())
    frame = crop_frame(hand)
    assert frame.hasFocus(), "the keyboard is where the picture is"
    left, _, side = part(frame)
    hand.keys("-", "-", "Left", "Left", "Left", "Shift+Left", "PgDown", "PgUp")
    assert part(frame)[0] < left
    assert part(frame)[2] < side
    hand.keys("Ctrl+S")
    hand.wait_for("照片已保存。")
    hand.settle()


def test_leaving_the_crop_keeps_the_photo_there_was(
    with_photos: Hand, asked: list[Path], tmp_path: Path
) -> None:
    hand = with_photos
    page = open_file(hand)
    open_tab(hand, "同意书")
    sign_for_a_photo(hand, page)
    asked.append(picture(tmp_path / "一.png", RED, RED))
    hand.turn_to("选择照片…", page.root())
    hand.press("选择照片…", page.root())
    crop_frame(hand)
    hand.keys("Esc")
    hand.wait_for("还没有照片。")
    wrong = tmp_path / "三.jpg"
    wrong.write_text("no picture")
    asked.append(wrong)
    hand.turn_to("选择照片…", page.root())
    hand.press("选择照片…", page.root())
    hand.wait_for("这张照片读不出来，请换一张 JPEG 或 PNG 图片。")


@pytest.mark.parametrize(("scale", "width", "height"), [(150, 1280, 800), (200, 1440, 900)])
def test_cropping_and_full_numbers_fit_with_large_text(
    with_photos: Hand, asked: list[Path], tmp_path: Path, scale: int, width: int, height: int,
) -> None:  # fmt: skip
    hand = with_photos
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, Theme.LIGHT, scale)
    hand.window.resize(width, height)
    page = open_file(hand)
    open_tab(hand, "同意书")
    sign_for_a_photo(hand, page)
    asked.append(picture(tmp_path / "一.png", RED, BLUE))
    hand.turn_to("选择照片…", page.root())
    hand.press("选择照片…", page.root())
    frame = crop_frame(hand)
    assert faults(hand.window) == []
    for text in ("保存照片", "取消"):
        button = hand.button(text, page.sheet())
        assert button.visibleRegion().boundingRect() == button.rect(), text
    assert frame.visibleRegion().boundingRect() == frame.rect(), "the whole picture is in sight"
    hand.keys("Esc")
    hand.choose_in_menu("更多", "完整号码")
    hand.wait_for("为什么要看")
    assert faults(hand.window) == []
    hand.fill("为什么要看", "家属来电，核对联系方式", page.sheet())
    hand.press("查看 (Ctrl+S)", page.sheet())
    hand.wait_for(grouped(PERSON.id_number), PERSON.phone, "秒后自动收起")
    hand.wait(lambda: faults(hand.window) == [], f"the numbers to fit: {faults(hand.window)}")
