"""What was answered since the last keeping: it waits in the store of drafts, for a crash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.services.assessments import AssessmentFile
from app.services.assessments.types import FIELDS
from app.views.store import Store


class LeftBehind:
    """The answers of one guided form that the database does not have yet.

    Args:
        member, uid: whose assessment, and which; ``""`` for one that was not kept at all.
    """

    def __init__(self, drafts: Store, member: str, uid: str) -> None:
        self._drafts, self._member, self._uid = drafts, member, uid

    def recall(self, file: AssessmentFile) -> AssessmentFile | None:
        """``file`` with the answers that were left behind; None without any, or when somebody
        changed it since."""
        kept = self._drafts.get(self._key())
        if not isinstance(kept, Mapping):
            return None
        if kept.get("version") != file.version:
            self.forget()
            return None
        values = {key: kept["values"][key] for key in FIELDS if key in kept["values"]}
        return replace(file, values={**file.values, **values})

    def store(self, values: Mapping[str, Any], version: int) -> None:
        """Put the answers away; ``version`` of the draft that they belong to."""
        self._drafts.set(self._key(), {"version": version, "values": _plain(values)})

    def forget(self) -> None:
        """They are in the database, or given up."""
        self._drafts.set(self._key(), None)

    def _key(self) -> str:
        return f"assessment.{self._uid or 'new.' + self._member}"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON takes it: a date as ISO text."""
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in values.items()
    }
