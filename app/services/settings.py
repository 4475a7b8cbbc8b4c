"""Settings of the centre (设置)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.canonical import canonical
from app.core.errors import ValidationProblem
from app.core.settings import BY_KEY, code_fault
from app.db.session import UnitOfWork
from app.services.base import Service
from app.services.rights import Actor, Right, open_to_all, requires

MOST = {
    "assessment_valid_months": 600, "unseen_days": 3650, "minimum_age": 120, "lock_minutes": 1440,
}  # fmt: skip
"""More is a slip of the keyboard, and days reckoned with it would leave the calendar."""


@dataclass(frozen=True)
class Centre:
    """Who this file belongs to; ``demo`` marks the invented demonstration."""

    code: str
    name: str
    demo: bool


class Settings(Service):
    """Reads and changes the settings declared in `app.core.settings`."""

    @open_to_all
    def all(self) -> dict[str, Any]:
        """Every declared setting with its value or default."""
        with self._db.glance() as connection:
            rows = connection.execute("SELECT key, value FROM setting").fetchall()
        stored = {key: json.loads(value) for key, value in rows}
        return {key: stored.get(key, spec.default) for key, spec in BY_KEY.items()}

    @open_to_all
    def get(self, key: str) -> Any:
        """One setting. KeyError when it is not declared."""
        return self.all()[BY_KEY[key].key]

    @open_to_all
    def centre(self) -> Centre:
        """Code, name and whether this is the demonstration."""
        values = self.all()
        return Centre(values["centre_code"], values["centre_name"], bool(values["demo"]))

    @requires(Right.SETTINGS)
    def change(self, values: Mapping[str, Any], actor: Actor) -> None:
        """Store ``values``. Raises `ValidationProblem` with all faults at once.

        KeyError for a key that is not declared, or that only the product itself keeps.
        """
        own = [key for key in values if not BY_KEY[key].section]
        if own:
            raise KeyError(f"kept by the product itself: {own}")
        problems = _problems(values)
        if values.get("centre_code") == self.centre().code:
            problems.pop("centre_code", None)  # given when other codes were taken: it stays
        if problems:
            raise ValidationProblem(problems)
        with self._db.write(actor) as unit:
            _keep_code_of_district(unit, values)
            for key, value in values.items():
                put(unit, key, value)


def _keep_code_of_district(unit: UnitOfWork, values: Mapping[str, Any]) -> None:
    """The district knows the centre by its code: raise once something was paired or built."""
    if values.get("centre_code", peek(unit, "centre_code")) == peek(unit, "centre_code"):
        return
    from sqlalchemy import select

    from app.models import SyncBundle, SyncPeer

    if unit.rows(select(SyncPeer.id).limit(1)) or unit.rows(select(SyncBundle.id).limit(1)):
        raise ValidationProblem(
            {"centre_code": "已配对区平台后不能改中心编码，区平台按它认这个中心。"
             "编码确实写错时请联系区平台管理员。"}
        )  # fmt: skip


def put(unit: UnitOfWork, key: str, value: Any) -> None:
    """Store one setting inside an open transaction."""
    from sqlalchemy import select

    from app.models import Setting

    text = canonical(value).decode()
    found = unit.session.scalars(select(Setting).where(Setting.key == BY_KEY[key].key)).first()
    if found is None:
        unit.session.add(Setting(key=key, value=text))
    elif found.value != text:
        found.value = text
    unit.session.flush()


def peek(unit: UnitOfWork, key: str) -> Any:
    """One setting as this transaction sees it."""
    from sqlalchemy import select

    from app.models import Setting

    text = unit.session.scalar(select(Setting.value).where(Setting.key == key))
    return BY_KEY[key].default if text is None else json.loads(text)


def _problems(values: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for key, value in values.items():
        spec = BY_KEY[key]
        number = isinstance(value, int) and not isinstance(value, bool)
        least = 1 if key == "lock_minutes" else 0
        if spec.kind in ("number", "fen") and not (number and value >= least):
            found[key] = f"“{spec.label}”要填不小于 {least} 的数。"
        elif key in MOST and value > MOST[key]:
            found[key] = f"“{spec.label}”最多填 {MOST[key]}，请核对。"
        if key in ("centre_name", "centre_code") and not str(value).strip():
            found[key] = f"“{spec.label}”不能为空。"
        elif key == "centre_code" and code_fault(str(value)):
            found[key] = code_fault(str(value))
        if key == "self_care_levels" and not _covers(str(value)):
            found[key] = f"“{spec.label}”请写成“{spec.default}”的样子，三个词都要有。"
        if key.endswith("_from") and not _is_time(str(value)):
            found[key] = f"“{spec.label}”要写成 10:30 这样的时间。"
    return found


def _is_time(text: str) -> bool:
    return re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text) is not None


def _covers(text: str) -> bool:
    from app.services.assessments.legacy import covered_levels

    try:
        return bool(covered_levels(text))
    except ValueError:
        return False
