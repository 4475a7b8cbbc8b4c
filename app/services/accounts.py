"""Accounts: Argon2id passwords, growing lock-out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from app.core.clock import utc_text
from app.core.errors import UserError, ValidationProblem
from app.core.passwords import password_fault
from app.db.session import UnitOfWork
from app.db.tries import Tries, Try
from app.models import User
from app.services.door import Door
from app.services.rights import SYSTEM, Actor, Right, Role, open_to_all, requires

SIGNING_IN = "登录"
"""The reason that every sign-in and every failed one bears in the audit."""
UNKNOWN = "<unknown>"
"""Stands for an account that is not there; what was typed may be a password."""
FREE_TRIES = 3
LONGEST_LOCK_S = 15 * 60


class Accounts(Door):
    """Creates accounts and signs people in."""

    @open_to_all
    def create_first(self, username: str, display_name: str, password: str) -> Actor:
        """The administrator made by set-up. Refused once any account exists."""
        if self.any_exist():
            raise UserError("already_set_up", "本中心已经设立过管理员账号。")
        return self._create(username, display_name, Role.ADMINISTRATOR, password, SYSTEM)

    @requires(Right.ACCOUNTS)
    def create(
        self, username: str, display_name: str, role: Role, password: str, actor: Actor
    ) -> Actor:
        """A new account. Raises `ValidationProblem`."""
        return self._create(username, display_name, role, password, actor)

    @open_to_all
    def sign_in(self, username: str, password: str) -> Actor:
        """The actor for a right password.

        Raises `UserError` ``wrong_password`` or ``locked`` (after three failures 15 s, then
        doubling up to 15 minutes). Every try is in the audit as the account's own, that of an
        unknown name without the name: what was typed there may be a password.
        """
        if self._db.read_only:
            return self._sign_in_reading(username, password)
        self._count_tries_of_readers()
        with self._db.write(self._named(User.username == username), SIGNING_IN) as unit:
            user = unit.session.scalars(
                select(User).where(User.username == username, User.active == 1)
            ).first()
            now = self._clock.now()
            _refuse_locked(user.locked_until if user else None, now)
            # An unknown name costs the same time as a wrong password.
            right = _verify(user.password_hash if user else None, password)
            if user is not None and right:
                _count_success(unit, user)
                return Actor(user.uid, user.display_name, Role(user.role))
            _count_failure(unit, user, now)
        raise UserError("wrong_password", "账号或密码不对，请再试一次。")

    def _sign_in_reading(self, username: str, password: str) -> Actor:
        """Beside an open desktop: every try waits in a file and counts at once."""
        with self._db.read() as connection:
            user = connection.execute(
                select(User.uid, User.display_name, User.role, User.password_hash,
                       User.failed_count, User.locked_until)
                .where(User.username == username, User.active == 1)
            ).first()  # fmt: skip
        now, tries = self._clock.now(), Tries(self._db.path)
        if user is not None:
            standing = Standing(user.failed_count, user.locked_until)
            for one in tries.all():
                if one.uid == user.uid:
                    standing = standing.after(one)
            _refuse_locked(standing.locked_until, now)
        right = _verify(user.password_hash if user else None, password) and user is not None
        tries.add(user.uid if user else UNKNOWN, utc_text(now), right=right)
        if user is None or not right:
            raise UserError("wrong_password", "账号或密码不对，请再试一次。")
        return Actor(user.uid, user.display_name, Role(user.role))

    def _count_tries_of_readers(self) -> None:
        """Take the tries of `_sign_in_reading` into the accounts and the audit."""
        tries = Tries(self._db.path)
        for _ in range(2):  # what an interrupted count left, then what came after
            taken = tries.take()
            for uid in dict.fromkeys(one.uid for one in taken):
                with self._db.write(self._named(User.uid == uid), SIGNING_IN) as unit:
                    user = unit.session.scalars(select(User).where(User.uid == uid)).first()
                    for one in (one for one in taken if one.uid == uid):
                        _count_read(unit, user, one)
            tries.done()

    def _named(self, condition: ColumnElement[bool]) -> Actor:
        """The account as author of its own sign-in; the product when there is none."""
        with self._db.read() as connection:
            row = connection.execute(
                select(User.uid, User.display_name, User.role).where(condition)
            ).first()
        return Actor(row.uid, row.display_name, Role(row.role)) if row else SYSTEM

    @open_to_all
    def change_password(self, uid: str, old: str, new: str) -> None:
        """Change one's own password.

        Raises ``wrong_password`` (counted like a failed sign-in), ``locked``, `ValidationProblem`.
        """
        with self._db.write(self._self(uid), "修改密码") as unit:
            user, now = _load(unit, uid), self._clock.now()
            _check_password(new, user)
            _refuse_locked(user.locked_until, now)
            if right := _verify(user.password_hash, old):
                user.password_hash, user.failed_count, user.locked_until = _hash(new), 0, None
                unit.recorder.note("password", "user_account", uid, {})
            else:
                _count_failure(unit, user, now)
        if not right:
            raise UserError("wrong_password", "原密码不对，请再试一次。")

    def _self(self, uid: str) -> Actor:
        """The account as author of its own change."""
        found = self._named(User.uid == uid)
        if found is SYSTEM:
            raise UserError("not_found", "找不到这个账号。请按 F5 刷新。")
        return found

    @requires(Right.ACCOUNTS)
    def reset_password(self, uid: str, new: str, actor: Actor) -> None:
        """Give an account a new password and end its lock-out."""
        with self._db.write(actor, "重设密码") as unit:
            user = _load(unit, uid)
            _check_password(new, user)
            user.password_hash, user.failed_count, user.locked_until = _hash(new), 0, None
            unit.recorder.note("password", "user_account", uid, {})

    @requires(Right.ACCOUNTS)
    def set_active(self, uid: str, active: bool, actor: Actor) -> None:
        """Close or open an account; the last administrator stays open."""
        with self._db.write(actor) as unit:
            user = _load(unit, uid)
            others = unit.session.scalar(
                select(func.count()).where(
                    User.role == Role.ADMINISTRATOR.value, User.active == 1, User.uid != uid
                )
            )
            if not active and user.role == Role.ADMINISTRATOR and not others:
                raise UserError("last_administrator", "至少要保留一个系统管理账号。")
            user.active = int(active)

    def _create(
        self, username: str, display_name: str, role: Role, password: str, actor: Actor
    ) -> Actor:
        faults = {}
        if not username.strip():
            faults["username"] = "请填写账号。"
        if not display_name.strip():
            faults["display_name"] = "请填写姓名。"
        if fault := password_fault(password, username, display_name):
            faults["password"] = fault
        with self._db.write(actor, "新建账号") as unit:
            if unit.session.scalar(select(User.id).where(User.username == username.strip())):
                faults["username"] = "这个账号已经有了，请换一个。"
            if faults:
                raise ValidationProblem(faults)
            user = User(
                username=username.strip(), display_name=display_name.strip(), role=role.value,
                password_hash=_hash(password),
            )  # fmt: skip
            unit.session.add(user)
            unit.session.flush()
            return Actor(user.uid, user.display_name, role)


def _load(unit: UnitOfWork, uid: str) -> User:
    user = unit.session.scalars(select(User).where(User.uid == uid)).first()
    if user is None:
        raise UserError("not_found", "找不到这个账号。请按 F5 刷新。")
    return user


def _refuse_locked(until: str | None, now: dt.datetime) -> None:
    if until and until > utc_text(now):
        raise UserError("locked", _locked_sentence(until, now))


@dataclass(frozen=True)
class Standing:
    """How often in a row an account failed, and until when (UTC text) it is locked."""

    failed_count: int
    locked_until: str | None

    def after(self, one: Try) -> Standing:
        """The standing after one more try."""
        if one.right:
            return Standing(0, None)
        count = self.failed_count + 1
        return Standing(count, _lock_until(count, dt.datetime.fromisoformat(one.at)))


def _count_read(unit: UnitOfWork, user: User | None, one: Try) -> None:
    """One try of a reader, in the audit with the moment it was made."""
    if user is not None:
        standing = Standing(user.failed_count, user.locked_until).after(one)
        user.failed_count, user.locked_until = standing.failed_count, standing.locked_until
    action = "sign_in" if one.right else "sign_in_failed"
    uid = user.uid if user else UNKNOWN
    unit.recorder.note(action, "user_account", uid, {"read_only_at": one.at})


def _count_success(unit: UnitOfWork, user: User) -> None:
    if user.failed_count:
        user.failed_count, user.locked_until = 0, None
    unit.recorder.note("sign_in", "user_account", user.uid, {"name": user.username})


def _count_failure(unit: UnitOfWork, user: User | None, now: dt.datetime) -> None:
    if user is not None:
        user.failed_count += 1
        user.locked_until = _lock_until(user.failed_count, now)
    uid = user.uid if user else UNKNOWN
    unit.recorder.note("sign_in_failed", "user_account", uid, {})


def _check_password(password: str, user: User) -> None:
    if fault := password_fault(password, user.username, user.display_name):
        raise ValidationProblem({"password": fault})


def _hash(password: str) -> str:
    from argon2 import PasswordHasher

    hashed: str = PasswordHasher().hash(password)
    return hashed


def _verify(hashed: str | None, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    try:
        return bool(PasswordHasher().verify(hashed or _DUMMY, password)) and hashed is not None
    except VerificationError:
        return False


_DUMMY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA"
    "$Pz0tEPGVXnWOoyqMlLDNVHZJPDRSfHXFRoVyBUYHAYs"
)


def _lock_until(failures: int, now: dt.datetime) -> str | None:
    if failures < FREE_TRIES:
        return None
    seconds = min(15 * 2 ** (failures - FREE_TRIES), LONGEST_LOCK_S)
    return utc_text(now + dt.timedelta(seconds=seconds))


def _locked_sentence(until: str, now: dt.datetime) -> str:
    end = dt.datetime.fromisoformat(until.replace("Z", "+00:00"))
    seconds = max(1, round((end - now).total_seconds()))
    return f"密码连续输错，账号暂时锁定，请 {seconds} 秒后再试。"
