"""Rights: declared once on every service method, checked before anything else happens."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar

from app.core.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")


class Right(StrEnum):
    """What an account may do; the value is its Chinese name."""

    LOOK = "查看"
    CHECK_IN = "签到与就餐登记"
    EDIT_MEMBERS = "维护老人档案"
    IMPORT = "导入名单和终端记录"
    PRINT = "打印"
    EXPORT = "导出"
    FULL_NUMBERS = "查看完整证件号和电话"
    UPLOAD = "上报"
    SETTINGS = "系统设置"
    ACCOUNTS = "账号管理"
    AUDIT = "查看审计日志"
    BACKUP = "备份与恢复"


CLERK_RIGHTS = frozenset(
    {Right.LOOK, Right.CHECK_IN, Right.EDIT_MEMBERS, Right.IMPORT, Right.PRINT}
)
MANAGER_RIGHTS = CLERK_RIGHTS | {
    Right.EXPORT, Right.FULL_NUMBERS, Right.UPLOAD, Right.SETTINGS, Right.AUDIT, Right.BACKUP,
}  # fmt: skip


class Role(StrEnum):
    """A named set of rights. New roles are added here; services never name a role."""

    CLERK = "clerk"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"clerk": "前台", "manager": "中心负责人", "administrator": "系统管理"}[self.value]

    @property
    def rights(self) -> frozenset[Right]:
        """What this role may do."""
        if self is Role.CLERK:
            return CLERK_RIGHTS
        return MANAGER_RIGHTS if self is Role.MANAGER else frozenset(Right)


class Post(StrEnum):
    """Where somebody stands without an account: no `Role`, so that nobody can be given it."""

    DESK = "desk"

    @property
    def rights(self) -> frozenset[Right]:
        """Checking in and taking that back, meals, looking for a name: what a scan does. Nothing
        is read but the desk's own answers, nothing in a file is changed; only today, and taken
        back is only what was entered there (`app.services.open_desk`)."""
        return frozenset({Right.CHECK_IN})


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, the product itself, or whoever stands at a window that nobody has
    unlocked (uid in angle brackets)."""

    uid: str
    name: str
    role: Role | Post

    @property
    def signed_in(self) -> bool:
        """Whether this is an account, not the product or a window that nobody has unlocked."""
        return not self.uid.startswith("<")

    @property
    def at_the_door(self) -> bool:
        """Whether this is whoever stands at a window that nobody has unlocked."""
        return isinstance(self.role, Post)

    def may(self, right: Right) -> bool:
        """Whether this actor has ``right``."""
        return right in self.role.rights


SYSTEM = Actor("<system>", "系统", Role.ADMINISTRATOR)
"""The product acting by itself: first set-up, automatic backup."""
AT_THE_DOOR = Actor("<desk>", "前台签到", Post.DESK)
"""Whoever stands at the check-in desk while nobody is signed in: the desk stays open."""


def requires(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the right a service method needs. Its last parameter must be ``actor``."""

    def decorate(method: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(method)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = kwargs.get("actor") or args[position]
            if not isinstance(actor, Actor) or not actor.may(right):
                raise NotAllowed(right.value)
            return method(*args, **kwargs)

        position = list(inspect.signature(method).parameters).index("actor")
        guarded.__right__ = right  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_all(method: Callable[P, R]) -> Callable[P, R]:
    """Declare that a service method needs no right, on purpose: signing in, the centre's name."""
    method.__right__ = None  # type: ignore[attr-defined]
    return method


def internal(method: Callable[P, R]) -> Callable[P, R]:
    """Declare that a method is called only by product code that has checked the right itself."""
    method.__right__ = None  # type: ignore[attr-defined]
    return method


def declared_right(method: Any) -> Any:
    """The declared right, None for `open_to_all`; raises AttributeError when undeclared."""
    return method.__right__
