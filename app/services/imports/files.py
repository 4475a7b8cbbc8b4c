"""Opening a file that a person chose, with one sentence for each thing that can be wrong."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import UserError
from app.core.files import explain

LARGEST = 300 * 1024 * 1024
"""Bytes above which a file is refused; a centre's largest real files are a hundredth of it."""

SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"SQLite format 3", "database"),
)
"""First bytes → kind of file, for those that people drop here by mistake."""


def kind_of(data: bytes) -> str:
    """Kind of file by its first bytes (see `SIGNATURES`), or ``""`` when unknown (text)."""
    return next((kind for start, kind in SIGNATURES if data.startswith(start)), "")


def read_bytes(path: Path) -> bytes:
    """All bytes of the file at ``path``.

    Raises:
        UserError: ``file_missing``, ``file_folder``, ``file_empty``, ``file_large``,
            ``file_locked``.
        EnvironmentProblem: the disk or stick fails, see `app.core.files.explain`.
    """
    check_readable(path)
    try:
        return path.read_bytes()
    except PermissionError:
        raise _locked(path) from None
    except OSError as error:
        raise explain(error, path) from error


def check_readable(path: Path) -> None:
    """Refuse what can be refused without reading; raises as `read_bytes` does."""
    name = path.name
    try:
        if path.is_dir():
            raise UserError("file_folder", f"“{name}”是文件夹，请打开它并选择里面的文件。")
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(
            "file_missing", f"找不到文件“{name}”，请确认它没有被移动或改名、U盘已插好。"
        ) from None
    except PermissionError:
        raise _locked(path) from None
    except OSError as error:
        raise explain(error, path) from error
    if name.startswith("~$") or (path.parent / f"~${name}").exists():
        raise _locked(path)
    if size == 0:
        raise UserError("file_empty", f"文件“{name}”是空的，请重新导出或复制后再选。")
    if size > LARGEST:
        megabytes = size // 1024 // 1024
        raise UserError(
            "file_large",
            f"文件“{name}”有{megabytes}MB，超过300MB，请确认选对了文件或拆分后再导入。",
        )


def _locked(path: Path) -> UserError:
    """The file is open in Excel or WPS."""
    name = path.name.removeprefix("~$")
    return UserError(
        "file_locked",
        f"文件“{name}”正被Excel等程序打开，请先保存并关闭它再试"
        f"（若确已关闭，请删除同一文件夹里的“~${name}”）。",
    )
