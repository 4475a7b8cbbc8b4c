"""Pairing: compare the district's check number by phone, then say where to send."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from app.views import files, parts
from app.views.inputs import LineEdit
from app.views.theme import Space
from app.views.widgets.form import Field, Form

FOLDER, SFTP = "folder", "sftp"
_FOLDER_FIELDS = ("folder",)
_SFTP_FIELDS = ("host", "port", "user", "path", "identity")


class PairSheet(QWidget):
    """The content of the side sheet.

    Signals:
        submitted(str target, str identity file).
        cancelled()
    """

    submitted = Signal(str, str)
    cancelled = Signal()

    def __init__(self, district: str, fingerprint: str) -> None:
        super().__init__()
        self.form = self._make_form()
        card = parts.Card()
        card.add(
            parts.label(parts.fill(self.tr("区平台：%1"), district), "strong", wrap=True),
            parts.label(fingerprint, "heading", selectable=True),
            parts.label(
                self.tr(
                    "请打电话给区平台，把上面这串数字念一遍。两边一样才继续，不一样就不要配对。"
                ),
                wrap=True,
            ),
        )
        box = parts.bare(QVBoxLayout(self), Space.L)
        box.addWidget(card)
        box.addWidget(self.form)
        self.setFocusProxy(self.form)
        self._choose_kind()

    def fill_in(self, target: str, identity: str) -> None:
        """Start from the target of the last pairing."""
        values = values_of(target)
        self.form.set_values({**values, "identity": identity})
        self._choose_kind()

    def _make_form(self) -> Form:
        form = Form(
            (
                Field("kind", self.tr("怎样送到区平台"), kind="choice", required=True, width="full",
                      choices=((FOLDER, self.tr("放到文件夹（U盘、共享盘）")),
                               (SFTP, self.tr("发到服务器（SFTP）")))),
                Field("folder", self.tr("文件夹"), required=True, width="full",
                      help=self.tr("上报包放进里面的 inbox，回执从 receipts 取。")),
                Field("host", self.tr("服务器"), required=True, width="half",
                      placeholder=self.tr("如 10.1.2.3")),
                Field("port", self.tr("端口"), kind="number", width="half", placeholder="22"),
                Field("user", self.tr("用户"), required=True),
                Field("path", self.tr("目录"), required=True, placeholder="/upload/330105001"),
                Field("identity", self.tr("私钥文件"), width="full",
                      help=self.tr("区平台发的登录钥匙；不填就用本机 .ssh 里的。")),
            ),
            save_text=self.tr("数字一致，配对"),
        )  # fmt: skip
        form.set_values({"kind": FOLDER, "port": 22})
        form.value_changed.connect(lambda key: self._choose_kind() if key == "kind" else None)
        form.submitted.connect(self._submit)
        form.cancelled.connect(self.cancelled)
        self._add_chooser(form, "folder", self.tr("选择文件夹"), self._ask_folder)
        self._add_chooser(form, "identity", self.tr("选择私钥文件"), self._ask_identity)
        return form

    def _add_chooser(self, form: Form, key: str, tip: str, ask: Any) -> None:
        editor = form.editor(key)
        assert isinstance(editor, LineEdit)

        def choose() -> None:
            path = ask(tip)
            if path is not None:
                editor.setText(str(path))

        editor.set_trailing_button("folder", tip, choose)

    def _ask_folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self, title, str(files.start_folder()))
        return Path(name) if name else None

    def _ask_identity(self, title: str) -> Path | None:
        return files.choose_open(self, title, self.tr("所有文件 (*)"))

    def _choose_kind(self) -> None:
        kind = self._kind()
        for keys, shown in ((_FOLDER_FIELDS, kind != SFTP), (_SFTP_FIELDS, kind == SFTP)):
            for key in keys:
                self.form.set_visible(key, shown)

    def _kind(self) -> str:
        combo = self.form.editor("kind")
        assert isinstance(combo, QComboBox)
        return str(combo.currentData() or "")

    def _submit(self, values: dict[str, Any]) -> None:
        self.form.set_busy(True)
        self.submitted.emit(target_of(values), str(values.get("identity") or ""))


class TwoWays(QWidget):
    """A decision in words: what it means, how to be sure, and the safe way first.

    Signals:
        confirmed(), cancelled()
    """

    confirmed = Signal()
    cancelled = Signal()

    def __init__(
        self, meaning: str, facts: Sequence[str], advice: str, stay: str, go_on: str
    ) -> None:
        super().__init__()
        card = parts.Card()
        card.add(parts.label(meaning, "strong", wrap=True))
        for fact in facts:
            card.add(parts.label(fact, wrap=True, selectable=True))
        card.add(parts.label(advice, "second", wrap=True))
        self.stay = parts.button(stay, kind="primary")
        self.go_on = parts.button(go_on)
        parts.on_click(self.stay, self.cancelled.emit)
        parts.on_click(self.go_on, self.confirmed.emit)
        box = parts.bare(QVBoxLayout(self), Space.L)
        box.addWidget(card)
        box.addStretch(1)
        self._foot = parts.row(self.stay, self.go_on, None)
        self.setFocusProxy(self.stay)

    def take_foot(self) -> QWidget:
        """The two ways, for the foot of the sheet."""
        return self._foot


def other_district(known: str, other: str) -> TwoWays:
    """Says what it means to pair with another district than the one known."""
    tr = partial(QCoreApplication.translate, "OtherDistrict")
    return TwoWays(
        tr(
            "这份配对文件来自另一个区平台。新的区平台还没有本中心的任何数据："
            "配对以后，全部登记会从头再上报一遍；原来的区平台不再收到上报。"
        ),
        (
            parts.fill(tr("现在的指纹：%1"), known),
            parts.fill(tr("文件的指纹：%1"), other),
        ),
        tr("只有区里通知换了平台或换了密钥，才继续；不清楚就先打电话问区平台。"),
        tr("不换，保持原来的配对"),
        tr("换成这个区平台"),
    )


def resume_after_restore() -> TwoWays:
    """Says what it means to go on uploading after an older backup was restored."""
    tr = partial(QCoreApplication.translate, "ResumeAfterRestore")
    return TwoWays(
        tr(
            "区平台已经有本机没有的上报数据，多半是因为恢复了较早的备份。继续的话，"
            "本机现有的全部记录会重新上报一遍。"
        ),
        (tr("备份以后、恢复以前登记过的内容，区平台还留着；在本机再补登一次会算两次。"),),
        tr("请先和区平台核对，由中心负责人决定。"),
        tr("先不继续"),
        tr("已核对，继续上报"),
    )


def target_of(values: dict[str, Any]) -> str:
    """``folder:DIR`` or ``sftp://user@host:port/path`` from the form's values."""
    if values["kind"] == FOLDER:
        return f"folder:{values['folder']}"
    path = quote(values["path"], safe="/~")
    place = f"{quote(values['user'])}@{values['host']}:{values.get('port') or 22}"
    return f"sftp://{place}/{path.removeprefix('/')}"


def values_of(target: str) -> dict[str, Any]:
    """The form's values for a target that was stored."""
    kind, _, rest = target.partition(":")
    if kind != SFTP:
        return {"kind": FOLDER, "folder": rest, "port": 22}
    found = urlsplit(target)
    return {
        "kind": SFTP,
        "host": found.hostname or "",
        "port": found.port or 22,
        "user": unquote(found.username or ""),
        "path": unquote(found.path),
    }
