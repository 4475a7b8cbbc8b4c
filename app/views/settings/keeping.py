"""备份, 安全 and 演示: what happens to the data as a whole."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.views import parts
from app.views.settings.section import SettingsSection
from app.views.setup.panel import numbered
from app.views.theme import Space, Status, Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keeping", text)


class BackupSection(SettingsSection):
    """Signals: make_asked(), verify_asked(), restore_asked()."""

    make_asked = Signal()
    verify_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_tr("备份与恢复由中心负责人或系统管理员来做。"))
        self._busy = False
        self.state = parts.StatusLabel(Status(""), role="strong")
        self.result = parts.label("", wrap=True, selectable=True)
        self.result.hide()
        self.make = parts.button(self.tr("备份到文件"), "disk", "primary")
        self.verify = parts.button(self.tr("核对一份备份"), "shield")
        self.restore = parts.button(self.tr("从备份恢复"), "restore")
        parts.on_click(self.make, self.make_asked.emit)
        parts.on_click(self.verify, self.verify_asked.emit)
        parts.on_click(self.restore, self.restore_asked.emit)
        first = parts.Card()
        first.add(
            self.state,
            parts.label(
                self.tr("备份是一个加密文件，写完会重新打开逐页核对，通过了才算数。"
                        "请每周备份到U盘，和电脑分开放。"), "second", wrap=True),
            parts.row(self.make, self.verify, None),
            self.result,
        )  # fmt: skip
        second = parts.Card()
        second.add(
            parts.label(self.tr("恢复"), "strong"),
            numbered(
                self.tr("先核对备份，有任何不符就停下，什么也不改。"),
                self.tr("现在的数据整个移到旁边的文件夹，不会删除。"),
                self.tr("恢复后回到备份时的样子；备份之后登记的内容需要重新登记。"),
            ),
            parts.row(self.restore, None),
        )
        box = parts.bare(QVBoxLayout(self), Space.L)
        for each in (self.why_not, first, second):
            box.addWidget(each)

    def set_last(self, words: str, *, fresh: bool) -> None:
        """When the last verified backup was made; empty when there is none."""
        if not words:
            self.state.set_status(Status(self.tr("还没有做过备份"), Tone.WARN, "database"))
            return
        tone = Tone.OK if fresh else Tone.WARN
        text = parts.fill(self.tr("最近一次核对过的备份：%1"), words)
        self.state.set_status(Status(text, tone, "database"))

    def set_result(self, text: str) -> None:
        """What the last check or backup came to."""
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """One thing after the other."""
        self._busy = busy
        self.enable()

    def enable(self) -> None:
        """Nothing while something is being done."""
        for each in (self.make, self.verify, self.restore):
            each.setEnabled(self.allowed and not self._busy)


KEEPERS = {
    "system": "打开数据的钥匙由操作系统的凭据库保管，只有这台电脑上的当前用户能用。",
    "profile": "打开数据的钥匙放在这台电脑当前用户的个人文件夹里，只有这个用户能读。"
    "请给电脑设开机密码，离开时锁屏。",
    "none": "这台电脑没有保管钥匙，每次打开都要输入恢复口令。",
}
"""`KeyRing.keeper` in words."""


class SecuritySection(SettingsSection):
    """Signals: renew_asked()."""

    renew_asked = Signal()

    def __init__(self, lock: SettingsSection) -> None:
        super().__init__(_tr("更换恢复口令由系统管理员来做。"))
        self._lock = lock
        self.setFocusProxy(lock)
        lock.saved.connect(self.saved)
        self.keeper = parts.label("", wrap=True)
        self.renew = parts.button(self.tr("更换恢复口令"), "key")
        parts.on_click(self.renew, self.renew_asked.emit)
        card = parts.Card()
        card.add(
            parts.label(self.tr("数据加密"), "strong"),
            self.keeper,
            parts.label(
                self.tr("恢复口令是最后一把钥匙：电脑坏了、换了，只有它能打开数据和备份。"
                        "纸丢了或者可能被别人看到，请马上更换；以前的纸随即作废，"
                        "但更换以前做的备份仍要用旧口令打开。"), wrap=True),
            parts.row(self.renew, None),
            self.why_not,
        )  # fmt: skip
        box = parts.bare(QVBoxLayout(self), Space.L)
        box.addWidget(lock)
        box.addWidget(card)

    def set_keeper(self, keeper: str) -> None:
        """Say who keeps the key (`KeyRing.keeper`)."""
        self.keeper.setText(self.tr(KEEPERS[keeper]))

    def enable(self) -> None:
        """Only an administrator changes the phrase."""
        self.renew.setEnabled(self.allowed)

    def is_dirty(self) -> bool:
        """Whether the form about the lock has something that is not stored."""
        return self._lock.is_dirty()

    def submit(self) -> None:
        """Store it."""
        self._lock.submit()

    def drop(self) -> None:
        """Forget it."""
        self._lock.drop()


class DemoSection(SettingsSection):
    """Signals: remove_asked()."""

    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.remove = parts.button(self.tr("移除演示数据，开始正式使用"), "delete", "danger")
        parts.on_click(self.remove, self.remove_asked.emit)
        card = parts.Card()
        card.add(
            parts.label(self.tr("这是演示中心"), "strong"),
            parts.label(
                self.tr("人员、签到和就餐都是虚构的，每一页和每张打印件都标着“演示”。"
                        "可以放心试：签到、打印、上报都不会影响真实数据。"), wrap=True),
            numbered(
                self.tr("移除会删掉演示中心的数据库、上报包和日志，不能撤销。"),
                self.tr("您另外保存的备份和打印文件不受影响。"),
                self.tr("之后从“设立中心”开始，登记真实的中心。"),
            ),
            parts.row(self.remove, None),
        )  # fmt: skip
        parts.bare(QVBoxLayout(self), Space.L).addWidget(card)
