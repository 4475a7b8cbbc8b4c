"""`Collector`: reference cycles are looked for on the GUI thread, between two events."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY_MS, _SHARE = 1_000, 100
"""How often it looks; a search through everything takes at most one hundredth of the time."""
_WHOLE = 2


class Collector(QObject):
    """Takes the search for reference cycles over from Python.

    Python searches at any moment, on whichever thread makes an object just then. Widgets that
    nobody holds any more, e.g. menus of a page that was made anew, would be deleted on a thread of
    the runner, or while Qt goes through all widgets because of another style sheet: the program
    dies then or later, somewhere else.
    """

    def __init__(self, owner: QObject, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(owner)
        self._monotonic, self._not_before = monotonic, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on only `look` searches."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Search among what Python would search among by now: mostly what is new.

        All there is only as often as it is quick: with lists of 20,000 people it takes longer.
        """
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        old = [place for place, (made, most) in enumerate(due) if 0 < most < made]
        if not old:
            return
        begun = self._monotonic()
        whole = max(old) == _WHOLE and begun >= self._not_before
        gc.collect(_WHOLE if whole else min(max(old), _WHOLE - 1))
        if whole:
            self._not_before = begun + _SHARE * (self._monotonic() - begun)
