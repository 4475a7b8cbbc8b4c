"""What the fields of a contact must fulfil, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.codes import LONGEST_NAME
from app.core.names import normalise_name
from app.models import Contact
from app.services.codes import shipped_table
from app.services.contacts.types import FLAGS, TEXTS
from app.services.members.validation import name_fault, phone_fault

TEXT_LIMIT = 200
NO_PHONE = "紧急联系人要有电话。"
SELF = ("01", "02")
"""Of GB/T 4761, what only the person themselves can be: 本人, 户主."""


def clean_contact(values: Mapping[str, Any], *, new: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """Normalised values and faults: field → sentence."""
    clean: dict[str, Any] = {}
    for key in TEXTS:
        if key in values:
            clean[key] = str(values[key] or "").strip() or None
    for key in FLAGS:
        if key in values:
            clean[key] = int(bool(values[key]))
    if "emergency" in values:
        clean["emergency"] = bool(values["emergency"])
    faults = _text_faults(clean)
    if new or "name" in clean:
        clean["name"] = normalise_name(clean.get("name") or "")
        if fault := name_fault(clean["name"]):
            faults["name"] = fault
    known = {entry.code for entry in shipped_table("relation")} - {SELF[0]}
    if clean.get("relation") and clean["relation"] not in known:
        faults["relation"] = "关系不在代码表里，请从列表中选择。"
    if new and clean.get("emergency") and not clean.get("phone"):
        faults["phone"] = NO_PHONE
    return clean, faults


def phone_lost(row: Contact, clean: Mapping[str, Any]) -> str:
    """A sentence when somebody comes onto the list of whom to call, or stays on it, and loses or
    lacks the phone; one who came from a list without a phone may stay as they are."""
    wanted = clean.get("emergency", row.emergency_order is not None)
    if not wanted or clean.get("phone", row.phone):
        return ""
    return NO_PHONE if row.phone or row.emergency_order is None else ""


def _text_faults(clean: Mapping[str, Any]) -> dict[str, str]:
    faults = {}
    for key in ("phone", "phone2"):
        if clean.get(key) and (fault := phone_fault(clean[key])):
            faults[key] = fault
    for key in TEXTS:
        most = LONGEST_NAME if key == "name" else TEXT_LIMIT
        if len(clean.get(key) or "") > most:
            faults[key] = f"太长了，最多 {most} 个字。"
    return faults
