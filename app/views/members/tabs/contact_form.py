"""The form of one contact; whoever is a member too is found and linked instead of typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from app.core.clock import Clock
from app.core.names import told_apart
from app.services.codes import shipped_table
from app.services.contacts import ContactRow
from app.views import parts
from app.views.members.fields import table_choices
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.form import Field, Form, Section
from app.views.widgets.member_picker import MemberPicker

Find = Callable[[str], Sequence[Any]]
ROLES = (
    ("emergency", "紧急联系人"),
    ("guardian", "监护人"),
    ("may_collect", "可以接走老人"),
    ("lives_together", "和老人同住"),
)
MASKED = ("phone", "phone2")
RELATION_HELP = "按国家标准：儿子记“子”，女儿记“女”，老伴记“配偶”，儿媳妇记“儿媳”。"


def relation_choices(*, head: bool = False) -> tuple[tuple[str, str], ...]:
    """(code, word) of GB/T 4761; nobody is 本人, and 户主 only stands in a household."""
    left_out = ("01",) if head else ("01", "02")
    return tuple(pair for pair in table_choices("relation") if pair[0] not in left_out)


def relation_words() -> tuple[tuple[str, str], ...]:
    """(code, word) that people say for a relation: 儿子 for 子."""
    return tuple((row.code, word) for row in shipped_table("relation") for word in row.synonyms)


class ContactForm(Form):
    """Adds or changes one contact.

    Args:
        row: the contact to change, None for a new one.
        find: the search of the whole application, for contacts who are members.
    """

    def __init__(
        self,
        row: ContactRow | None,
        find: Find,
        runner: TaskRunner,
        clock: Clock,
        drafts: Store | None = None,
    ) -> None:
        super().__init__(
            _sections(),
            clock=clock,
            drafts=drafts,
            draft_key="contact.new" if drafts is not None else "",
            save_text=_tr("保存"),
        )
        self._linked, self._linked_name = "", ""
        self.picker = MemberPicker(find, runner, placeholder=_tr("这位也是会员？输入姓名查找"))
        self.picker.chosen.connect(self._choose)
        self._link_words = parts.label("", wrap=True)
        self.unlink = parts.on_click(
            parts.button(_tr("取消关联"), "unlink", "quiet"),
            lambda: self._link("", "", typed=False),
        )
        self._box.insertWidget(
            1, parts.column(self.picker, parts.row(self._link_words, None, self.unlink),
                            spacing=Space.XS),
        )  # fmt: skip
        self.set_values(_values(row))
        self._link(row.linked_uid if row else "", row.linked_name if row else "", typed=False)
        self._clean_link = self._linked
        # What a new contact starts with is proposed, not stored: all of it is sent.
        self.before: dict[str, Any] = self._read()[0] if row else {}
        self.value_changed.connect(lambda _: self._show_evidence())
        for key in MASKED:
            line = self.editor(key)
            assert isinstance(line, QLineEdit)
            line.textEdited.connect(lambda text, key=key: self._retyped(key, text))
        self._show_evidence()

    def is_dirty(self) -> bool:
        """Also when only the link was changed."""
        return super().is_dirty() or self._linked != self._clean_link

    def command(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the service is told: only what differs; roles as flags of their own."""
        changed = {
            key: value
            for key, value in values.items()
            if key != "roles" and value != self.before.get(key)
        }
        for role, _ in ROLES:
            has, had = role in values["roles"], role in self.before.get("roles", ())
            if has != had:
                changed[role] = has
        if self._linked != self._clean_link:
            changed["linked_uid"] = self._linked
        return changed

    def mark_saved(self) -> None:
        """The link is saved with the rest."""
        self._clean_link = self._linked
        super().mark_saved()

    def _choose(self, hit: Any) -> None:
        """Link the member who was found; the words say which of several of one name it is."""
        self._link(hit.uid, hit.name, typed=True)
        words = told_apart(hit.name, str(hit.birth_year or ""), hit.community)
        self._link_words.setText(parts.fill(_tr("已关联会员：%1"), words))

    def _link(self, uid: str, name: str, *, typed: bool) -> None:
        self._linked, self._linked_name = uid, name
        self._link_words.setText(parts.fill(_tr("已关联会员：%1"), name) if uid else "")
        self._link_words.setVisible(bool(uid))
        self.unlink.setVisible(bool(uid))
        line = self.editor("name")
        if typed and isinstance(line, QLineEdit) and not line.text():
            line.setText(name)

    def _show_evidence(self) -> None:
        roles = self._cells["roles"].editor.value()
        self.set_visible("guardian_evidence", "guardian" in roles)

    def _retyped(self, key: str, text: str) -> None:
        """Typing into a masked number starts a new one."""
        shown = str(self.before.get(key) or "")
        line = self.editor(key)
        if "*" in shown and "*" in text and text != shown and isinstance(line, QLineEdit):
            at, more = line.cursorPosition(), max(len(text) - len(shown), 0)
            line.setText(text[at - more : at].replace("*", ""))


def _sections() -> tuple[Section, ...]:
    roles = tuple((key, _tr(word)) for key, word in ROLES)
    return (
        Section(
            "",
            (
                Field("name", _tr("姓名"), required=True, max_length=60),
                Field("relation", _tr("和老人的关系"), "search", choices=relation_choices(),
                      also=relation_words(), placeholder=_tr("如 女儿、nver"),
                      help=_tr(RELATION_HELP)),
                Field("phone", _tr("电话"), "phone", max_length=40),
                Field("phone2", _tr("备用电话"), "phone", max_length=40),
                Field("roles", _tr("身份"), "multi", choices=roles, width="full"),
                Field("guardian_evidence", _tr("监护依据"), width="full", max_length=200,
                      placeholder=_tr("公证书、判决书或协议的编号")),
                Field("address", _tr("地址"), width="full", max_length=200),
                Field("note", _tr("备注"), "note", width="full", max_length=200),
            ),
        ),
    )  # fmt: skip


def _values(row: ContactRow | None) -> dict[str, Any]:
    if row is None:
        return {"roles": ("emergency",)}
    roles = [key for key in ("guardian", "may_collect", "lives_together") if getattr(row, key)]
    if row.emergency_order is not None:
        roles.append("emergency")
    return {
        "name": row.name, "relation": row.relation, "phone": row.phone_masked,
        "phone2": row.phone2_masked, "roles": tuple(roles), "address": row.address,
        "guardian_evidence": row.guardian_evidence, "note": row.note,
    }  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Contacts", text)
