"""Rows that the wizard leaves out, saved with their reasons on the step of the dry run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.views import files
from app.views.kit import Kit
from app.views.widgets.import_wizard import ImportPreview, ImportWizard
from app.views.widgets.import_wizard.wizard import PREVIEW, RESULT
from tests.helpers.importing import FakeImport
from tests.helpers.qt import listen, make_kit

FILE = Path("名单.xlsx")
Make = Callable[[FakeImport], ImportWizard]


@pytest.fixture
def kit() -> Kit:
    return make_kit()


@pytest.fixture
def make(qtbot: QtBot, kit: Kit) -> Make:
    def build(source: FakeImport) -> ImportWizard:
        made = ImportWizard(source, kit.runner, kit.notify, title="导入老人名单", noun="人")
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        return made

    return build


def test_refused_rows_are_saved_before_anything_is_imported(
    make: Make, kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "choose_save", lambda _, title, name, kinds: tmp_path / name)
    heard, source = listen(kit.notify), FakeImport()
    wizard = make(source)
    wizard.open(FILE)
    assert not wizard.save_button.isVisible()
    wizard.next()
    assert wizard.save_button.text() == "保存不导入的 3 行"
    wizard.save_button.click()
    assert (wizard.step(), source.committed) == (PREVIEW, 0)
    assert source.saved == tmp_path / "名单_未导入.xlsx"
    assert heard.toasts[-1].text == f"已保存 名单_未导入.xlsx，在文件夹 {tmp_path}。"
    wizard.next()
    assert wizard.step() == RESULT
    assert not wizard.save_button.isVisible()


def test_without_refused_rows_there_is_nothing_to_save(make: Make) -> None:
    source = FakeImport()
    source.preview = lambda *_: ImportPreview((), {"added": 3})  # type: ignore[method-assign,assignment]
    wizard = make(source)
    wizard.open(FILE)
    wizard.next()
    assert wizard.step() == PREVIEW
    assert not wizard.save_button.isVisible()
