"""The tab 同意书: joins a member's consents and photo to what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout

from app.services.attachments import AttachmentFile
from app.services.codes import Code
from app.services.consents import ConsentRow, TextVersion, Withdrawal
from app.services.contacts import ContactRow
from app.services.members import MemberFile
from app.services.rights import Right
from app.views import files, parts
from app.views.consents import forms
from app.views.consents.view import ConsentsView
from app.views.consents.words import tr
from app.views.members.full import FullView
from app.views.members.paper import paper_view
from app.views.members.scan import ScanView
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.notify import Action, taken_back
from app.views.tasks import Latest
from app.views.theme import Space
from app.views.widgets.form import Form
from app.views.widgets.photo_crop import PhotoCrop, read_picture

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.services.rights import Actor

CONCERNS = frozenset({"consent", "consent_text", "attachment", "contact"})
PHOTO = "photo"
_ERASE = "consents.erase"
"""Topic of the reminder to erase a face on the terminal; it goes when the withdrawal does."""
T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """Everything the tab shows; ``photo`` None without one, ``photos``: the centre keeps them."""

    kinds: tuple[Code, ...]
    rows: tuple[ConsentRow, ...]
    relations: tuple[Code, ...]
    photos: bool
    may_have: bool
    photo: bytes | None
    guardians: tuple[ContactRow, ...]


class ConsentsTab(FileTab):
    """Loads one member's consents, and does what its buttons ask for."""

    concerns = CONCERNS

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._ask = context.ask
        self._app, self._kit, self._page = context.app, context.kit, context.page
        self._latest = Latest(context.kit.runner, self)
        self._file: MemberFile | None = None
        self._found: Loaded | None = None
        self._wanted = self._signed = self._rested = ""
        self._receipt_of = ""
        self._receipt_view: FullView | None = None
        self.view = ConsentsView()
        self.view.asked.connect(self._do)
        parts.bare(QVBoxLayout(self), Space.M).addWidget(self.view)

    def show_file(self, file: MemberFile) -> None:
        """Load what belongs to ``file``."""
        app, actor, uid = self._app, self._kit.actor(), file.uid
        self._file = file

        def work() -> Loaded:
            return Loaded(
                app.consents.kinds(), app.consents.of(uid, actor), app.codes.table("relation"),
                app.photos.enabled(), app.photos.may_have(uid, actor), app.photos.of(uid, actor),
                tuple(one for one in app.contacts.of(uid, actor) if one.guardian),
            )  # fmt: skip

        def done(found: Loaded) -> None:
            if self._file is not None and self._file.uid == uid:
                self._show(found)

        self._latest.ask(work, done)

    def point_at(self, entry: str) -> None:
        """Bring the consent ``entry`` into sight, or the photo (`PHOTO`)."""
        if entry == PHOTO and self._found is not None:
            self._wanted = ""
            self.view.point_at_photo()
        else:
            self._wanted = "" if self.view.point_at(entry) else entry

    def _show(self, found: Loaded) -> None:
        self._found, may = found, self._kit.actor().may(Right.EDIT_MEMBERS)
        words = tr("当前账号没有“%1”的权限，请由中心负责人操作。")
        why = "" if may else parts.fill(words, Right.EDIT_MEMBERS.value)
        self.view.set_consents(found.kinds, found.rows)
        self.view.set_allowed(why)
        self.view.photo.set_photo(found.photo, may_have=found.may_have, why_not=why)
        parts.set_shown(self.view.photo, found.photos)
        if self._wanted:
            self.point_at(self._wanted)
        if self._signed:  # once the new buttons can have it
            QTimer.singleShot(0, self, self._rest)

    def _rest(self) -> None:
        """The page turns to it once: whoever goes on meanwhile is not called back by the next
        reload."""
        if self._rested == self._signed:
            with parts.standing_still(self.view.kinds):
                self.view.rest_on(self._signed)
        elif self.view.rest_on(self._signed):
            self._rested = self._signed

    def _do(self, action: str, key: str) -> None:
        if self._file is None or self._found is None:
            return
        self._signed = ""
        {
            "sign": self._sign, "print": self._print, "text": self._text,
            "withdraw": self._withdraw, "scan": self._look, "attach": self._attach,
            "remove": self._remove, "receipt": self._receipt, "unwithdraw": self._unwithdraw,
            "photo": self._choose_photo, "remove_photo": self._remove_photo,
        }[action](key)  # fmt: skip

    # --- signing --------------------------------------------------------------------------

    def _sign(self, kind: str) -> None:
        app, actor = self._app, self._kit.actor()
        self._run(
            lambda: app.consents.text(kind, actor), lambda text: self._ask_signature(kind, text)
        )

    def _ask_signature(self, kind: str, text: TextVersion) -> None:
        app, uid, found = self._app, self._uid(), self._loaded()
        title = next((one.name for one in found.kinds if one.code == kind), kind)
        form = forms.SignForm(self._kit.clock, text, found.relations, found.guardians)

        def save(values: forms.Values, actor: Any) -> str:
            command = forms.to_sign(uid, kind, text.number, values, form.scan)
            return app.consents.sign(command, actor)

        def done(consent: str) -> None:
            self._say(
                parts.fill(tr("已登记“%1”。"), title),
                lambda actor: app.consents.remove(consent, tr("撤销"), actor),
                parts.fill(tr("签署%1"), title),
            )
            self._signed = consent
            self._reload()

        self._ask(title, form, save, done)

    def _remove(self, key: str) -> None:
        app, loaded = self._app, self._loaded()
        row = next(row for row in loaded.rows if row.uid == key)
        photo = loaded.photo is not None and row.kind == "photo"
        words = (
            tr("已撤销这份登记。照片不再显示，随后会删除。") if photo else tr("已撤销这份登记。")
        )

        def done(_: object) -> None:
            what = parts.fill(tr("删除“%1”的登记"), row.title)
            self._say(words, lambda actor: app.consents.restore(key, actor), what)
            self._reload()

        actor = self._kit.actor()
        self._run(lambda: app.consents.remove(key, tr("登记错了"), actor), done)

    # --- withdrawing ----------------------------------------------------------------------

    def _withdraw(self, key: str) -> None:
        rows, app = self._loaded().rows, self._app
        row = next(row for row in rows if row.uid == key)
        ends = [one.signed_on for one in rows if (one.kind, one.state) == (row.kind, "valid")]
        form = forms.withdraw_form(self._kit.clock, row.title, row.kind, sorted(ends))
        self._ask(
            parts.fill(tr("撤回：%1"), row.title), form,
            lambda v, actor: app.consents.withdraw(forms.to_withdraw(key, v), actor),
            self._withdrawn,
        )  # fmt: skip

    def _withdrawn(self, found: Withdrawal) -> None:
        said = tr("已撤回“%1”%2，照片已删除。") if found.photo_erased else tr("已撤回“%1”%2。")
        several = parts.fill(
            tr("，共 %1 份（%2 签署）"), len(found.signed), "、".join(found.signed)
        )
        words = parts.fill(said, found.title, several if len(found.signed) > 1 else "")
        undo = partial(self._bring_back, found.consent_uid, found.title, photo=found.photo_erased)
        self._kit.notify.toast(words, undo, what=parts.fill(tr("撤回%1"), found.title))
        if found.pins:
            text = tr("请在人脸机上删除%1（编号 %2），已记入待办。需要时在“会籍”里取消关联。")
            action = Action(tr("去会籍"), lambda: self._page.tabs.choose("membership"))
            self._kit.notify.warn(
                parts.fill(text, self._name(), "、".join(found.pins)), action, topic=_ERASE
            )
        self._reload()
        self._receipt(found.consent_uid)

    def _unwithdraw(self, key: str) -> None:
        row = next(row for row in self._loaded().rows if row.uid == key)
        self._bring_back(key, row.title, photo=row.kind == "photo")

    def _bring_back(self, key: str, title: str, *, photo: bool) -> None:
        """Take the withdrawal of ``key`` back; the photo that went with it is not there again."""
        app, actor = self._app, self._kit.actor()
        self._kit.notify.withdraw(_ERASE)

        def done(sheets: tuple[tuple[str, str], ...]) -> None:
            self._close_receipt({uid for uid, _ in sheets})
            several = tr("一起恢复的共 %1 份（%2 签署）。") if len(sheets) > 1 else ""
            more = parts.fill(several, len(sheets), "、".join(day for _, day in sheets))
            more += tr("删除的照片不会恢复，需要时请重新选择。") if photo else ""
            self._kit.notify.toast(taken_back(parts.fill(tr("撤回%1"), title), more))
            self._reload()

        self._run(lambda: app.consents.unwithdraw(key, actor), done)

    def _close_receipt(self, sheets: set[str]) -> None:
        """The withdrawal of ``sheets`` was taken back: its receipt is not to be handed out."""
        if self._receipt_of not in sheets:
            return
        view, self._receipt_of, self._receipt_view = self._receipt_view, "", None
        if view is not None and self._page.full is view:
            view.back()

    # --- paper, scans, texts --------------------------------------------------------------

    def _print(self, kind: str) -> None:
        self._make("consent-sheet", {"member": self._uid(), "kind": kind})

    def _receipt(self, key: str) -> None:
        self._receipt_of, self._receipt_view = key, None
        self._make("consent-withdrawal", {"member": self._uid(), "consent": key}, key)

    def _make(self, form: str, params: dict[str, str], receipt: str = "") -> None:
        """Make a paper and show it; ``receipt``: the consent whose withdrawal it certifies."""
        app, actor = self._app, self._kit.actor()

        def show(printed: Printed) -> None:
            if receipt and receipt != self._receipt_of:  # taken back while it was made
                return
            view = paper_view(app, self._kit, printed)
            if receipt:
                self._receipt_view = view
            self._page.show_full(view, printed.title, printed.number)

        self._run(lambda: app.printing.make(form, params, actor), show)

    def _look(self, key: str) -> None:
        row = next(row for row in self._loaded().rows if row.uid == key)
        app, actor = self._app, self._kit.actor()

        def show(found: AttachmentFile) -> None:
            self._page.show_full(ScanView(self._kit, found), row.title, found.file_name)

        self._run(lambda: app.attachments.open(row.scan_uid, actor), show)

    def _attach(self, key: str) -> None:
        path = files.choose_open(self, tr("选择扫描件"), tr(forms.SCANS))
        if path is None:
            return
        app, actor = self._app, self._kit.actor()

        def done(_: object) -> None:
            self._kit.notify.toast(tr("扫描件已保存。"))
            self._reload()

        self._run(lambda: app.consents.attach(key, path.name, forms.read_scan(path), actor), done)

    def _text(self, kind: str) -> None:
        app, actor = self._app, self._kit.actor()

        name = next((one.name for one in self._loaded().kinds if one.code == kind), kind)

        def show(text: TextVersion) -> None:
            title = parts.fill(tr("%1：文本（第 %2 版）"), name, text.number)
            made = forms.text_form(text, may=actor.may(Right.SETTINGS))
            if not isinstance(made, Form):
                self._page.open_sheet(title, made, 640)
                return
            self._ask(title, made, lambda v, who: app.consents.save_text(kind, v["body"], who),
                      self._text_saved)  # fmt: skip

        self._run(lambda: app.consents.text(kind, actor), show)

    def _text_saved(self, text: TextVersion) -> None:
        app = self._app
        title = next(one.name for one in self._loaded().kinds if one.code == text.kind)
        self._say(
            parts.fill(tr("已保存为第 %1 版，从现在起使用。"), text.number),
            lambda actor: app.consents.remove_text(text.kind, text.number, actor),
            parts.fill(tr("%1第 %2 版"), title, text.number),
        )
        self._reload()

    # --- the photo ------------------------------------------------------------------------

    def _choose_photo(self, _: str) -> None:
        path = files.choose_open(self, tr("选择照片"), tr("照片 (*.jpg *.jpeg *.png)"))
        if path is not None:
            self.crop(path)

    def crop(self, path: Path) -> None:
        """Let the person crop the picture at ``path``, then keep it."""
        app, uid = self._app, self._uid()

        def show(image: QImage) -> None:
            made = PhotoCrop(image)
            made.cancelled.connect(self._page.back)
            made.chosen.connect(save)
            self._page.open_sheet(tr("裁剪照片"), made, 640)
            made.frame.setFocus()

        def save(jpeg: bytes) -> None:
            actor = self._kit.actor()

            def work() -> bytes | None:
                before = app.photos.of(uid, actor)
                app.photos.save(uid, jpeg, actor)
                return before

            self._run(work, done)

        def done(before: bytes | None) -> None:
            self._page.close_sheet()
            undo = partial(self._put_photo_back, uid, before)
            self._say(tr("照片已保存。"), undo, tr("保存照片"))
            self._reload()

        self._run(lambda: read_picture(forms.read_scan(path)), show)

    def _put_photo_back(self, uid: str, before: bytes | None, actor: Actor) -> None:
        """The photo of before, or none, as it was."""
        if before is None:
            self._app.photos.remove(uid, tr("保存后马上撤销"), actor)
        else:
            self._app.photos.save(uid, before, actor)

    def _remove_photo(self, _: str) -> None:
        app, uid, actor = self._app, self._uid(), self._kit.actor()
        text = tr("照片会从档案里彻底删除，不能恢复。")
        if self._kit.notify.ask_irreversible(tr("删除照片"), text, tr("删除")):
            self._change(
                lambda _actor: app.photos.remove(uid, tr("删除照片"), actor), tr("照片已删除。")
            )

    # --- inside ---------------------------------------------------------------------------

    def _say(self, words: str, undo: Callable[[Any], object], what: str) -> None:
        """A step was done, called ``what``; ``undo`` takes it back, which is said by that name."""
        self._kit.notify.toast(words, lambda: self._change(undo, taken_back(what)), what=what)

    def _change(self, work: Callable[[Any], object], words: str) -> None:
        """Do something at once and say ``words``."""
        actor = self._kit.actor()

        def done(_: object) -> None:
            self._kit.notify.toast(words)
            self._reload()

        self._run(lambda: work(actor), done)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._kit.runner.run(work, done, owner=self)

    def _reload(self) -> None:
        if self._file is not None:
            self.show_file(self._file)

    def _loaded(self) -> Loaded:
        assert self._found is not None
        return self._found

    def _name(self) -> str:
        assert self._file is not None
        return str(self._file.values["name"])

    def _uid(self) -> str:
        assert self._file is not None
        return self._file.uid
