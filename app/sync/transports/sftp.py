"""SFTP transport over paramiko: key login, pinned host key, temporary name and rename."""

from __future__ import annotations

import base64
import binascii
import contextlib
import errno
import logging
import os
import posixpath
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paramiko

from app.core.errors import EnvironmentProblem, UserError
from app.sync.closing import Closing
from app.sync.transports.base import INBOX, MOST_RECEIPT, RECEIPTS
from app.sync.transports.target import SftpTarget

TIMEOUT = 20.0
"""Seconds without an answer, at connecting and for every transfer step."""
KEY_VARIABLE = "YIZHAN_SSH_KEY"
# Every failure reaches the person as a sentence; paramiko's own log lines would repeat it with
# account and host names.
logging.getLogger("paramiko").setLevel(logging.CRITICAL)


def learn_host_key(target: SftpTarget, timeout: float = TIMEOUT) -> str:
    """The key that the server shows now, ``<type> <base64>``, without logging in."""
    with _reaching(target):
        sock = socket.create_connection((target.host, target.port), timeout)
        sock.settimeout(timeout)
        transport = paramiko.Transport(sock)
        try:
            transport.start_client(timeout=timeout)
            key = transport.get_remote_server_key()
            return f"{key.get_name()} {key.get_base64()}"
        finally:
            transport.close()


def host_key_fingerprint(host_key: str) -> str:
    """``SHA256:…`` as ``ssh-keygen -lf`` prints it, to compare by phone."""
    return str(_pinned(host_key).fingerprint)


def _pinned(host_key: str) -> paramiko.PKey:
    name, _, body = host_key.partition(" ")
    try:
        return paramiko.PKey.from_type_string(name, base64.b64decode(body, validate=True))
    except (binascii.Error, ValueError, paramiko.SSHException):
        raise UserError(
            "host_key_damaged", "记录的服务器身份已损坏，请重新配对（sync pair）。"
        ) from None


class SftpTransport(Closing):
    """Files in ``path/inbox`` and ``path/receipts`` of an SFTP server."""

    def __init__(
        self, target: SftpTarget, host_key: str, identity: str = "", timeout: float = TIMEOUT
    ) -> None:
        self.target = target
        self.timeout = timeout
        self._host_key = _pinned(host_key)
        self._identity = identity or os.environ.get(KEY_VARIABLE, "")
        self._client: paramiko.SSHClient | None = None
        self._channel: paramiko.SFTPClient | None = None

    def close(self) -> None:
        """End the connection; the next call opens a new one."""
        client, self._client, self._channel = self._client, None, None
        if client:
            client.close()

    def describe(self) -> str:
        """User, server and path."""
        return f"SFTP 服务器 {self.target}"

    def check(self) -> None:
        """Raise unless login works and the inbox can be written."""
        with self._session() as sftp:
            temp = posixpath.join(self._inbox(sftp), ".yizhan-probe.tmp")
            sftp.open(temp, "wb").close()
            sftp.remove(temp)

    def reach(self) -> None:
        """Raise unless login works and the folder is there."""
        with self._session() as sftp:
            self._require(sftp)

    def put(self, name: str, data: bytes) -> None:
        """Upload under a temporary name, compare the size, rename over ``inbox/name``."""
        with self._session() as sftp:
            inbox = self._inbox(sftp)
            temp, final = posixpath.join(inbox, f".{name}.tmp"), posixpath.join(inbox, name)
            with sftp.open(temp, "wb") as remote:
                remote.set_pipelined(True)
                remote.write(data)
            if sftp.stat(temp).st_size != len(data):
                raise EnvironmentProblem(
                    "upload_short",
                    f"{self.describe()} 上的文件不完整（可能空间不足），没有生效，请稍后再试。",
                )
            sftp.posix_rename(temp, final)

    def list_receipts(self) -> tuple[str, ...]:
        """Names in ``receipts/``, sorted."""
        with self._session() as sftp:
            try:
                found = sftp.listdir_attr(posixpath.join(self.target.path, RECEIPTS))
            except FileNotFoundError:
                self._require(sftp)
                return ()
            return tuple(sorted(one.filename for one in found if stat.S_ISREG(one.st_mode or 0)))

    def get_receipt(self, name: str) -> bytes:
        """Content of ``receipts/name``."""
        path = posixpath.join(self.target.path, RECEIPTS, name)
        with self._session() as sftp, sftp.open(path, "rb") as remote:
            return bytes(remote.read(MOST_RECEIPT))

    def _require(self, sftp: paramiko.SFTPClient) -> None:
        try:
            sftp.stat(self.target.path)
        except FileNotFoundError:
            raise EnvironmentProblem(
                "folder_missing",
                f"{self.describe()} 不存在，请联系区平台核对目录后重新配对。",
                retryable=False,
            ) from None

    def _inbox(self, sftp: paramiko.SFTPClient) -> str:
        self._require(sftp)
        inbox = posixpath.join(self.target.path, INBOX)
        try:
            sftp.stat(inbox)
        except FileNotFoundError:
            sftp.mkdir(inbox)
        return inbox

    @contextlib.contextmanager
    def _session(self) -> Iterator[paramiko.SFTPClient]:
        """The open channel; every failure inside becomes a sentence and drops the connection."""
        try:
            with _reaching(self.target):
                if self._channel is None:
                    self._connect()
                assert self._channel is not None
                yield self._channel
        except BaseException:
            self.close()
            raise

    def _connect(self) -> None:
        client = paramiko.SSHClient()
        name = self.target.host if self.target.port == 22 else _bracketed(self.target)
        client.get_host_keys().add(name, self._host_key.get_name(), self._host_key)
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        self._client = client
        client.connect(
            self.target.host,
            self.target.port,
            self.target.user,
            timeout=self.timeout,
            banner_timeout=self.timeout,
            auth_timeout=self.timeout,
            channel_timeout=self.timeout,
            **self._login(),
        )
        channel = client.open_sftp()
        channel.get_channel().settimeout(self.timeout)
        self._channel = channel

    def _login(self) -> dict[str, Any]:
        if not self._identity:
            return {"allow_agent": True, "look_for_keys": True}
        path = Path(self._identity).expanduser()
        if not path.is_file():
            raise UserError(
                "ssh_key_missing", f"找不到登录用的密钥文件“{path}”，请检查路径后重新配对。"
            )
        return {"pkey": _load_key(path), "allow_agent": False, "look_for_keys": False}


def _load_key(path: Path) -> paramiko.PKey:
    try:
        return paramiko.PKey.from_path(path)
    except (TypeError, paramiko.PasswordRequiredException):
        # TypeError is the crypto library's word for "encrypted, and no password given".
        raise UserError(
            "ssh_key_locked", "登录用的密钥文件有口令，请改用没有口令的专用密钥或SSH代理。"
        ) from None
    except (ValueError, OSError, paramiko.SSHException, paramiko.pkey.UnknownKeyType):
        raise UserError("ssh_key_damaged", f"“{path}”不是可用的SSH私钥文件，请重新选择。") from None


def _bracketed(target: SftpTarget) -> str:
    return f"[{target.host}]:{target.port}"


@contextlib.contextmanager
def _reaching(target: SftpTarget) -> Iterator[None]:
    """Turn what paramiko and sockets raise into sentences about ``target``."""
    try:
        yield
    except paramiko.BadHostKeyException:
        raise _host_changed(target) from None
    except paramiko.AuthenticationException:
        raise EnvironmentProblem(
            "login_refused",
            f"服务器 {target.host} 拒绝登录：没有接受这把密钥。请把公钥交给区平台登记后再试。",
            retryable=False,
        ) from None
    except paramiko.SSHException as error:
        if "not found in known_hosts" in str(error):
            raise _host_changed(target) from None
        raise _unreachable(target) from error
    except (paramiko.ssh_exception.NoValidConnectionsError, TimeoutError, EOFError) as error:
        raise _unreachable(target) from error
    except OSError as error:
        raise _file_problem(error, target) from error


def _host_changed(target: SftpTarget) -> EnvironmentProblem:
    return EnvironmentProblem(
        "host_key_changed",
        f"服务器 {target.host}:{target.port} 的身份与配对时不同，可能被冒充，没有发送任何内容。"
        "请电话联系区平台核实，确认更换后重新配对。",
        retryable=False,
    )


def _unreachable(target: SftpTarget) -> EnvironmentProblem:
    return EnvironmentProblem(
        "unreachable",
        f"连接不上服务器 {target.host}:{target.port}，请检查网络后再试；文件已保存，不会丢失。",
    )


def _file_problem(error: OSError, target: SftpTarget) -> EnvironmentProblem:
    if isinstance(error, socket.gaierror | ConnectionError):
        return _unreachable(target)
    if error.errno == errno.EACCES:
        return EnvironmentProblem(
            "read_only", f"服务器 {target} 没有写入或读取权限，请联系区平台开通。"
        )
    if error.errno == errno.ENOENT:
        return EnvironmentProblem(
            "folder_missing", f"服务器 {target} 中的文件夹或文件不存在，请联系区平台核对。"
        )
    if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ECONNREFUSED):
        return _unreachable(target)
    return EnvironmentProblem(
        "upload_failed",
        f"服务器 {target} 拒绝了操作（可能空间不足），文件已保存，请稍后再试或联系区平台。",
    )
