"""The forms of the tab 同意书, and what they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.clock import Clock, today
from app.services.attachments import LARGEST
from app.services.codes import Code
from app.services.consents import SignConsent, TextVersion, WithdrawConsent
from app.services.contacts import ContactRow
from app.views import files, parts
from app.views.consents.words import tr
from app.views.widgets.form import Field, Form

Values = Mapping[str, Any]
NOBODY = ("01", "02")
"""本人 and 户主 of GB/T 4761: what no guardian is to a member."""
OF_GUARDIANS = ("signer_name", "relation", "guardian_reason")
SCANS = "扫描件 (*.jpg *.jpeg *.png *.pdf)"


class SignForm(Form):
    """签署: who signed, when, until when; a guardian also how related and why.

    The scan is chosen by a button below the fields and shown by its name.

    Args:
        guardians: those of the tab 家庭; they are offered, the first one is filled in.
    """

    def __init__(
        self, clock: Clock, text: TextVersion, relations: Sequence[Code],
        guardians: Sequence[ContactRow] = (),
    ) -> None:  # fmt: skip
        self.scan = Path()
        self._guardians = {one.name: one for one in guardians if one.name}
        choices = tuple((one.code, one.name) for one in relations if one.code not in NOBODY)
        also = tuple((one.code, word) for one in relations for word in one.synonyms)
        names = tuple((name, name) for name in self._guardians)
        super().__init__(
            (
                Field("signed_by", tr("谁签的字"), "choice", required=True,
                      choices=(("self", tr("本人")), ("guardian", tr("监护人")))),
                Field("signed_on", tr("签署日期"), "date", required=True, lean="past"),
                Field("signer_name", tr("监护人姓名"), "suggest", choices=names, max_length=60),
                Field("relation", tr("是老人的"), "search", choices=choices, also=also,
                      placeholder=tr("如 女儿、nver"),
                      help=tr("儿子记“子”，女儿记“女”，老伴记“配偶”")),
                Field("guardian_reason", tr("为什么由监护人签"), width="full", max_length=200),
                Field("until", tr("有效到"), "date", tr("长期有效就留空"), lean="future"),
                Field("witness", tr("见证人"), help=tr("没有扫描件时必填"), max_length=60),
                Field("note", tr("备注"), "note", width="full", max_length=200),
            ),
            clock=clock, save_text=tr("登记签署"),
        )  # fmt: skip
        self.set_values({"signed_by": "self", "signed_on": today(clock)})
        self.scan_button = parts.button(tr("选择扫描件…"), "document")
        self.scan_name = parts.label(tr("没有扫描件"), "second", wrap=True)
        parts.on_click(self.scan_button, self._choose)
        row = parts.row(self.scan_button, self.scan_name)
        row.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._box.insertWidget(self._box.indexOf(self.foot), row)
        self.number = text.number
        self.value_changed.connect(self._follow)
        self._follow("signed_by")

    def choose_scan(self, path: Path) -> None:
        """Take ``path`` as the scan."""
        self.scan = path
        self.scan_name.setText(path.name)
        self._mended("witness")

    def _choose(self) -> None:
        path = files.choose_open(self, tr("选择扫描件"), tr(SCANS))
        if path is not None:
            self.choose_scan(path)

    def _follow(self, key: str) -> None:
        """Only a guardian is asked who they are; one of the file is known."""
        if key == "signed_by":
            guardian = self._cells["signed_by"].editor.raw() == "guardian"
            for each in OF_GUARDIANS:
                self.set_visible(each, guardian)
                self.set_marked(each, guardian)
            name = self._cells["signer_name"].editor
            if not guardian:
                self._mended(*OF_GUARDIANS)
            elif self._guardians and not name.raw():
                name.set_value(next(iter(self._guardians)))
        elif key == "signer_name":
            self._know_guardian()

    def _know_guardian(self) -> None:
        """What the file says of the guardian who is named."""
        known = self._guardians.get(str(self._cells["signer_name"].editor.raw()))
        words = ""
        if known is not None:
            self._cells["relation"].editor.set_value(known.relation)
            phone = known.phone_masked or tr("没有登记电话")
            words = parts.fill(tr("“家庭”里的监护人，%1"), phone)
        self.set_hint("signer_name", words)

    def _mended(self, *keys: str) -> None:
        """What was wrong there is no longer: its cause is gone."""
        for key in keys:
            self._cells[key].set_error("")
        self._sum_up()


def to_sign(uid: str, kind: str, number: int, values: Values, scan: Path) -> SignConsent:
    """What the form gave, as the service takes it; reads the scan, so off the GUI thread.

    Raises `EnvironmentProblem` when the file cannot be read.
    """
    content = read_scan(scan) if scan.name else b""
    return SignConsent(
        uid, kind, number, values["signed_by"] or "", values["signed_on"],
        values.get("signer_name", ""), values.get("relation", "") or "",
        values.get("guardian_reason", ""), values["until"], values["witness"], values["note"],
        (scan.name, content),
    )  # fmt: skip


def read_scan(path: Path) -> bytes:
    """The bytes of a scan or a photo; the service judges them. Raises `EnvironmentProblem`."""
    from app.core.files import read_file

    return read_file(path, 10 * LARGEST)


def withdraw_form(clock: Clock, title: str, kind: str, signed: Sequence[str] = ()) -> Form:
    """撤回: when and, if they care to say, why; ``signed``: of the sheets that end with it."""
    warning = {
        "photo": tr("照片会立即删除；撤销这一步也不能恢复。"),
        "face": tr("签到改用刷卡、二维码、身份证或人工。随后请在人脸机上删除此人。"),
    }.get(kind, tr("撤回以前的服务和登记不受影响。"))
    several = tr("%1 份有效的（%2 签署）会一起撤回")
    more = parts.fill(several, len(signed), "、".join(signed)) if len(signed) > 1 else ""
    form = Form(
        (
            Field("on", tr("撤回日期"), "date", more, required=True, lean="past",
                  width="full" if more else "half"),
            Field("reason", tr("原因"), "note", tr("可以不说明") + tr("；") + warning,
                  width="full", max_length=200),
        ),
        clock=clock, save_text=parts.fill(tr("撤回“%1”"), title),
    )  # fmt: skip
    form.set_values({"on": today(clock)})
    return form


def to_withdraw(consent_uid: str, values: Values) -> WithdrawConsent:
    """What the form gave, as the service takes it."""
    return WithdrawConsent(consent_uid, values["on"], values["reason"])


def text_form(text: TextVersion, *, may: bool) -> QWidget:
    """The wording to read, or with the right to write its next version."""
    if not may:
        return parts.scroll(parts.label(text.body, wrap=True, selectable=True))
    form = Form(
        (
            Field("body", tr("文本"), "note",
                  tr("保存为新的一版；以前签的仍按原来那一版"), required=True, width="full"),
        ),
        save_text=tr("保存为新版"),
    )  # fmt: skip
    form.let_fill("body")
    form.set_values({"body": text.body})
    return form
