"""The tab 同意书: signing, withdrawing, the words, the photo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.services.consents import SignConsent
from app.services.contacts import SaveContact
from app.services.photos import jpeg_size
from app.services.rights import Actor
from app.views import files, members, theme
from app.views.consents.forms import SignForm
from app.views.consents.photo import PhotoLabel
from app.views.consents.view import ConsentsView
from app.views.members.page import FILE
from app.views.members.paper import PaperView
from app.views.widgets.form import Form
from app.views.widgets.photo_crop import PhotoCrop, read_picture
from app.wiring import Application
from tests.gui.pages.opened import Opened, open_page
from tests.helpers.people import register

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, pin="101", joined_on="2020-01-01")


@pytest.fixture
def opened(qtbot: QtBot, app: Application, clerk: Actor, wang: str) -> Opened:
    return open_page(qtbot, app, members.build, clerk, {"uid": wang, "tab": "consents"})


def view(opened: Opened) -> ConsentsView:
    found: ConsentsView = opened.page.tabs.tab("consents").view
    return found


def press(opened: Opened, action: str, key: str) -> None:
    """Press the button ``action`` of the row of ``key``, whichever consent it means."""
    for rows in (view(opened).kinds, view(opened).earlier):
        for (name, row), button in rows.buttons.items():
            if row == key and name.partition(":")[0] == action:
                button.click()
                return
    raise AssertionError(f"no button {action} for {key}")


def sign(opened: Opened, kind: str = "face", **values: object) -> Form:
    press(opened, "sign", kind)
    form: SignForm = opened.page.sheet().findChild(SignForm)
    form.set_values({"signed_by": "self", "signed_on": TODAY, "witness": "小王", **values})
    form.submit()
    return form


def states(opened: Opened) -> dict[str, str]:
    return {row.key: row.status.word for row in view(opened).kinds.shown}


def test_every_kind_stands_apart(opened: Opened) -> None:
    assert states(opened) == dict.fromkeys(
        ("information", "face", "photo", "day_care", "meals"), "未签署"
    )
    sign(opened)
    assert opened.toast == "已登记“人脸识别单独同意书”。"
    assert states(opened)["face"] == "有效"
    assert states(opened)["information"] == "未签署"
    opened.kit.notify.undo_last()
    assert states(opened)["face"] == "未签署"
    assert opened.toast == "已撤销：签署人脸识别单独同意书。"


def test_only_a_guardian_is_asked_who_they_are(opened: Opened) -> None:
    press(opened, "sign", "face")
    form = opened.page.sheet().findChild(SignForm)
    assert form._cells["signer_name"].isHidden()
    combo = form.editor("signed_by")
    combo.setCurrentIndex(combo.findData("guardian"))
    assert not form._cells["signer_name"].isHidden()
    form.submit()
    assert set(form.errors()) == {"signer_name", "relation", "guardian_reason", "witness"}


def as_guardian(opened: Opened) -> SignForm:
    press(opened, "sign", "face")
    form: SignForm = opened.page.sheet().findChild(SignForm)
    combo: Any = form.editor("signed_by")
    combo.setCurrentIndex(combo.findData("guardian"))
    return form


def test_what_was_mended_is_no_longer_wrong(opened: Opened, tmp_path: Path) -> None:
    form = as_guardian(opened)
    form.submit()
    assert form.summary.text() == "有 4 处需要修改。"
    path = tmp_path / "同意书.png"
    QImage(30, 20, QImage.Format.Format_RGB32).save(str(path))
    form.choose_scan(path)
    assert "witness" not in form.errors()
    assert form.summary.text() == "有 3 处需要修改。"
    combo: Any = form.editor("signed_by")
    combo.setCurrentIndex(combo.findData("self"))
    assert form.errors() == {}
    assert form.summary.text() == ""


def test_the_guardian_of_the_family_signs_without_typing(
    opened: Opened, app: Application, clerk: Actor, wang: str
) -> None:
    values = {"name": "陈志明", "relation": "20", "phone": "13912345678", "guardian": True}
    app.contacts.save(SaveContact(wang, values), clerk)
    opened.page.refresh()
    form = as_guardian(opened)
    given = form.values()
    assert (given["signer_name"], given["relation"]) == ("陈志明", "20")
    assert form.hint("signer_name") == "“家庭”里的监护人，139****5678"
    name: Any = form.editor("signer_name")
    name.setText("别人")
    assert form.hint("signer_name") == ""


def test_the_relation_is_found_by_what_people_say(opened: Opened) -> None:
    form = as_guardian(opened)
    line: Any = form.editor("relation")
    for said, code in (("儿子", "20"), ("nver", "30"), ("老伴", "10")):
        line.setText(said)
        assert form._cells["relation"].editor.value() == code


def test_enter_after_signing_does_not_sign_again(qtbot: QtBot, opened: Opened) -> None:
    view(opened).kinds.buttons["sign", "face"].setFocus()
    sign(opened)
    qtbot.wait(50)
    focus: Any = opened.page.window().focusWidget()
    assert focus is not None
    assert focus.text() == "加扫描件"


def test_the_scan_is_kept_and_shown(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "同意书.png"
    QImage(30, 20, QImage.Format.Format_RGB32).save(str(path))
    press(opened, "sign", "face")
    form = opened.page.sheet().findChild(SignForm)
    form.set_values({"signed_by": "self", "signed_on": TODAY})
    form.choose_scan(path)
    form.submit()
    assert "有扫描件" in view(opened).kinds.shown[1].detail
    press(opened, "scan", "face")
    assert opened.page.full is not None


def test_withdrawing_offers_the_removal_and_prints_the_receipt(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    sign(opened)
    press(opened, "withdraw", "face")
    form = opened.page.sheet().findChild(Form)
    form.set_values({"on": TODAY, "reason": "改用刷卡"})
    form.submit()
    assert "请在人脸机上删除王秀英（编号 101）" in opened.message
    assert app.documents.recent(clerk)[0].form == "consent-withdrawal"
    assert opened.page.full is not None
    opened.page.back()
    assert states(opened)["face"] == "已撤回"
    assert [row.status.word for row in view(opened).earlier.shown] == ["已撤回"]
    gone: list[str] = []
    opened.kit.notify.withdrawn.connect(gone.append)
    opened.kit.notify.undo_last()
    assert states(opened)["face"] == "有效"
    assert opened.toast == "已撤销：撤回人脸识别单独同意书。"
    assert opened.heard.messages[-1].topic in gone, "nobody erases a face that may stay"


def test_two_sheets_are_withdrawn_as_one_and_named(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    sign(opened, signed_on=TODAY - dt.timedelta(days=3))
    sign(opened)
    press(opened, "withdraw", "face")
    form = opened.page.sheet().findChild(Form)
    labels = [label.text() for label in form.findChildren(QLabel)]
    assert "2 份有效的（2026-11-20、2026-11-23 签署）会一起撤回" in labels
    form.set_values({"on": TODAY, "reason": ""})
    form.submit()
    assert opened.toast.endswith("，共 2 份（2026-11-20、2026-11-23 签署）。")
    opened.page.back()
    assert states(opened)["face"] == "已撤回"
    opened.kit.notify.undo_last()
    assert states(opened)["face"] == "有效"
    assert opened.toast == (
        "已撤销：撤回人脸识别单独同意书。一起恢复的共 2 份（2026-11-20、2026-11-23 签署）。"
    )
    assert [one.state for one in app.consents.of(opened_uid(opened), clerk)] == ["valid"] * 2


def test_a_receipt_goes_when_its_withdrawal_is_taken_back(opened: Opened) -> None:
    """It would be printed although the consent counts again."""
    sign(opened)
    press(opened, "withdraw", "face")
    form = opened.page.sheet().findChild(Form)
    form.set_values({"on": TODAY, "reason": ""})
    form.submit()
    assert isinstance(opened.page.full, PaperView)
    opened.kit.notify.undo_last()
    assert opened.page.full is None
    assert opened.page.view() == FILE
    assert opened.page.tabs.current() == "consents"
    assert states(opened)["face"] == "有效"
    press(opened, "print", "face")
    assert isinstance(opened.page.full, PaperView), "another paper is no receipt"


def opened_uid(opened: Opened) -> str:
    uid: str = opened.page.tabs.tab("consents")._uid()
    return uid


def test_the_blank_sheet_is_printed(opened: Opened, app: Application, clerk: Actor) -> None:
    press(opened, "print", "face")
    filed = app.documents.recent(clerk)[0]
    assert filed.form == "consent-sheet"
    assert '"kind":"face"' in filed.parameters


def test_the_words_become_a_new_version(
    qtbot: QtBot, app: Application, manager: Actor, clerk: Actor, wang: str
) -> None:
    opened = open_page(qtbot, app, members.build, manager, {"uid": wang, "tab": "consents"})
    press(opened, "text", "face")
    form = opened.page.sheet().findChild(Form)
    assert form.values()["body"].startswith("【样本】")
    form.set_values({"body": "审核过的文本"})
    form.submit()
    assert opened.page.sheet() is None
    assert opened.toast == "已保存为第 2 版，从现在起使用。"
    assert opened.heard.toasts[-1].what == "人脸识别单独同意书第 2 版"
    opened.kit.notify.undo_last()
    assert app.consents.text("face", manager).number == 1
    assert opened.toast == "已撤销：人脸识别单独同意书第 2 版。"
    app.consents.save_text("face", "审核过的文本", manager)
    reader = open_page(qtbot, app, members.build, clerk, {"uid": wang, "tab": "consents"})
    press(reader, "text", "face")
    assert reader.page.sheet().findChild(Form) is None


def test_the_text_has_the_room_of_the_sheet_and_says_whose_it_is(
    qtbot: QtBot, qapp: QApplication, styled: None, app: Application, manager: Actor, wang: str
) -> None:
    theme.apply(qapp)
    opened = open_page(qtbot, app, members.build, manager, {"uid": wang, "tab": "consents"})
    opened.page.resize(1100, 800)
    press(opened, "text", "photo")
    sheet = opened.page.sheet()
    assert sheet.title.text() == "照片留存同意书：文本（第 1 版）"
    box = sheet.findChild(Form).editor("body")
    qtbot.waitUntil(lambda: box.height() > 0.65 * sheet.height())
    opened.page.resize(1100, 480)
    qtbot.waitUntil(lambda: 240 <= box.height() < 300)


# -- the photo -----------------------------------------------------------------------------


def portrait(tmp_path: Path, width: int = 900, height: int = 1200) -> Path:
    """A picture whose upper left quarter is another colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for y in range(height // 2):
        for x in range(0, width // 2, 1 if y == 0 else width):
            image.setPixelColor(x, y, QColor("black"))
    path = tmp_path / "p.png"
    image.save(str(path))
    return path


def test_photos_are_off_until_the_centre_wants_them(
    opened: Opened, app: Application, manager: Actor
) -> None:
    assert view(opened).photo.isHidden()
    app.settings.change({"photos": True}, manager)
    opened.page.refresh()
    assert not view(opened).photo.isHidden()
    assert not view(opened).photo.choose.isEnabled()
    assert "请先签署" in view(opened).photo.words.text()


def test_a_photo_is_cropped_kept_and_removed(
    opened: Opened, app: Application, manager: Actor, clerk: Actor, wang: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    app.settings.change({"photos": True}, manager)
    sign(opened, "photo")
    path = portrait(tmp_path)
    monkeypatch.setattr(files, "choose_open", lambda *_: path)
    view(opened).photo.choose.click()
    crop = opened.page.sheet().findChild(PhotoCrop)
    crop.save_button.click()
    kept = app.photos.of(wang, clerk)
    assert kept is not None
    assert jpeg_size(kept) == (480, 480)
    assert not view(opened).photo.picture.isHidden()
    opened.page.refresh()
    opened.page.tabs.choose("")
    assert opened.page.file_view.findChild(QLabel, "photo") is not None
    opened.page.tabs.choose("consents")
    view(opened).photo.remove.click()
    assert app.photos.of(wang, clerk) is None
    assert opened.toast == "照片已删除。"


def test_a_photo_just_saved_can_be_taken_back_to_the_one_before(
    opened: Opened, app: Application, manager: Actor, wang: str, tmp_path: Path
) -> None:
    app.settings.change({"photos": True}, manager)
    sign(opened, "photo")
    earlier = PhotoCrop(read_picture(portrait(tmp_path).read_bytes()))
    earlier.frame.grow(-0.4)
    before = earlier.frame.jpeg()
    app.photos.save(wang, before, manager)
    opened.page.tabs.tab("consents").crop(portrait(tmp_path))
    opened.page.sheet().findChild(PhotoCrop).save_button.click()
    assert app.photos.of(wang, manager) not in (None, before)
    opened.kit.notify.undo_last()
    assert app.photos.of(wang, manager) == before
    assert opened.toast == "已撤销：保存照片。"
    earlier.deleteLater()


def test_the_first_photo_just_saved_can_be_taken_back(
    opened: Opened, app: Application, manager: Actor, wang: str, tmp_path: Path
) -> None:
    app.settings.change({"photos": True}, manager)
    sign(opened, "photo")
    opened.page.tabs.tab("consents").crop(portrait(tmp_path))
    opened.page.sheet().findChild(PhotoCrop).save_button.click()
    assert app.photos.of(wang, manager) is not None
    opened.kit.notify.undo_last()
    assert app.photos.of(wang, manager) is None


def test_what_is_no_picture_is_refused(
    opened: Opened, app: Application, manager: Actor, tmp_path: Path
) -> None:
    app.settings.change({"photos": True}, manager)
    path = tmp_path / "x.jpg"
    path.write_bytes(b"MZ not a picture")
    opened.page.tabs.tab("consents").crop(path)
    assert "读不出来" in opened.message


def test_what_happens_to_the_photo_is_said_at_every_step(
    opened: Opened, app: Application, manager: Actor, clerk: Actor, wang: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    app.settings.change({"photos": True}, manager)
    sign(opened, "photo")
    monkeypatch.setattr(files, "choose_open", lambda *_: portrait(tmp_path))
    view(opened).photo.choose.click()
    opened.page.sheet().findChild(PhotoCrop).save_button.click()
    press(opened, "remove", "photo")
    assert opened.toast == "已撤销这份登记。照片不再显示，随后会删除。"
    opened.kit.notify.undo_last()
    assert opened.toast == "已撤销：删除“照片留存同意书”的登记。"
    assert app.photos.of(wang, clerk) is not None
    press(opened, "withdraw", "photo")
    form = opened.page.sheet().findChild(Form)
    assert any("不能恢复" in label.text() for label in form.findChildren(QLabel))
    form.set_values({"on": TODAY, "reason": ""})
    form.submit()
    assert opened.toast == "已撤回“照片留存同意书”，照片已删除。"
    opened.page.back()
    assert view(opened).photo.picture.isHidden()
    opened.kit.notify.undo_last()
    assert opened.toast == ("已撤销：撤回照片留存同意书。删除的照片不会恢复，需要时请重新选择。")
    assert states(opened)["photo"] == "有效"
    assert app.photos.of(wang, clerk) is None
    assert view(opened).photo.choose.isEnabled()


def test_the_photo_of_the_overview_leads_to_its_place(
    qtbot: QtBot, app: Application, manager: Actor, wang: str, tmp_path: Path
) -> None:
    app.settings.change({"photos": True}, manager)
    command = SignConsent(wang, "photo", 1, "self", TODAY, witness="小王")
    app.consents.sign(command, manager)
    crop = PhotoCrop(read_picture(portrait(tmp_path).read_bytes()))
    qtbot.addWidget(crop)
    app.photos.save(wang, crop.frame.jpeg(), manager)
    opened = open_page(qtbot, app, members.build, manager, wang)
    label = opened.page.file_view.findChild(PhotoLabel)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert opened.page.tabs.current() == "consents"
    assert opened.page.window().focusWidget() is view(opened).photo.choose
