"""Renders every piece of the window to PNG, light and dark, at 100 % and 150 %.

    python -m tests.helpers.gallery FOLDER [name …]

The pictures are looked at before a piece is called done.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.codes import CATEGORIES
from app.core.errors import EnvironmentProblem, UserError
from app.views import parts, theme
from app.views.frame.messages import ProgressStrip
from app.views.notify import Action, Message
from app.views.shell import NavItem, Shell, StatusItem
from app.views.tasks import Task
from app.views.theme import Status, Theme, Tone
from app.views.widgets.flow import FlowLayout
from app.views.widgets.form import Field, Form, Section
from app.views.widgets.import_wizard import ImportWizard
from app.views.widgets.irreversible import IrreversibleBox, Question
from app.views.widgets.member_picker import MemberPicker
from app.views.widgets.numbers import NumberButton, NumberGroup
from app.views.widgets.page import Page
from app.views.widgets.pdf_preview import PdfPreview
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource, TableQuery
from app.views.widgets.work_list import WorkAction, WorkItem, WorkList
from tests.helpers.importing import FakeImport
from tests.helpers.qt import MORNING, TODAY, find_people, make_kit

CENTRE = "小河街道居家养老服务中心"
NAMES = ("王秀英", "李建国", "阿卜杜热合曼·买买提艾力", "王𬱖", "欧阳淑珍", "张桂兰", "陈德顺")
PLACES = ("小河社区", "长乐社区", "湖墅南路社区居民委员会第二网格")
STATES = (
    Status("在册", Tone.OK),
    Status("暂停", Tone.WARN, "pause"),
    Status("退出", Tone.NEUTRAL),
    Status("登记", Tone.INFO),
)
RAIL = (
    ("today", "今日"),
    ("members", "老人"),
    ("attendance", "考勤"),
    ("meals", "助餐"),
    ("face_checks", "人脸核验"),
    ("printing", "打印"),
    ("sync", "上报"),
    ("settings", "设置"),
)


def pdf(pages: int = 3, landscape: bool = False) -> bytes:
    """A small PDF with a word on every page."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    side = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), side, QMarginsF()))
    painter = QPainter(writer)
    painter.setFont(QFont(theme.font().families(), 28))
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawText(1000, 1500, f"{CENTRE} 签到花名册 {page + 1}")
        painter.fillRect(1000, 2000, 4000, 1200, Qt.GlobalColor.black)
    painter.end()
    buffer.close()
    return bytes(raw.data())


def table(kit: Any, count: int = 300) -> DataTable:
    """A list of people."""
    columns = (
        Column("no", "编号", 90),
        Column("name", "姓名", 150),
        Column("sex", "性别", 72),
        Column("age", "年龄", 72, kind="number"),
        Column("community", "社区", 180, stretch=True),
        Column("phone", "电话", 140),
        Column("paid", "余额", 110, kind="money"),
        Column("at", "到达时间", 110, kind="time"),
        Column("state", "状态", 110, kind="status"),
        Column("note", "备注", 120, hidden=True),
    )
    rows = [
        {
            "no": f"{i + 1:05d}",
            "name": NAMES[i % len(NAMES)],
            "sex": "女" if i % 2 else "男",
            "age": 61 + i * 7 % 40,
            "community": PLACES[i % 3],
            "phone": f"138****{i * 37 % 10000:04d}",
            "paid": i * 1375 % 90000,
            "at": dt.time(7 + i % 9, i * 13 % 60),
            "state": STATES[i % 7 % 4],
        }
        for i in range(count)
    ]
    filters = (
        Filter("community", "社区", tuple((p, p) for p in PLACES)),
        Filter("state", "状态", tuple((s.word, s.word) for s in STATES)),
        Filter("alone", "独居"),
    )
    made = DataTable(
        "members",
        columns,
        kit.runner,
        prefs=kit.prefs,
        filters=filters,
        unit="人",
        placeholder="姓名、拼音或电话尾号",
        multi=True,
        notify=kit.notify,
    )
    made.set_exporter(kit.save_xlsx, "老人名单")
    made.set_printable(True)
    made.set_source(SequenceSource(rows, columns))
    return made


def form(kit: Any) -> Form:
    """A member form with errors."""
    made = Form(
        (
            Section(
                "基本信息",
                (
                    Field("name", "姓名", required=True),
                    Field("sex", "性别", "choice", choices=(("1", "男"), ("2", "女"))),
                    Field("id_number", "身份证号", "id_number", "15 位旧证也可以", required=True),
                    Field("birth", "出生日期", "date", "有身份证号时自动填写"),
                    Field("phone", "电话", "phone"),
                    Field("community", "社区", "choice", required=True),
                ),
            ),
            Section(
                "照护信息",
                (
                    Field("ability", "能力等级", "choice", width="third"),
                    Field("from", "生效日期", "date", width="third"),
                    Field("meals", "每周用餐", "number", "0–21 次", width="third"),
                    Field(
                        "kinds",
                        "人员类别",
                        "multi",
                        choices=tuple((k, k) for k in CATEGORIES[:9]),
                        width="full",
                    ),
                    Field("note", "备注", "note", width="full", placeholder="过敏、忌口、家属嘱咐"),
                ),
            ),
        ),
        clock=kit.clock,
    )
    made.set_values({"name": "王秀英", "birth": dt.date(1938, 5, 12), "kinds": ("独居", "高龄")})
    made.set_errors(
        {"id_number": "身份证号最后一位校验不对，请对照证件检查。", "community": "请选择社区。"}
    )
    return made


def show_table(kit: Any) -> QWidget:
    made = table(kit)
    made.select(3)
    made.view.setFocus()
    return framed(made)


def show_filtered(kit: Any) -> QWidget:
    made = table(kit)
    made.set_query(TableQuery("王", "age", True, {"community": "小河社区", "alone": "1"}))
    return framed(made)


def show_empty(kit: Any) -> QWidget:
    made = table(kit, 0)
    made.set_empty(
        "还没有老人。", "可以逐个登记，也可以导入现有名单。", Action("导入名单", lambda: None)
    )
    made.refresh()
    return framed(made)


def show_form(kit: Any) -> QWidget:
    return framed(form(kit))


def show_sheet(kit: Any) -> QWidget:
    page = Page("老人", "在册 118 人")
    page.resize(1280, 800)
    page.body.addWidget(table(kit))
    made = form(kit)
    sheet = page.open_sheet("王秀英", made, 640, guard=lambda: False)
    if sheet is not None:
        sheet.close_sheet()
    return page


def wizard(kit: Any, step: int) -> QWidget:
    made = ImportWizard(FakeImport(), kit.runner, kit.notify, title="导入老人名单", noun="人")
    if step:
        made.open(Path("members_messy.xlsx"))
    if step > 1:
        made.next()
    if step > 2:
        made.next()
    return framed(made)


def show_picker(kit: Any) -> QWidget:
    holder = framed(QWidget())
    made = MemberPicker(find_people, kit.runner, secondary="签到")
    made.setParent(holder)
    made.setGeometry(theme.px(40), theme.px(40), theme.px(380), theme.px(40))
    holder.setProperty("later", lambda: (made.setFocus(), made.search("王")))
    return holder


def work_items() -> tuple[WorkItem, ...]:
    """Three things to decide."""
    minutes = dt.timedelta(minutes=1)
    return (
        WorkItem(
            "1",
            "face_checks",
            "终端 1 有 2 次核验找不到人（编号 730019）",
            MORNING - 1600 * minutes,
            detail="第一次 07:10",
            actions=(WorkAction("link", "关联老人"), WorkAction("later", "以后再说")),
        ),
        WorkItem(
            "2",
            "card",
            "卡号 0012345678 没有登记",
            MORNING - 40 * minutes,
            actions=(WorkAction("link", "关联老人"),),
        ),
        WorkItem(
            "3",
            "sync",
            "区平台退回 3 行，请更正后重新上报",
            MORNING - 8 * minutes,
            tone=Tone.DANGER,
            actions=(WorkAction("open", "查看"),),
        ),
    )


def today_page(kit: Any) -> Page:
    """What the today page is made of."""
    page = Page("今日", "已到 41 人，早餐 36 份", scroll=True)
    page.header.add_date_switch(TODAY)
    page.header.add_action("print", "打印花名册", "printing")
    holder = QWidget()
    groups = FlowLayout(holder, 16, fill=True)
    for title, numbers in (
        ("出勤", (("应到", 118, Tone.NEUTRAL), ("已到", 41, Tone.OK), ("未到", 73, Tone.WARN))),
        ("午餐", (("预订", 64, Tone.NEUTRAL), ("已就餐", 0, Tone.OK), ("待送", 12, Tone.WARN))),
        ("人脸", (("已匹配", 1040, Tone.OK), ("待核", 5, Tone.DANGER))),
    ):
        buttons = []
        for word, value, tone in numbers:
            button = NumberButton(word, "人" if title == "出勤" else "", tone)
            button.set_value(value)
            buttons.append(button)
        groups.addWidget(NumberGroup(title, buttons))
    page.body.addWidget(holder)
    work = WorkList(kit.clock)
    work.set_items(work_items())
    card = parts.card().add(parts.label("待处理", "strong"), work)
    page.body.addWidget(card, 1)
    return page


def shell(kit: Any, **options: Any) -> Shell:
    """The window with eight entries."""
    items = [
        NavItem(
            key, title, key, (lambda: today_page(kit)) if key == "today" else members(kit, title)
        )
        for key, title in RAIL
    ]
    made = Shell(
        kit, items, centre_name=CENTRE, demo=True, find=find_people, desk=QWidget, **options
    )
    made.set_clerk("李前台")
    made.set_accounts((("a1", "李前台"), ("a2", "周主任")), "a1")
    made.set_status_items(
        (
            StatusItem("terminals", Status("终端在线 2/2", Tone.OK, "terminal"), "settings"),
            StatusItem("backup", Status("备份已核验 昨天 18:02", Tone.OK, "database"), "settings"),
            StatusItem("sync", Status("3 天未上报，等待 412 条", Tone.WARN, "sync"), "sync"),
        )
    )
    return made


def members(kit: Any, title: str) -> Callable[[], Page]:
    """A page with a table."""

    def make() -> Page:
        page = Page(title, "在册 118 人，暂停 3 人", help_text="在这里找人、登记、导入名单。")
        page.header.add_action("import", "导入", "import")
        page.header.add_action("new", "登记老人", "person_add", "primary")
        page.body.addWidget(table(kit))
        return page

    return make


def show_shell(kit: Any) -> QWidget:
    made = shell(kit)
    made.navigate("today")
    kit.notify.warn("终端 2 有 20 分钟没有消息，请看看它是否断电。", Action("去查看", lambda: None))
    kit.notify.toast("王秀英 签到成功 08:31", lambda: None)
    return made


def show_members(kit: Any) -> QWidget:
    made = shell(kit)
    made.navigate("members")
    kit.notify.problem(
        UserError("x", "这个身份证号已经登记过：王秀英，00012。请打开她的档案修改。")
    )
    kit.notify.problem(EnvironmentProblem("y", "U 盘已拔出，文件没有写完。"), lambda: None)
    kit.notify.info("已取消，没有保存任何更改。")
    return made


def show_progress(kit: Any) -> QWidget:
    made = shell(kit)
    made.navigate("members")
    task = Task(lambda: None, made, "导入名单")
    made.messages.follow(task)
    task.progressed.emit(3120, 10000, "正在核对身份证号")
    made.rail.fold(True)
    return made


def show_lock(kit: Any) -> QWidget:
    made = shell(kit)
    made.navigate("today")
    made.lock()
    made.lock_error("密码不对，还可以再试 4 次。")
    return made


def show_crash(kit: Any) -> QWidget:
    made = shell(kit)
    made.navigate("today")
    kit.notify.crashed.emit('Traceback:\n  File "app/views/x.py", line 3, in y\nKeyError: □')
    return made


def show_pdf(kit: Any) -> QWidget:
    made = PdfPreview(kit.runner, kit.notify)
    made.set_pdf(pdf(), "签到花名册")
    return framed(made)


def show_parts(kit: Any) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    kinds = ("plain", "primary", "danger", "quiet", "touch", "desk", "desk_primary")
    box.addWidget(parts.row(*(parts.button(kind, "check", kind) for kind in kinds), None))
    off = [parts.button(kind, "check", kind) for kind in ("plain", "primary", "quiet")]
    for each in off:
        each.setEnabled(False)
    box.addWidget(parts.row(*off, None))
    for role in ("title", "heading", "strong", "body", "second", "small", "number", "desk_heading"):
        box.addWidget(parts.label(f"{role} 王𬱖 0123456789", role))
    for tone in Tone:
        box.addWidget(parts.StatusLabel(Status(f"状态 {tone}", tone)))
    box.addWidget(ProgressStrip(Task(lambda: None, holder, "导出表格")))
    from app.views.frame.messages import Strip

    for tone in (Tone.INFO, Tone.WARN, Tone.DANGER, Tone.OK):
        box.addWidget(Strip(Message("这是一句话，说明发生了什么、该怎么做。", tone)))
    box.addStretch(1)
    return framed(holder)


def show_box(kit: Any) -> QWidget:
    text = "恢复后，这台电脑上 3 月 4 日 18:02 之后的签到和就餐记录会被备份里的内容代替。"
    return IrreversibleBox(Question("恢复备份", text, "恢复", "恢复"))


def show_calendar(kit: Any) -> QWidget:
    from app.views.widgets.date_field import DateEdit

    edit = DateEdit(TODAY)
    calendar = edit.open_calendar()
    calendar.setParent(None)
    return calendar


def framed(widget: QWidget) -> QWidget:
    """``widget`` on a page with its margins."""
    holder = QWidget()
    holder.setProperty("ground", "page")
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box = QVBoxLayout(holder)
    box.setContentsMargins(*(theme.px(24),) * 4)
    box.addWidget(widget)
    holder.resize(1280, 800)
    return holder


SCENES: dict[str, Callable[[Any], QWidget]] = {
    "parts": show_parts,
    "table": show_table,
    "table_filtered": show_filtered,
    "table_empty": show_empty,
    "form": show_form,
    "sheet": show_sheet,
    "wizard_choose": lambda kit: wizard(kit, 0),
    "wizard_columns": lambda kit: wizard(kit, 1),
    "wizard_preview": lambda kit: wizard(kit, 2),
    "wizard_result": lambda kit: wizard(kit, 3),
    "picker": show_picker,
    "pdf": show_pdf,
    "shell_today": show_shell,
    "shell_members": show_members,
    "shell_progress": show_progress,
    "shell_lock": show_lock,
    "shell_crash": show_crash,
    "box": show_box,
}


def render(folder: Path, names: list[str]) -> None:
    """Write the pictures of ``names`` (all when empty) to ``folder``."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for look in Theme:
        for scale in (100, 150):
            theme.apply(app, look, scale)
            for name in names or SCENES:
                widget = SCENES[name](make_kit())
                if not name.startswith("box"):
                    widget.resize(1280, 800)
                widget.show()
                later = widget.property("later")
                if callable(later):
                    later()
                QTest.qWait(60)
                widget.grab().save(str(folder / f"{name}_{look}_{scale}.png"))
                widget.close()
                widget.deleteLater()
                QTest.qWait(1)


if __name__ == "__main__":
    render(Path(sys.argv[1]), sys.argv[2:])
