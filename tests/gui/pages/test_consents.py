"""The tab 同意书: signing, withdrawing, the words, the photo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.photos import jpeg_size
from app.services.rights import Actor
from app.views import files, members
from app.views.consents.forms import SignForm
from app.views.consents.view import ConsentsView
from app.views.widgets.form import Form
from app.views.widgets.photo_crop import PhotoCrop
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


def test_only_a_guardian_is_asked_who_they_are(opened: Opened) -> None:
    press(opened, "sign", "face")
    form = opened.page.sheet().findChild(SignForm)
    assert form._cells["signer_name"].isHidden()
    combo = form.editor("signed_by")
    combo.setCurrentIndex(combo.findData("guardian"))
    assert not form._cells["signer_name"].isHidden()
    form.submit()
    assert set(form.errors()) == {"signer_name", "relation", "guardian_reason", "witness"}


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
    assert opened.toast == "已撤销。"
    assert opened.heard.messages[-1].topic in gone, "nobody erases a face that may stay"


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
    assert opened.toast == "已保存为第 2 版，从现在起使用。"
    reader = open_page(qtbot, app, members.build, clerk, {"uid": wang, "tab": "consents"})
    press(reader, "text", "face")
    assert reader.page.sheet().findChild(Form) is None


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


def test_what_is_no_picture_is_refused(
    opened: Opened, app: Application, manager: Actor, tmp_path: Path
) -> None:
    app.settings.change({"photos": True}, manager)
    path = tmp_path / "x.jpg"
    path.write_bytes(b"MZ not a picture")
    opened.page.tabs.tab("consents").crop(path)
    assert "读不出来" in opened.message
