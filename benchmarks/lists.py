"""20,000 people with ten years of history: list, file and time line in the window, offscreen.

Each figure is the slowest gesture of its kind, from the gesture to the painted window, work off
the GUI thread included; the floor is the plain SELECT that the gesture cannot do without.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.services.rights import SYSTEM
from app.wiring import Application
from benchmarks import decade
from benchmarks.rows import Row, best

CEILING = 100.0
LIST = "SELECT id FROM member WHERE deleted_at IS NULL ORDER BY id"
PAGE = "SELECT * FROM member WHERE id > ? ORDER BY id LIMIT 100"
FILTERED = "SELECT id FROM member WHERE community = ? ORDER BY id"
FILE = "SELECT * FROM member WHERE id = ?"
DAYS = "SELECT service_date FROM attendance WHERE member_id = ? AND deleted_at IS NULL"
ROUNDS = 3
WISHES = (
    ("community", "塘河社区"), ("class", "独居"), ("ability", "2"), ("ability", "未评估"),
    ("ability", "评估过期"), ("state", "active"), ("state", "left"), ("age", "80"),
    ("priority", "重点"), ("priority", "一般"),
)  # fmt: skip
"""Chips of the list and what is chosen in them."""
VISITS = f"{DAYS.replace('service_date', 'id, arrived_at', 1)} LIMIT 100"


def lists(scratch: Path) -> list[Row]:
    """Every row of the member file at ten years."""
    app = decade.centre(scratch / "decade")
    window = _Window(app)
    try:
        return [
            *_list(app, window),
            *_file(app, window),
            *_timeline(app, window),
            *_quality(app, window),
        ]
    finally:
        window.close()
        app.close()


class _Window:
    """The page 老人 as the window shows it, without threads and without the debounce."""

    def __init__(self, app: Application) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtWidgets import QApplication

        from app.views import theme
        from app.views.kit import Kit
        from app.views.members import build
        from app.views.notify import Notifier
        from app.views.store import MemoryStore
        from app.views.tasks import InlineTaskRunner
        from app.views.theme import Theme

        made = QApplication.instance() or QApplication(["bench"])
        assert isinstance(made, QApplication)
        self._application = made
        theme.apply(made, Theme.LIGHT)
        self.runner = InlineTaskRunner()
        notify = Notifier()
        self.runner.set_problem(notify.problem)
        notify.crashed.connect(print)
        kit = Kit(
            self.runner, notify, app.clock, MemoryStore(), MemoryStore(), lambda: SYSTEM,
            lambda *_: None, lambda *_: None,
        )  # fmt: skip
        self.page: Any = build(app, kit)
        self.page.resize(1366, 768)
        self.page.show()
        self._painting = _painting(self.page)
        # As the desktop does once everything is loaded.
        gc.freeze()

    def did(self, work: Callable[[], object]) -> float:
        """Milliseconds from ``work`` to the painted window."""
        self._painting.seen = False
        start = time.perf_counter()
        work()
        self._application.processEvents()
        if not self._painting.seen:
            # Nothing asked for it: count a whole one all the same.
            self.page.repaint()
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        """Let the window go."""
        self.page.close()
        self.runner.stop()

    def rounds(self, gestures: Sequence[Callable[[], object]]) -> list[float]:
        """Milliseconds of each gesture: the shortest of three rounds through all of them, so
        that what else the machine does counts for nothing."""
        taken = [[self.did(gesture) for gesture in gestures] for _ in range(ROUNDS)]
        return [min(times) for times in zip(*taken, strict=True)]


def _painting(page: Any) -> Any:
    """Watches ``page``, a window; its ``seen`` becomes True when the window was painted."""
    from PySide6.QtCore import QEvent, QObject

    class Painting(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest:
                self.seen = True
            return False

    watch = Painting(page)
    page.installEventFilter(watch)
    return watch


def _row(name: str, floor_name: str, floors: Iterable[float], took: list[float]) -> Row:
    worst = max(took)
    words = f"最慢 {worst:.1f} ms（{len(took)} 种），要求 ≤ {CEILING:.0f} ms"
    return Row(name, floor_name, max(floors), worst, None, words, worst <= CEILING)


def _asked(app: Application, sql: str, *every: tuple[Any, ...]) -> list[float]:
    """The same reading without the product, for each of ``every``."""
    with app.db.read() as connection:
        ask = connection.exec_driver_sql
        return [best(partial(_all, ask, sql, values)) for values in every]


def _all(ask: Callable[..., Any], sql: str, values: tuple[Any, ...]) -> None:
    ask(sql, values).all()


def _list(app: Application, window: _Window) -> list[Row]:
    page, table = window.page, window.page.table
    first = window.did(page.activate)
    opened = window.rounds([page.refresh])
    bar = table.view.verticalScrollBar()
    places = [bar.maximum() * n // 40 for n in range(1, 41)]
    scrolled = window.rounds([partial(bar.setValue, place) for place in places])
    chips = table.toolbar.chips
    filtered = window.rounds(
        [partial(chips[key].choose, value) for key, wish in WISHES for value in (wish, "")]
    )
    columns = [n for n, column in enumerate(table.model.columns) if column.sortable]
    ordered = window.rounds([partial(table.view.sort_asked.emit, n) for n in columns])
    ids = [(n,) for n in range(0, decade.PEOPLE, 2_000)]
    open_row = _row("2 万人名单：打开", "全部 id", _asked(app, LIST, ()), opened)
    return [
        replace(open_row, extra=f"{open_row.extra}；第一次 {first:.0f} ms"),
        _row("2 万人名单：滚动一页", "100 行", _asked(app, PAGE, *ids), scrolled),
        _row("2 万人名单：筛选", "按社区 SELECT", _asked(app, FILTERED, ("塘河社区",)), filtered),
        _row("2 万人名单：排序", "全部 id", _asked(app, LIST, ()), ordered),
    ]


def _people(app: Application) -> list[str]:
    """Uids of some of the faithful, who have the longest time lines."""
    with app.db.read() as connection:
        sql = "SELECT uid FROM member WHERE id > 7 ORDER BY id LIMIT 10"
        return [row[0] for row in connection.exec_driver_sql(sql)]


def _file(app: Application, window: _Window) -> list[Row]:
    took = window.rounds([partial(window.page.activate, uid) for uid in _people(app)])
    floors = _asked(app, FILE, *((n,) for n in range(100, 110)))
    return [_row("十年档案：打开", "按主键 SELECT", floors, took)]


def _timeline(app: Application, window: _Window) -> list[Row]:
    page = window.page
    wanted = [{"uid": uid, "tab": "timeline"} for uid in _people(app)]
    opened = window.rounds([partial(page.activate, one) for one in wanted])
    table = page.tabs.tab("timeline").table
    bar = table.view.verticalScrollBar()
    places = [bar.maximum() * n // 20 for n in range(1, 21)]
    paged = window.rounds([partial(bar.setValue, place) for place in places])
    kind, period = table.toolbar.chips["kind"], table.toolbar.chips["period"]
    kinds = ("attendance", "meal", "face_check", "change", "assessment", "card", "")
    filtered = window.rounds([
        *(partial(kind.choose, value) for value in kinds),
        *(partial(period.choose, value) for value in ("2025-01-01/2025-12-31", "")),
    ])  # fmt: skip
    faithful = [(n,) for n in range(8, 14)]
    name = f"十年动态（{len(table.model.ids()):,} 条）"
    days, visits = _asked(app, DAYS, *faithful), _asked(app, VISITS, *faithful)
    return [
        _row(f"{name}：打开", "一种记录的日期", days, opened),
        _row("十年动态：翻页", "100 行签到", visits, paged),
        _row("十年动态：筛选", "一种记录的日期", days, filtered),
    ]


def _quality(app: Application, window: _Window) -> list[Row]:
    page = window.page
    window.did(partial(page.activate, {"quality": "no_phone"}))
    view = page.full
    took = window.rounds([partial(view.checks.select, key) for key in view.checks.model.ids()])
    row = _row("2 万人数据质量：一项", "全部 id", _asked(app, LIST, ()), took)
    again = min(window.did(page.refresh) for _ in range(ROUNDS))
    return [replace(row, extra=f"{row.extra}；全部重新统计 {again:.0f} ms")]


PARTS = (_list, _file, _timeline, _quality)
