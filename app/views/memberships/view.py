"""The tab 会籍 to look at: state, periods, cards, terminal numbers, the card to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.cards import CardRow
from app.services.face_checks import PinRow
from app.services.member_codes import CodeRow
from app.services.memberships import Membership, PeriodRow
from app.views import parts
from app.views.memberships.time_bar import TimeBar
from app.views.memberships.words import (
    STEPS,
    can_leave,
    can_pause,
    headline,
    next_words,
    resume_word,
    span,
    state_status,
    tr,
)
from app.views.theme import Space, Status, Tone
from app.views.widgets.action_rows import ActionRow, ActionRows, RowAction
from app.views.widgets.flow import FlowLayout

CARD_TONES = {
    "issued": Tone.OK, "lost": Tone.DANGER, "replaced": Tone.NEUTRAL, "returned": Tone.NEUTRAL,
}  # fmt: skip
_MOST_PERIODS = 12
_MOST_CODES = 6


class MembershipView(QWidget):
    """Setters and one signal.

    Signals:
        asked(str action, str key): pause, leave, resume, wait; change, remove (period uid); issue;
            lose, replace, renew, return, found (card uid); void (code uid); pin, unlink (pin and
            device with a tab between); print_card.
    """

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.state = parts.StatusLabel(role="heading", wrap=True)
        self.coming = parts.StatusLabel(wrap=True)
        self.steps = QWidget()
        self._steps = FlowLayout(self.steps, Space.M)
        self.bar = TimeBar()
        self.buttons: dict[str, QPushButton] = {}
        self.periods = ActionRows(
            tr("暂停和退出"), tr("没有暂停或退出过。住院、外出时登记暂停，恢复后自动回到名单。")
        )
        self.cards = ActionRows(tr("卡"), tr("还没有发卡。没有卡也可以用身份证、二维码或报姓名。"))
        self.cards.add_head("issue", tr("发卡"), "card")
        self.pins = ActionRows(
            tr("人脸机编号"), tr("没有人脸机编号。签署人脸单独同意书以后才登记。")
        )
        self.pins.add_head("pin", tr("登记编号"), "link")
        self.qr = ActionRows(tr("会员卡"), "")
        self.qr.add_head("print_card", tr("打印会员卡"), "printing")
        inner = QWidget()
        box = parts.bare(QVBoxLayout(inner), Space.M)
        for part in (self._state_card(), self.periods, self.cards, self.pins, self.qr):
            box.addWidget(part)
        box.addStretch(1)
        parts.bare(QVBoxLayout(self), 0).addWidget(parts.scroll(inner))
        for rows in (self.periods, self.cards, self.pins, self.qr):
            rows.asked.connect(self.asked)
        self.setFocusProxy(self.buttons["pause"])
        self.set_allowed({"edit": tr("正在读取…"), "print": tr("正在读取…")})

    # --- setters --------------------------------------------------------------------------

    def set_life(self, life: Membership) -> None:
        """Show where the membership stands, and its periods."""
        self.state.set_status(headline(life))
        coming = next_words(life)
        self.coming.set_status(Status(coming, Tone.INFO, "clock"))
        self._show_steps(life)
        self.bar.set_life(life)
        word = resume_word(life)
        had_focus = next((k for k, made in self.buttons.items() if made.hasFocus()), "")
        for key, shown in (
            ("pause", can_pause(life)), ("leave", can_leave(life)), ("resume", bool(word)),
            ("wait", can_pause(life)),
        ):  # fmt: skip
            self.buttons[key].setVisible(shown)
        if had_focus and self.buttons[had_focus].isHidden():
            # Not to its neighbour, which would be the next step away from the list.
            next(made for made in self.buttons.values() if not made.isHidden()).setFocus()
        self.buttons["resume"].setText(word)
        self.buttons["resume"].setAccessibleName(word)
        self.periods.set_rows([_period(p) for p in life.periods[:_MOST_PERIODS]])

    def set_cards(self, cards: Sequence[CardRow]) -> None:
        """Show the cards."""
        self.cards.set_rows([_card(card) for card in cards])

    def set_pins(self, pins: Sequence[PinRow]) -> None:
        """Show the terminal numbers and where each counts."""
        self.pins.set_rows([_pin(pin) for pin in pins])

    def set_paper_cards(self, number: str, codes: Sequence[CodeRow]) -> None:
        """Show the card to print and what became of its codes; ``number`` of the member."""
        self.qr.set_rows(_paper_cards(number, codes[:_MOST_CODES]))

    def set_allowed(self, why: Mapping[str, str]) -> None:
        """``edit`` and ``print``: why not; empty allows."""
        for made in self.buttons.values():
            made.setEnabled(not why["edit"])
            made.setToolTip(why["edit"])
        for rows in (self.periods, self.cards, self.pins):
            rows.set_allowed(why["edit"])
        self.qr.set_allowed(why["print"])
        for made in self.qr.buttons.values():  # the head prints, the rows change the file
            made.setEnabled(not why["edit"])
            made.setToolTip(why["edit"])

    def point_at(self, uid: str) -> bool:
        """Bring the period, card or code ``uid`` into sight; False when it is not shown."""
        # All are asked: what was marked before is not any more.
        found = [rows.point_at(uid) for rows in (self.periods, self.cards, self.qr)]
        return any(found)

    # --- inside ---------------------------------------------------------------------------

    def _state_card(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, Space.S)
        for key, word, icon, kind in (
            ("resume", tr("恢复"), "undo", "primary"),
            ("pause", tr("暂停"), "pause", "plain"),
            ("leave", tr("退出"), "sign_out", "plain"),
            ("wait", tr("改为待批"), "waiting", "quiet"),
        ):
            made = parts.button(word, icon, kind)
            parts.on_click(made, lambda key=key: self.asked.emit(key, ""))  # type: ignore[misc]
            self.buttons[key] = made
            flow.addWidget(made)
        card = parts.Card()
        card.add(self.state, self.coming, self.steps, self.bar, holder)
        return card

    def _show_steps(self, life: Membership) -> None:
        parts.clear(self._steps)
        for number, step in enumerate(STEPS):
            if number:
                self._steps.addWidget(parts.label("→", "second"))
            if step.value == life.state:
                made: QWidget = parts.StatusLabel(state_status(step.value), role="strong")
                made.setAccessibleName(parts.fill(tr("现在：%1"), step.label))
            else:
                made = parts.label(step.label, "second")
                made.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            self._steps.addWidget(made)


def _period(period: PeriodRow) -> ActionRow:
    actions = (RowAction("change", tr("修改"), "edit"), RowAction("remove", tr("撤销"), "undo"))
    status = state_status(period.state, period.label)
    return ActionRow(period.uid, status, span(period), period.note, actions)


def _card(card: CardRow) -> ActionRow:
    lose, replace = RowAction("lose", tr("挂失"), "warn"), RowAction("replace", tr("补办"), "card")
    back, found = RowAction("return", tr("退卡"), "undo"), RowAction("found", tr("解挂"), "check")
    renew = RowAction("renew", tr("改有效期"), "edit")
    again = RowAction("again", tr("重新启用"), "refresh")
    actions = {"issued": (lose, replace, renew, back), "lost": (replace, found)}.get(
        card.state, (again,)
    )
    tone = Tone.WARN if card.expired else CARD_TONES.get(card.state, Tone.NEUTRAL)
    status = Status(card.state_label, tone)
    bits = (
        card.kind,
        parts.fill(tr("%1 发卡"), card.issued_on) if card.issued_on else "",
        parts.fill(tr("有效期至 %1"), card.valid_until) if card.valid_until else "",
        f"{card.ended_on} {card.state_label}" if card.ended_on else "",
        card.end_reason,
    )
    return ActionRow(card.uid, status, card.number, " · ".join(bit for bit in bits if bit), actions)


def _paper_cards(number: str, codes: Sequence[CodeRow]) -> list[ActionRow]:
    """What the next card shows comes first; one step makes all cards void, at the first of them."""
    valid = [code for code in codes if code.valid]
    rows = [_valid_card(number, code, first=code is valid[0]) for code in valid]
    void = [_void_card(code) for code in codes if not code.valid]
    if all(code.former_no for code in valid):
        status, words = Status(tr("还没有打印"), Tone.NEUTRAL, "qr"), _printed()
        if void and not valid:
            status, words = Status(tr("待打印新卡"), Tone.WARN), tr("打印时换成新的二维码。")
        rows.insert(0, ActionRow("", status, parts.fill(tr("会员号 %1"), number), words))
    return rows + void


def _printed() -> str:
    return tr("印有姓名、会员号和二维码；没有证件号。二维码可以在签到台扫。")


def _valid_card(number: str, code: CodeRow, *, first: bool) -> ActionRow:
    since = parts.fill(tr("%1 起"), code.made_on) if code.made_on else tr("以前印的卡都有效")
    detail = f"{since} · {_printed()}"
    if code.former_no:
        detail = tr("并入的档案的旧卡，仍能用")
    text = parts.fill(tr("会员号 %1"), code.former_no or number)
    void = RowAction("void", tr("旧卡作废、换新码"), "refresh")
    status = Status(code.state_label, Tone.OK)
    return ActionRow(code.uid, status, text, detail, (void,) if first else ())


def _void_card(code: CodeRow) -> ActionRow:
    tone = Tone.DANGER if code.reason == "lost" else Tone.NEUTRAL
    bits = (
        parts.fill(tr("%1 起"), code.made_on) if code.made_on else "",
        parts.fill(tr("%1 作废"), code.voided_on), code.reason_label, code.note,
    )  # fmt: skip
    detail = " · ".join(bit for bit in bits if bit)
    return ActionRow(code.uid, Status(code.state_label, tone), tr("旧会员卡"), detail)


def _pin(pin: PinRow) -> ActionRow:
    where = tr("所有终端") if not pin.device_no else pin.terminal or pin.device_no
    last = parts.fill(tr("最近核验 %1"), pin.last[:16]) if pin.last else tr("还没有核验记录")
    unlink = RowAction("unlink", tr("取消关联"), "unlink")
    key = f"{pin.pin}\t{pin.device_no}"
    return ActionRow(key, Status(where, Tone.NEUTRAL, "terminal"), pin.pin, last, (unlink,))
