"""The exceptions of the product.

    YizhanError
    ├── UserError              a person can put it right: what happened, what to do
    │   ├── ValidationProblem  all field errors of one form at once
    │   └── NotAllowed         the account lacks the right
    └── EnvironmentProblem     the machine's or the network's fault, may go away: retry

Anything else that is raised is a bug.
"""

from __future__ import annotations

from collections.abc import Mapping


class YizhanError(Exception):
    """Base of everything the product raises on purpose.

    Attributes:
        code: stable English identifier, for tests, JSON and logs.
        message: one Chinese sentence that says what happened and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class UserError(YizhanError):
    """Something a person can put right."""


class ValidationProblem(UserError):
    """All errors of one form at once.

    Attributes:
        fields: field name → Chinese sentence for the place under the field.
    """

    def __init__(self, fields: Mapping[str, str], message: str = "有几处填写需要修改。") -> None:
        joined = "；".join(fields.values())
        super().__init__("invalid", f"{message}{joined}" if joined else message)
        self.fields = dict(fields)


class NotAllowed(UserError):
    """The signed-in account lacks the right for this action."""

    def __init__(self, right_name: str) -> None:
        super().__init__(
            "not_allowed", f"当前账号没有“{right_name}”的权限，请由中心负责人或系统管理员操作。"
        )


class EnvironmentProblem(YizhanError):
    """The machine's or the network's fault: disk full, stick pulled, platform unreachable.

    Attributes:
        retryable: whether trying again later can help without changing anything.
    """

    def __init__(self, code: str, message: str, *, retryable: bool = True) -> None:
        super().__init__(code, message)
        self.retryable = retryable
