"""Stretches of days to choose from a menu: days, months, years."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from app.views import parts

_MONTHS = 12
"""So many months stand in the menu one by one; before them the years."""


def periods(first: dt.date, today: dt.date) -> tuple[tuple[str, str], ...]:
    """Choices of the chip 时间 from ``first`` to ``today``: days, months, then years."""
    day = dt.timedelta(days=1)
    found = [
        (_span(today, today), _tr("今天")),
        (_span(today - day, today - day), _tr("昨天")),
        (_span(today - 6 * day, today), _tr("近 7 天")),
        (_span(today - 29 * day, today), _tr("近 30 天")),
    ]
    start = today.replace(day=1)
    for _ in range(_MONTHS):
        end = (start + 31 * day).replace(day=1) - day
        if end >= first:
            found.append(
                (_span(start, end), parts.fill(_tr("%1 年 %2 月"), start.year, start.month))
            )
        start = (start - day).replace(day=1)
    for year in range(today.year, first.year - 1, -1):
        span = _span(dt.date(year, 1, 1), dt.date(year, 12, 31))
        found.append((span, parts.fill(_tr("%1 年"), year)))
    return tuple(found)


def _span(since: dt.date, until: dt.date) -> str:
    return f"{since.isoformat()}/{until.isoformat()}"


def span_of(value: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a chosen stretch; None where it has no end."""
    first, _, last = value.partition("/")
    return (
        dt.date.fromisoformat(first) if first else None,
        dt.date.fromisoformat(last) if last else None,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Periods", text)
