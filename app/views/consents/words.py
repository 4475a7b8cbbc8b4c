"""Consents in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.consents import ConsentRow
from app.views.parts import fill
from app.views.theme import Status, Tone


def tr(text: str) -> str:
    """``text`` in the language of the window."""
    return QCoreApplication.translate("Consents", text)


def state_status(row: ConsentRow | None) -> Status:
    """有效, 已到期, 已撤回, 未生效; 未签署 without a row."""
    if row is None:
        return Status(tr("未签署"), Tone.NEUTRAL)
    return {
        "valid": Status(tr("有效"), Tone.OK),
        "expired": Status(tr("已到期"), Tone.WARN),
        "withdrawn": Status(tr("已撤回"), Tone.DANGER, "cancel"),
        "coming": Status(tr("未生效"), Tone.INFO),
    }[row.state]


def details(row: ConsentRow) -> str:
    """``本人 2026-11-20 签署 · 长期 · 第 1 版 · 有扫描件``."""
    bits = [
        fill(tr("%1 %2 签署"), row.signer, row.signed_on),
        fill(tr("有效到 %1"), row.until) if row.until else tr("长期有效"),
        fill(tr("第 %1 版文本"), row.number),
        tr("有扫描件") if row.scan_uid else fill(tr("见证人 %1"), row.witness),
    ]
    if row.guardian_reason:
        bits.append(fill(tr("监护人签字原因：%1"), row.guardian_reason))
    if row.withdrawn_on:
        why = f"（{row.withdrawn_reason}）" if row.withdrawn_reason else ""
        bits.append(fill(tr("%1 撤回%2"), row.withdrawn_on, why))
    return " · ".join(bits)
