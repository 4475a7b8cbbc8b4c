"""The tab 家庭: whom to call, who cares, and who lives in the same house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.services.contacts import ContactRow, SaveContact
from app.services.households import HouseholdFile, HouseholdPerson, Neighbour
from app.services.rights import Right
from app.views import parts
from app.views.attendance.live_rows import LiveRows
from app.views.members.numbers import FullNumbers
from app.views.members.tabs.contact_form import ROLES, ContactForm
from app.views.members.tabs.frame import TabContext
from app.views.members.tabs.household_form import HouseForm, JoinForm, RelationForm, who
from app.views.members.tabs.household_steps import Founding, Joining, lives_alone, met
from app.views.members.tabs.working import ListCard, WorkingTab, filled
from app.views.notify import Action
from app.views.theme import Status, Tone, px
from app.views.widgets.saving import Said
from app.views.widgets.table import Column, DataTable

_WORDS, _FEWEST = 200, 2
"""Unscaled height of what an empty list says; rows of one that is not."""


@dataclass(frozen=True)
class Family:
    """What the tab loads."""

    contacts: tuple[ContactRow, ...]
    house: HouseholdFile | None
    neighbours: tuple[Neighbour, ...]
    doubt: str = ""


class FamilyTab(WorkingTab):
    """Contacts above, the household below."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context)
        self._found = Family((), None, ())
        self.contacts = self._contact_table()
        self.people = self._people_table()
        self._contact_rows = LiveRows(
            self.contacts, self.contacts.model.columns, lambda row: row.uid
        )
        self._person_rows = LiveRows(self.people, self.people.model.columns, _person_id)
        self.around = self._contact_card()
        self.house = self._house_card()
        filled(self, self.around, self.house)
        for table in (self.contacts, self.people):
            table.selection_changed.connect(lambda _: self._allow())
            table.loaded.connect(lambda _: self._allow())

    def _fetch(self, uid: str) -> Family:
        app, actor = self._app, self._kit.actor()
        house = app.households.of(uid, actor)
        return Family(
            app.contacts.of(uid, actor),
            house,
            app.households.neighbours(uid, actor),
            lives_alone(app, app.members.file(uid, actor), house, actor),
        )

    def _show(self, found: Family) -> None:
        self._found = found
        self._contact_rows.replace(found.contacts)
        self._person_rows.replace(found.house.people if found.house else ())
        self._show_house(found)
        self._allow()
        _fit(self.contacts, len(found.contacts))
        _fit(self.people, len(found.house.people) if found.house else 0)

    # --- contacts -------------------------------------------------------------------------

    def _contact_card(self) -> ListCard:
        made = ListCard(self.tr("联系人"), self.contacts)
        made.add_button("add", self.tr("增加联系人"), "add", self._add, "primary")
        made.add_button("edit", self.tr("修改"), "edit", self._edit)
        made.add_button("up", self.tr("先联系"), "up", lambda: self._move(up=True))
        made.add_button("down", self.tr("后联系"), "down", lambda: self._move(up=False))
        made.add_button("phone", self.tr("完整电话"), "show", self._ask_phone)
        made.add_button("remove", self.tr("删除"), "delete", self._remove, "quiet")
        return made

    def _contact_table(self) -> DataTable:
        columns = (
            Column("order", self.tr("联系顺序"), 92, sortable=False, kind="status", value=_order),
            Column("name", self.tr("姓名"), 132, sortable=False, value=_name),
            Column("relation_text", self.tr("关系"), 92, sortable=False),
            Column("phone_masked", self.tr("电话"), 124, sortable=False),
            Column("phone2_masked", self.tr("备用电话"), 124, sortable=False, hidden=True),
            Column("roles", self.tr("身份"), 220, sortable=False, value=_roles),
            Column("note", self.tr("备注"), 120, sortable=False, stretch=True, free=True),
        )
        made = DataTable("contacts", columns, self._kit.runner, prefs=self._kit.prefs)
        made.set_toolbar_visible(False)
        made.setMinimumHeight(px(_WORDS))
        made.set_empty(
            self.tr("还没有联系人。"),
            self.tr("至少登记一位紧急联系人，老人不舒服时知道打给谁。"),
            Action(self.tr("增加联系人"), self._add),
        )
        made.activated.connect(lambda _: self._edit())
        return made

    def _chosen(self) -> ContactRow | None:
        uid = self.contacts.current_id()
        return next((row for row in self._found.contacts if row.uid == uid), None)

    def _add(self) -> None:
        if self.may_edit():
            self._contact_form(None)

    def _edit(self) -> None:
        row = self._chosen()
        if row is not None and self.may_edit():
            self._contact_form(row)

    def _contact_form(self, row: ContactRow | None) -> None:
        app, kit, file = self._app, self._kit, self._file
        assert file is not None
        actor = kit.actor()
        form = ContactForm(
            row, lambda text: app.members.find(text, 8, actor), kit.runner, kit.clock
        )
        uid, version = (row.uid, row.version) if row else ("", 0)

        def save(values: dict[str, Any]) -> None:
            command = SaveContact(file.uid, form.command(values), uid, version)
            self._submit(
                form,
                lambda: app.contacts.save(command, actor),
                self.tr("联系人已保存。"),
                what="" if row else parts.fill(self.tr("增加联系人%1"), values.get("name") or ""),
                take_back=None if row else take_back,
            )

        def take_back(made: str) -> None:
            app.contacts.remove(made, self.tr("增加后马上撤销"), actor)

        form.submitted.connect(save)
        title = (
            self.tr("增加联系人") if row is None else parts.fill(self.tr("修改：%1"), _name(row))
        )
        self._sheet(title, form)

    def _move(self, *, up: bool) -> None:
        row, app, actor = self._chosen(), self._app, self._kit.actor()
        if row is not None:
            self._run(lambda: app.contacts.move(row.uid, up=up, actor=actor))

    def _remove(self) -> None:
        row, app, actor = self._chosen(), self._app, self._kit.actor()
        if row is None:
            return
        self._run(
            lambda: app.contacts.remove(row.uid, self.tr("从档案删除"), actor),
            parts.fill(self.tr("已删除联系人%1。"), _name(row)),
            lambda: app.contacts.restore(row.uid, actor),
            parts.fill(self.tr("删除联系人%1"), _name(row)),
        )

    def _ask_phone(self) -> None:
        row, app, actor = self._chosen(), self._app, self._kit.actor()
        if row is None:
            return
        sheet: FullNumbers = self._page.open_numbers()

        def failed(problem: BaseException) -> None:
            if not sheet.form.set_problem(problem):
                self._kit.notify.problem(problem)

        def look(reason: str) -> None:
            def work() -> dict[str, str]:
                phone, phone2 = app.contacts.full_phones(row.uid, reason, actor)
                return {"phone": phone, "phone2": phone2}

            self._kit.runner.run(work, sheet.show_numbers, failed, owner=sheet)

        sheet.asked.connect(look)

    # --- household ------------------------------------------------------------------------

    def _house_card(self) -> ListCard:
        made = ListCard(self.tr("同一户的人"), self.people)
        made.add_button("create", self.tr("建立家庭"), "house", self._create, "primary")
        made.add_button("join", self.tr("加入家人"), "person_add", self._join)
        made.add_button("relation", self.tr("改关系"), "edit", self._relation)
        made.add_button("open", self.tr("打开档案"), "person", self._open)
        made.add_button("house", self.tr("地址和备注"), "edit", self._change_house)
        made.add_button("leave", self.tr("离开这一户"), "unlink", self._leave, "quiet")
        return made

    def _people_table(self) -> DataTable:
        columns = (
            Column("relation_text", self.tr("与户主关系"), 168, sortable=False),
            Column("name", self.tr("姓名"), 150, sortable=False),
            Column("sex", self.tr("性别"), 60, sortable=False),
            Column("age", self.tr("年龄"), 60, sortable=False),
            Column("community", self.tr("社区"), 116, sortable=False),
            Column("state", self.tr("状态"), 90, sortable=False, value=_state),
            Column("ability", self.tr("能力等级"), 100, sortable=False),
            Column("categories", self.tr("人员类别"), 120, sortable=False, stretch=True),
        )
        made = DataTable("household", columns, self._kit.runner, prefs=self._kit.prefs)
        made.set_toolbar_visible(False)
        made.setMinimumHeight(px(_WORDS))
        made.set_empty(
            self.tr("还没有归到哪一户。"),
            self.tr("夫妻、兄弟姐妹都在中心时归成一户，一户一策看得全。"),
        )
        made.activated.connect(lambda _: self._open())
        return made

    def _show_house(self, found: Family) -> None:
        house = found.house
        if house is not None:
            bits = (house.number, house.community, house.address, house.note)
            words = " · ".join(bit for bit in bits if bit)
            self.house.set_words("\n".join(line for line in (words, found.doubt) if line))
            return
        names = "、".join(who(one) for one in found.neighbours)
        words = parts.fill(self.tr("同一地址还有：%1。点“加入家人”归成一户。"), names)
        self.house.set_words(words if names else "")

    def _person(self) -> HouseholdPerson | None:
        chosen = self.people.current_id()
        people = self._found.house.people if self._found.house else ()
        return next((one for one in people if _person_id(one) == chosen), None)

    def _create(self) -> None:
        app, actor, file = self._app, self._kit.actor(), self._file
        if file is not None:
            step = Founding(app.households, file.uid, actor)
            self._run(step.found, self.tr("已建立家庭，本人是户主。"), step.take_back,
                      self.tr("建立家庭"))  # fmt: skip

    def _join(self) -> None:
        app, kit, file = self._app, self._kit, self._file
        assert file is not None
        actor, own = kit.actor(), file.uid
        has_house = self._found.house is not None
        form = JoinForm(
            self._found.neighbours,
            lambda text: [hit for hit in app.members.find(text, 8, actor) if hit.uid != own],
            kit.runner,
            kit.clock,
            newcomer=has_house,
            meet=lambda other: self._meet(form, other, newcomer=has_house),
        )

        def save(values: dict[str, Any]) -> None:
            relation, other = values["relation"], form.chosen_uid
            comes, lives = (other, own) if has_house else (own, other)
            step = Joining(app.households, comes, lives, relation, actor)
            self._submit(form, step.join, self.tr("已归到同一户。"), step.take_back,
                         self.tr("归到同一户"))  # fmt: skip

        form.submitted.connect(save)
        self._sheet(self.tr("加入家人"), form)

    def _meet(self, form: JoinForm, other: str, *, newcomer: bool) -> None:
        """Tell ``form`` who the head is to whom somebody would be related."""
        app, actor, file = self._app, self._kit.actor(), self._file
        assert file is not None
        comes, lives = (other, file.uid) if newcomer else (file.uid, other)
        self._kit.runner.run(
            lambda: met(app, comes, lives, actor), lambda found: form.know(other, found), owner=form
        )

    def _relation(self) -> None:
        one, app, actor = self._person(), self._app, self._kit.actor()
        if one is None or not one.place_uid or not self.may_edit():
            return
        form = RelationForm(one, self._kit.clock)
        form.submitted.connect(
            lambda values: self._submit(
                form,
                lambda: app.households.change_relation(one.place_uid, values["relation"], actor),
                self.tr("关系已保存。"),
            )
        )
        self._sheet(parts.fill(self.tr("%1 与户主的关系"), one.name), form)

    def _change_house(self) -> None:
        house, app, actor = self._found.house, self._app, self._kit.actor()
        if house is None or not self.may_edit():
            return
        form = HouseForm(house, self._kit.clock)
        form.submitted.connect(
            lambda values: self._submit(
                form,
                lambda: app.households.change(form.command(values), actor),
                self.tr("这一户已保存。"),
            )
        )
        self._sheet(parts.fill(self.tr("家庭 %1"), house.number), form)

    def _leave(self) -> None:
        one, app, actor = self._person(), self._app, self._kit.actor()
        if one is None or not one.place_uid:
            return
        said = parts.fill(self.tr("%1已离开这一户。"), one.name)

        def left(heir: str) -> Said:
            words = self.tr("现在由%1当户主，请核对各人的关系。")
            return Said(
                said + parts.fill(words, heir) if heir else said,
                lambda: app.households.come_back(one.place_uid, actor),
                parts.fill(self.tr("%1离开这一户"), one.name),
            )

        self._saving.run(lambda: app.households.leave(one.place_uid, actor), left)

    def _open(self) -> None:
        one = self._person()
        if one is not None and one.uid and self._file and one.uid != self._file.uid:
            self._kit.go("members", {"uid": one.uid, "tab": "family"})

    # --- what may be pressed --------------------------------------------------------------

    def _allow(self) -> None:
        may, row, one = self.may_edit(), self._chosen(), self._person()
        house, order = self._found.house is not None, row.emergency_order if row else None
        called = sum(c.emergency_order is not None for c in self._found.contacts)
        around, home = self.around.buttons, self.house.buttons
        around["add"].setEnabled(may)
        around["edit"].setEnabled(may and row is not None)
        around["remove"].setEnabled(may and row is not None)
        around["up"].setEnabled(may and order is not None and order > 1)
        around["down"].setEnabled(may and order is not None and order < called)
        looks = self._kit.actor().may(Right.FULL_NUMBERS)
        around["phone"].setEnabled(looks and row is not None)
        home["create"].setVisible(not house)
        home["create"].setEnabled(may)
        home["join"].setEnabled(may)
        for key in ("relation", "open", "house", "leave"):
            home[key].setVisible(house)
        member = one is not None and bool(one.place_uid)
        home["relation"].setEnabled(may and member)
        home["leave"].setEnabled(may and member)
        other = one is not None and bool(one.uid) and self._file is not None
        home["open"].setEnabled(other and one.uid != self._file.uid)  # type: ignore[union-attr]
        home["house"].setEnabled(may)


def _person_id(one: HouseholdPerson) -> str:
    return one.place_uid or f"contact:{one.name}"


def _order(row: ContactRow) -> Status:
    if row.emergency_order is None:
        return Status("")
    return Status(parts.fill(_tr("第 %1 位"), row.emergency_order), Tone.PRIMARY, "phone")


def _name(row: ContactRow) -> str:
    return row.name or _tr("（未填姓名）")


def _roles(row: ContactRow) -> str:
    """What somebody is besides being called; a guardian with the evidence."""
    words = [_tr(word) for key, word in ROLES[1:] if getattr(row, key)]
    if row.guardian and row.guardian_evidence:
        words[0] = f"{words[0]}（{row.guardian_evidence}）"
    if row.linked_uid:
        words.append(_tr("会员"))
    return "、".join(words)


def _state(one: HouseholdPerson) -> str:
    return one.state or _tr("非会员")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Family", text)


def _fit(table: DataTable, rows: int) -> None:
    """A few people need no more height than their lines; all of them are seen, the tab scrolls."""
    table.setMinimumHeight(0 if rows else px(_WORDS))
    table.view.least_rows = max(rows, _FEWEST)
    table.view.updateGeometry()
