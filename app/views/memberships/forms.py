"""The forms of the tab 会籍, and what they become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from app.core.clock import Clock, today
from app.core.codes import MemberState
from app.services.cards import CardRow, EndCard, IssueCard, RenewCard
from app.services.codes import Code
from app.services.member_codes import REASONS, VoidCard
from app.services.memberships import (
    ChangePeriod,
    LeaveMember,
    Membership,
    PauseMember,
    PeriodRow,
    ResumeMember,
    WaitMember,
)
from app.services.memberships.checks import Stretch, day_faults, faults_of
from app.views.memberships.words import tr
from app.views.parts import fill
from app.views.widgets.form import Field, Form, Rules

Values = Mapping[str, Any]


def choices(codes: Sequence[Code], group: str = "") -> tuple[tuple[str, str], ...]:
    """What a code table offers, one group of it if given."""
    return tuple((one.code, one.name) for one in codes if not group or one.group == group)


def _note() -> Field:
    return Field(
        "note", tr("说明"), "note", tr("补登今天以前的日期时要写明原因"), width="full",
        max_length=200,
    )  # fmt: skip


def _pause_rules(life: Membership) -> Rules:
    """What the service would say of a pause, while something else is missing."""

    def rules(values: Values) -> dict[str, str]:
        first, reason = values.get("first_day"), values.get("reason") or ""
        if first is None:
            return {}
        note = values.get("note") or ""
        stretch = Stretch(MemberState.PAUSED, first, values.get("last_day"), reason, note)
        return faults_of(stretch, life.periods, life.joined_on, frozenset({reason}), life.today)

    return rules


def _leave_rules(life: Membership) -> Rules:
    """What the service would say of a departure, while something else is missing."""

    def rules(values: Values) -> dict[str, str]:
        last, reason = values.get("last_day"), values.get("reason") or ""
        if last is None:
            return {}
        first = last + dt.timedelta(days=1)
        stretch = Stretch(MemberState.LEFT, first, None, reason, values.get("note") or "")
        stands = [p for p in life.periods if p.state == MemberState.LEFT or not p.covers(first)]
        faults = faults_of(stretch, stands, life.joined_on, frozenset({reason}), life.today)
        faults = {("last_day" if k == "first_day" else k): v for k, v in faults.items()}
        return faults | day_faults("last_day", last, life.today, life.joined_on)

    return rules


def pause_form(clock: Clock, reasons: Sequence[Code], life: Membership) -> Form:
    """暂停: first and last day, reason."""
    form = Form(
        (
            Field("first_day", tr("第一天"), "date", tr("从这天起不在册"), required=True),
            Field("last_day", tr("最后一天"), "date", tr("还不知道就留空，回来时再恢复")),
            Field("reason", tr("原因"), "choice", required=True,
                  choices=choices(reasons, "paused"), width="full"),
            _note(),
        ),
        clock=clock, save_text=tr("登记暂停"), rules=_pause_rules(life),
    )  # fmt: skip
    form.set_values({"first_day": today(clock)})
    return form


def leave_form(clock: Clock, reasons: Sequence[Code], life: Membership) -> Form:
    """退出: last day, reason."""
    form = Form(
        (
            Field("last_day", tr("最后一天"), "date", tr("当天仍算在册，第二天起退出"),
                  required=True),
            Field("reason", tr("原因"), "choice", required=True,
                  choices=choices(reasons, "left")),
            _note(),
        ),
        clock=clock, save_text=tr("登记退出"), rules=_leave_rules(life),
    )  # fmt: skip
    form.set_values({"last_day": today(clock)})
    return form


def resume_form(clock: Clock, word: str) -> Form:
    """恢复: the first day on the list again."""
    form = Form(
        (
            Field("first_day", tr("从哪天起在册"), "date", tr("当天就可以签到"), required=True),
            _note(),
        ),
        clock=clock, save_text=word,
    )  # fmt: skip
    form.set_values({"first_day": today(clock)})
    return form


def wait_form(clock: Clock) -> Form:
    """待批: in the file, not on the list until they are taken in."""
    form = Form(
        (
            Field("first_day", tr("从哪天起"), "date", tr("批准入册以前不算在册，不能签到"),
                  required=True),
            _note(),
        ),
        clock=clock, save_text=tr("改为待批"),
    )  # fmt: skip
    form.set_values({"first_day": today(clock)})
    return form


def period_form(clock: Clock, period: PeriodRow, reasons: Sequence[Code]) -> Form:
    """Correct one period; of a departure the first day is the one after the last day here."""
    left = period.state == "left"
    first = Field("last_here", tr("最后一天"), "date", tr("当天仍算在册"), required=True)
    if not left:
        first = Field("first_day", tr("第一天"), "date", required=True)
    last_help = tr("退出到哪天为止；没有重新入会就留空") if left else tr("还没恢复就留空")
    form = Form(
        (
            first,
            Field("last_day", tr("不在册的最后一天"), "date", last_help),
            Field("reason", tr("原因"), "choice", choices=choices(reasons, period.state),
                  width="full"),
            _note(),
        ),
        clock=clock, save_text=tr("保存修改"),
    )  # fmt: skip
    form.set_values(
        {
            "first_day": period.from_on, "last_here": period.from_on - dt.timedelta(days=1),
            "last_day": period.to_on, "reason": period.reason_code, "note": period.note,
        }
    )  # fmt: skip
    return form


def to_pause(uid: str, values: Values) -> PauseMember:
    """What the form gave, as the service takes it."""
    return PauseMember(
        uid, values["first_day"], values["reason"], values["last_day"], values["note"]
    )


def to_leave(uid: str, values: Values) -> LeaveMember:
    """What the form gave, as the service takes it."""
    return LeaveMember(uid, values["last_day"], values["reason"], values["note"])


def to_resume(uid: str, values: Values) -> ResumeMember:
    """What the form gave, as the service takes it."""
    return ResumeMember(uid, values["first_day"], values["note"])


def to_wait(uid: str, values: Values) -> WaitMember:
    """What the form gave, as the service takes it."""
    return WaitMember(uid, values["first_day"], values["note"])


def to_change(period: PeriodRow, values: Values) -> ChangePeriod:
    """What the form gave, as the service takes it."""
    first = values.get("first_day") or values["last_here"] + dt.timedelta(days=1)
    return ChangePeriod(
        period.uid, first, values["last_day"], values["reason"] or "", values["note"],
        period.version,
    )  # fmt: skip


# --- cards and numbers --------------------------------------------------------------------


def _until(label: str) -> Field:
    return Field("valid_until", label, "date", tr("最后一天；长期有效就留空"), lean="future")


def issue_form(clock: Clock, kinds: Sequence[Code]) -> Form:
    """发卡: scan or type the number."""
    form = Form(
        (
            Field("number", tr("卡号"), help=tr("把卡放在读卡器上，或照卡面填写"), required=True,
                  width="full", max_length=64),
            Field("kind", tr("种类"), "choice", choices=choices(kinds)),
            Field("on", tr("发卡日期"), "date", lean="past"),
            _until(tr("有效期至")),
        ),
        clock=clock, save_text=tr("发卡"),
    )  # fmt: skip
    form.set_values({"on": today(clock)})
    return form


def end_form(clock: Clock, word: str, *, new_number: bool = False) -> Form:
    """挂失, 退卡, or 补办 with the number of the new card."""
    number = Field("number", tr("新卡的卡号"), help=tr("把新卡放在读卡器上"), required=True,
                   width="full", max_length=64)  # fmt: skip
    on = Field("on", tr("日期"), "date", required=True, lean="past")
    reason = Field("reason", tr("原因"), "note", width="full", max_length=200)
    fields = (number, on, _until(tr("新卡的有效期至")), reason) if new_number else (on, reason)
    form = Form(fields, clock=clock, save_text=word)
    form.set_values({"on": today(clock)})
    return form


def instead_form(clock: Clock, word: str) -> Form:
    """``word`` (解挂, 重新启用) while another card is used: the button says that that one goes."""
    reason = Field("reason", tr("原因"), "note", width="full", max_length=100)
    return Form((reason,), clock=clock, save_text=fill(tr("%1并退回"), word))


def void_form(clock: Clock, former: Sequence[str]) -> Form:
    """旧卡作废: why and since when; ``former``: numbers of merged files whose cards go too."""
    about = tr("从这天起，签到台和助餐拒收旧卡")
    if former:
        words = tr("从这天起拒收；并入的档案（会员号 %1）的旧会员卡也一起作废")
        about = fill(words, tr("、").join(former))
    form = Form(
        (
            Field("reason", tr("原因"), "choice", required=True, choices=tuple(REASONS.items())),
            Field("on", tr("作废日期"), "date", about, required=True, lean="past"),
            Field("note", tr("说明"), "note", width="full", max_length=200),
        ),
        clock=clock, save_text=tr("作废旧卡"),
    )  # fmt: skip
    form.set_values({"on": today(clock)})
    return form


def renew_form(clock: Clock, card: CardRow) -> Form:
    """改有效期: another last day, or none."""
    form = Form(
        (_until(tr("有效期至")), Field("reason", tr("原因"), "note", width="full", max_length=200)),
        clock=clock, save_text=tr("改有效期"),
    )  # fmt: skip
    until = dt.date.fromisoformat(card.valid_until) if card.valid_until else None
    form.set_values({"valid_until": until})
    return form


def to_issue(uid: str, values: Values) -> IssueCard:
    """What the form gave, as the service takes it."""
    return IssueCard(
        uid, values["number"], values["kind"] or "", values["on"], values["valid_until"]
    )


def to_end(card_uid: str, values: Values) -> EndCard:
    """What the form gave, as the service takes it."""
    return EndCard(
        card_uid, values["reason"], values["on"], values.get("number", ""),
        values.get("valid_until"),
    )  # fmt: skip


def to_void(uid: str, values: Values) -> VoidCard:
    """What the form gave, as the service takes it."""
    return VoidCard(uid, values["reason"] or "", values["on"], values["note"])


def to_renew(card_uid: str, values: Values) -> RenewCard:
    """What the form gave, as the service takes it."""
    return RenewCard(card_uid, values["valid_until"], values["reason"])


def pin_form(terminals: Sequence[tuple[str, str]]) -> Form:
    """登记人脸机编号: the number and where it counts; ``terminals`` (device number, name)."""
    return Form(
        (
            Field("terminal_pin", tr("人脸机编号"), help=tr("人脸机上这位老人的编号"),
                  required=True, max_length=24),
            Field("device_no", tr("在哪台终端"), "choice",
                  tr("各台终端编号不同时才选具体一台"), choices=tuple(terminals),
                  placeholder=tr("所有终端")),
        ),
        save_text=tr("登记编号"),
    )  # fmt: skip
