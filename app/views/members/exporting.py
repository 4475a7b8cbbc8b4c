"""导出: by which profile, about whom and for whom, masked or not, why; nothing leaves without
that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.core.clock import today
from app.core.numbers import counted
from app.core.progress import Progress
from app.services.export_profiles import Chosen, Exported, ExportList, Profile, Who
from app.services.export_profiles.columns import BY_KEY
from app.services.export_profiles.whom import counts_in_words, in_words, names
from app.services.exports.xlsx import FULL_NUMBERS
from app.services.rights import Right
from app.views import files, parts
from app.views.members.page import MembersPage
from app.views.members.source import member_query
from app.views.theme import Tone
from app.views.widgets.form import Field, Form

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

SHEET = 520
MASKED, FULL = "masked", "full"


class ExportSheet(Form):
    """Asks by which profile, about whom, and whether the numbers go unmasked and why.

    What a clerk filtered or marked goes as it is (``by_hand``), the whole list as far as the
    profile is about it; who is not on the list (在册) is told before in either case.

    Signals:
        wanted(Profile, Who, bool full, str reason).
    """

    wanted = Signal(object, object, bool, str)

    def __init__(
        self, profiles: Sequence[Profile], whom: str, people: Chosen, *, by_hand: bool,
        may_full: bool,
    ) -> None:  # fmt: skip
        numbers = [(MASKED, _tr("打码"))]
        if may_full:
            numbers.append((FULL, _tr("完整号码，记入审计日志")))
        super().__init__(
            (
                Field("profile", _tr("导出方案"), "choice", required=True, width="full",
                      choices=tuple((one.uid, _title(one)) for one in profiles)),
                Field("who", _tr("导出对象"), "choice", required=True, width="full",
                      choices=tuple((who.value, _about(who, people)) for who in Who)),
                Field("numbers", _tr("证件号和电话"), "choice", width="full",
                      choices=tuple(numbers), required=True),
                Field("reason", _tr("为什么要完整号码"), width="full", max_length=100),
            ),
            save_text=_tr("选择位置并导出"),
        )  # fmt: skip
        self._profiles = {one.uid: one for one in profiles}
        self._people, self._by_hand = people, by_hand
        self.whom = parts.label(whom, "strong", wrap=True)
        self.about = parts.label("", "second", wrap=True)
        self._box.insertWidget(1, self.whom)
        self._box.insertWidget(self._box.count() - 2, self.about)
        self.value_changed.connect(self._changed)
        self.submitted.connect(self._submit)
        first = profiles[0] if profiles else None
        full = may_full and first is not None and first.full_numbers
        self.set_values({
            "profile": first.uid if first else "", "numbers": FULL if full else MASKED,
            "who": self._who_of(first).value,
        })  # fmt: skip
        self._follow()

    def _who_of(self, profile: Profile | None) -> Who:
        """Whom ``profile`` is about; what somebody chose by hand stays what they chose."""
        if self._by_hand:
            return Who.ALL
        return profile.who if profile else Who.LISTED

    def who(self) -> Who:
        """Whom the list is to be about."""
        return Who(self._raw()["who"] or Who.LISTED)

    def _changed(self, key: str) -> None:
        if key == "profile" and not self._by_hand:
            box: Any = self.editor("who")
            box.setCurrentIndex(box.findData(self._who_of(self.chosen()).value))
        self._follow()

    def chosen(self) -> Profile | None:
        """The profile that is chosen."""
        return self._profiles.get(self._raw()["profile"])

    def _follow(self) -> None:
        """Say what leaves; who masks nothing is asked why, a list without numbers asks nothing."""
        profile = self.chosen()
        keys = profile.columns if profile else ()
        some = profile is not None and has_numbers(profile)
        full = some and self._raw()["numbers"] == FULL
        self.set_visible("numbers", some)
        self.set_visible("reason", full)
        self.set_marked("reason", full)
        self.set_visible("who", bool(self._people.elsewhere))
        self.set_hint("who", *self._told())
        if profile is None:
            self.about.setText("")
            return
        titles = "、".join(BY_KEY[key].title for key in keys)
        words = _tr("用途：%1\n接收方：%2\n包含：%3")
        self.about.setText(parts.fill(words, profile.purpose, profile.recipient, titles))

    def _told(self) -> tuple[str, Tone]:
        """Who is left out, and who goes although they are not on the list."""
        who = self.who()
        out, among = self._people.left_out(who), self._people.among(who)
        lines = []
        if out:
            words = _tr("不导出：%1（%2）。")
            lines.append(parts.fill(words, in_words(out), names(out)))
        if among:
            words = _tr("其中不在册：%1（%2）。")
            lines.append(parts.fill(words, in_words(among), names(among)))
        return "".join(lines), Tone.WARN if among else Tone.NEUTRAL

    def _submit(self, values: dict[str, Any]) -> None:
        profile, full = self.chosen(), values.get("numbers") == FULL
        reason = str(values.get("reason") or "").strip()
        if full and not reason:
            self.set_errors({"reason": _tr("请写明为什么要导出完整号码。")})
            self.focus_first_error()
        elif profile is not None:
            self.wanted.emit(profile, self.who(), full, reason)


def has_numbers(profile: Profile) -> bool:
    """Whether there is anything in it that could be masked."""
    return any(BY_KEY[key].masks for key in profile.columns)


def _title(profile: Profile) -> str:
    return profile.name + (_tr("（模板，请先核对）") if profile.template else "")


def _about(who: Who, people: Chosen) -> str:
    return parts.fill(_tr("%1：%2 人"), who.label, counted(len(people.going(who))))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportSheet", text)


class ExportPresenter(QObject):
    """Asks and writes; lives as long as its page."""

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        page.table.set_export_action(lambda: self.ask(None))
        page.selection.export_asked.connect(lambda: self.ask(page.table.selected_ids()))

    def ask(self, ids: Sequence[Any] | None) -> None:
        """Open the sheet for ``ids``, or for what the list shows."""
        app, actor, table = self._app, self._kit.actor(), self._page.table
        shown, query = table.query(), member_query(table.query())
        if ids is None:
            whom = parts.fill(self.tr("名单里现在的 %1 人"), table.count())
        else:
            whom = parts.fill(self.tr("所选 %1 人"), len(ids))
        chosen = None if ids is None else tuple(cast("Sequence[int]", ids))
        by_hand = ids is not None or bool(shown.text.strip() or any(shown.filters.values()))

        def look() -> tuple[tuple[Profile, ...], Chosen]:
            return app.exports.all(actor), app.exports.chosen(query, chosen, actor)

        def show(found: tuple[tuple[Profile, ...], Chosen]) -> None:
            profiles, people = found
            sheet = ExportSheet(
                profiles, whom, people, by_hand=by_hand, may_full=actor.may(Right.FULL_NUMBERS)
            )
            sheet.wanted.connect(
                lambda profile, who, full, reason: self._write(
                    sheet,
                    ExportList(Path(), profile.uid, query, chosen, full, reason, who),
                    profile,
                )
            )
            sheet.cancelled.connect(self._page.back)
            self._page.open_sheet(self.tr("导出名单"), sheet, SHEET)

        self._kit.runner.run(look, show, owner=self)

    def _write(self, sheet: ExportSheet, command: ExportList, profile: Profile) -> None:
        full = command.full and has_numbers(profile)
        what = f"{profile.name}_{FULL_NUMBERS}" if full else profile.name
        name = files.dated(what, today(self._kit.clock))
        path = files.choose_save(
            self._page, self.tr("导出名单"), f"{name}.xlsx", self.tr("Excel 表格 (*.xlsx)")
        )
        if path is None:
            return
        app, actor = self._app, self._kit.actor()
        wanted = replace(command, path=path)

        def work(progress: Progress) -> Exported:
            return app.exports.export(wanted, actor, progress)

        def done(exported: Exported) -> None:
            self._page.close_sheet()
            text = self.tr("已导出 %1 人：%2，在文件夹 %3。")
            said = parts.fill(text, exported.rows, path.name, path.parent)
            if exported.left_out:
                out = counts_in_words(exported.left_out)
                said += parts.fill(self.tr("没有导出：%1。"), out)
            if exported.among:
                said += parts.fill(self.tr("其中不在册：%1。"), counts_in_words(exported.among))
            self._kit.notify.toast(said)

        def failed(problem: BaseException) -> None:
            if not sheet.set_problem(problem):
                say(problem)

        say = self._kit.notify.attempt("export-list")
        sheet.set_busy(True)
        self._kit.runner.run(work, done, failed, owner=sheet, title=self.tr("导出名单"))
