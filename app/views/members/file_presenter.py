"""Joins one member's file to the services: check in, meal, change, numbers, terminal numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.clock import today
from app.core.codes import MealSlot
from app.core.errors import ValidationProblem
from app.services.attendance import CheckIn
from app.services.attendance.types import CheckInResult
from app.services.codes import Code
from app.services.meals import ServeMeal, ServeResult
from app.services.members import MemberFile
from app.services.members.validation import clean_member
from app.services.rights import Right
from app.views import parts
from app.views.members.fields import form_values, member_sections, to_change
from app.views.members.form import Look, MemberForm
from app.views.members.numbers import FullNumbers
from app.views.members.page import FILE, MembersPage
from app.views.members.paper import print_paper
from app.views.members.tabs import TabContext, member_tabs
from app.views.members.tabs.timeline import open_event
from app.views.notify import Action, taken_back
from app.views.tasks import Latest

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class FilePresenter(QObject):
    """Lives as long as its page.

    Attributes:
        file: the file that is shown; None while the list is.
        going: uid of a file that is being taken back: it is not loaded anew meanwhile.
    """

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self.file: MemberFile | None = None
        self.going = ""
        self._opening, self._loading = Latest(kit.runner, self), Latest(kit.runner, self)
        page.left_file.connect(self._left)
        page.check_in_requested.connect(self._check_in)
        page.meal_requested.connect(self._serve)
        page.edit_requested.connect(lambda: self._edit())
        page.numbers_requested.connect(self._ask_reason)
        page.print_file_requested.connect(self._print)
        page.unlink_requested.connect(self._unlink)
        page.file_view.event_opened.connect(lambda event: open_event(kit, event))
        page.tabs.offer(member_tabs(), TabContext(app, kit, page))

    def open(
        self, uid: str, tab: str | None = None, field: str = "", entry: str = ""
    ) -> None:  # fmt: skip
        """Load and show the file of ``uid``; an empty one only says that the person has gone.

        ``tab``: the one to bring to the front, None for the one that is; ``entry``: uid of what
        it is to point at; ``field`` of the member form: open it there.
        """
        app, actor = self._app, self._kit.actor()

        def done(file: MemberFile) -> None:
            newer = self._loading.is_asking()  # of the same file, after this one was read
            self.show(file, tab)
            if newer:
                self.reload()
            if tab is not None and entry:
                self._page.tabs.choose(tab, entry)
            if field and not tab and self._kit.actor().may(Right.EDIT_MEMBERS):
                self._edit(field)

        self._opening.ask(lambda: app.members.file(uid, actor), done)

    def expect(self, uid: str) -> None:
        """The file of ``uid`` is asked for: 返回 from it leads back to where the person is now."""
        now = self.file.uid if self.file is not None else ""
        if now != uid or self._page.came_from:
            self._page.expect_file(lambda: self.open(now))

    def reload(self) -> None:
        """Load the file that is shown anew, if one is."""
        if self.file is None or self._page.view() != FILE or self.file.uid == self.going:
            return
        app, actor, uid = self._app, self._kit.actor(), self.file.uid

        def done(file: MemberFile) -> None:
            # Whoever went elsewhere meanwhile is not pulled into the file again.
            same = self.file is not None and self.file.uid == uid
            if same and self._page.view() == FILE:
                self.show(file)

        self._loading.ask(lambda: app.members.file(uid, actor), done)

    def show(self, file: MemberFile, tab: str | None = None) -> None:
        """Show ``file``, with ``tab`` in front; what was read before it is older."""
        self._loading.cancel()
        self.file = file
        may = self._kit.actor().may(Right.EDIT_MEMBERS)
        self._page.show_file(file, may_unlink=may, tab=tab)
        self._show_photo(file.uid)

    def _show_photo(self, uid: str) -> None:
        """The photo, where the centre and the person want one."""
        app, actor, view = self._app, self._kit.actor(), self._page.file_view

        def done(jpeg: bytes | None) -> None:
            if self.file is not None and self.file.uid == uid:
                view.set_photo(jpeg)

        self._kit.runner.run(lambda: app.photos.of(uid, actor), done, owner=self)

    def offer_words(self, form: MemberForm) -> None:
        """Let the form suggest the places in use and offer the classes of the centre."""
        app, actor = self._app, self._kit.actor()

        def work() -> tuple[list[str], list[str], tuple[Code, ...]]:
            classes = app.codes.table("classes")
            places = app.members.communities(actor), app.members.registered_areas(actor)
            return *places, classes

        def done(found: tuple[list[str], list[str], tuple[Code, ...]]) -> None:
            form.set_places(found[0], found[1])
            form.set_classes(found[2])

        self._kit.runner.run(work, done, owner=form)

    def put_right(self, form: MemberForm) -> Callable[[BaseException], None]:
        """It is being saved; gives what shows under the fields what is wrong, or says it in a
        strip."""
        say = self._kit.notify.attempt(f"saving {id(form)}")

        def failed(problem: BaseException) -> None:
            if not form.set_problem(problem):
                say(problem)

        return failed

    def _left(self) -> None:
        self.file = None

    # --- attendance and meals -------------------------------------------------------------

    def _check_in(self) -> None:
        app, actor, file = self._app, self._kit.actor(), self._shown()
        command = CheckIn(file.uid)
        self._kit.runner.run(
            lambda: app.attendance.check_in(command, actor), self._checked_in, owner=self
        )

    def _checked_in(self, result: CheckInResult) -> None:
        notify, at = self._kit.notify, result.arrived_at[:5]
        if result.outcome == "checked_in":
            text = parts.fill(self.tr("%1 签到成功 %2"), result.name, at)
            what = parts.fill(self.tr("%1签到"), result.name)
            notify.toast(text, lambda: self._undo_check_in(result.attendance_uid, what), what=what)
        elif result.outcome == "already":
            notify.info(parts.fill(self.tr("%1 今天 %2 已签到。"), result.name, at))
        else:
            self._say_away(result.name, result.refusal)
        self.reload()

    def _undo_check_in(self, uid: str, what: str) -> None:
        app, actor = self._app, self._kit.actor()
        self._kit.runner.run(
            lambda: app.attendance.undo(uid, self.tr("撤销"), actor),
            lambda done: self._undone(what, done.words),
            owner=self,
        )

    def _serve(self, slot: MealSlot) -> None:
        app, actor, file = self._app, self._kit.actor(), self._shown()
        command = ServeMeal(file.uid, slot)
        self._kit.runner.run(lambda: app.meals.serve(command, actor), self._served, owner=self)

    def _served(self, result: ServeResult) -> None:
        notify, meal = self._kit.notify, result.slot.label
        if result.outcome == "served":
            text = parts.fill(self.tr("已登记 %1 %2"), result.name, meal)
            what = f"{result.name}{meal}"
            notify.toast(text, lambda: self._undo_meal(result.meal_uid, what), what=what)
        elif result.outcome == "already":
            text = self.tr("%1 今天 %2 已登记过%3。")
            notify.info(parts.fill(text, result.name, result.served_at[:5], meal))
        else:
            self._say_away(result.name, result.refusal)
        self.reload()

    def _undo_meal(self, uid: str, what: str) -> None:
        app, actor = self._app, self._kit.actor()
        self._kit.runner.run(
            lambda: app.meals.undo(uid, self.tr("撤销"), actor),
            lambda _: self._undone(what),
            owner=self,
        )

    def _undone(self, what: str, more: str = "") -> None:
        self._kit.notify.toast(taken_back(what, more))
        self.reload()

    def _say_away(self, name: str, refusal: str) -> None:
        """Not on the list: why, and the way to the tab where that is mended."""
        action = Action(self.tr("去会籍"), lambda: self._page.tabs.choose("membership"))
        words = parts.fill(self.tr("%1 没有登记：%2"), name, refusal)
        self._kit.notify.warn(words, action)

    # --- changing -------------------------------------------------------------------------

    def _edit(self, field: str = "") -> None:
        """Open the form, at ``field`` where one is to be mended."""
        file = self._shown()
        may_look, initial = self._kit.actor().may(Right.FULL_NUMBERS), form_values(file)
        form = MemberForm(
            member_sections(new=False, pins=file.pins, has=initial["categories"]),
            clock=self._kit.clock,
            rules=lambda values: self._faults(file, form, values),
            initial=initial,
            look=self._look_for(file) if may_look else None,
        )
        form.submitted.connect(lambda values: self._change(file, form, values))
        self.offer_words(form)
        title = parts.fill(self.tr("修改档案：%1"), file.values["name"])
        self._page.open_form(title, form)
        if field:
            form.focus_field(field)

    def _faults(
        self, file: MemberFile, form: MemberForm, values: Mapping[str, Any]
    ) -> Mapping[str, str]:
        before = {key: value for key, value in form.before.items() if key in values}
        command = to_change(file, before, values)
        return clean_member(command.values, today(self._kit.clock))[1] if command else {}

    def _change(self, file: MemberFile, form: MemberForm, values: Mapping[str, Any]) -> None:
        app, actor = self._app, self._kit.actor()
        command = to_change(file, form.before, values)
        if command is None:
            self._page.close_sheet()
            self._kit.notify.toast(self.tr("没有改动。"))
            return
        form.set_busy(True, self.tr("正在保存…"))

        def work() -> MemberFile:
            app.members.change(command, actor)
            return app.members.file(file.uid, actor)

        def done(changed: MemberFile) -> None:
            form.mark_saved()
            self._page.close_sheet()
            self._kit.notify.toast(self.tr("已保存修改。"))
            self.show(changed)

        self._kit.runner.run(work, done, self.put_right(form), owner=form)

    def _unlink(self, pin: str) -> None:
        app, actor, uid = self._app, self._kit.actor(), self._shown().uid

        def done(_: object) -> None:
            words = parts.fill(self.tr("人脸机编号 %1 已取消关联。"), pin)
            what = parts.fill(self.tr("取消关联 %1"), pin)
            self._kit.notify.toast(words, lambda: self._link(pin, uid), what=what)
            self.reload()

        self._kit.runner.run(lambda: app.face_checks.unlink_pin(pin, actor), done, owner=self)

    def _link(self, pin: str, uid: str) -> None:
        app, actor = self._app, self._kit.actor()
        what = parts.fill(self.tr("取消关联 %1"), pin)
        self._kit.runner.run(
            lambda: app.face_checks.link_pin(pin, uid, actor),
            lambda _: self._undone(what),
            owner=self,
        )

    # --- paper ----------------------------------------------------------------------------

    def _print(self) -> None:
        """Make the summary of the file and show it in the place of the file."""
        params, title = {"member": self._shown().uid}, self.tr("正在打印档案")
        print_paper(self._page, self._app, self._kit, "member-file", params, self, title)

    # --- full numbers ---------------------------------------------------------------------

    def _ask_reason(self) -> None:
        uid = self._shown().uid
        sheet = self._page.open_numbers()
        sheet.asked.connect(lambda reason: self._look(sheet, uid, reason))

    def _look(self, sheet: FullNumbers, uid: str, reason: str) -> None:
        app, actor = self._app, self._kit.actor()

        def failed(problem: BaseException) -> None:
            if isinstance(problem, ValidationProblem):
                sheet.form.set_problem(problem)
            else:
                self._kit.notify.problem(problem)

        self._kit.runner.run(
            lambda: app.members.full_numbers(uid, reason, actor),
            sheet.show_numbers,
            failed,
            owner=sheet,
        )

    def _look_for(self, file: MemberFile) -> Look:
        """Reads one full number to change it; the audit says so."""

        def look(key: str, take: Callable[[str], None]) -> None:
            app, actor, why = self._app, self._kit.actor(), self.tr("修改这个号码")
            self._kit.runner.run(
                lambda: app.members.full_numbers(file.uid, why, actor)[key], take, owner=self._page
            )

        return look

    def _shown(self) -> MemberFile:
        """The file that the pressed button belongs to."""
        assert self.file is not None
        return self.file
