"""District store in one folder: ``keys.json`` and ``district.sqlite3``, both for the owner only."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import astuple
from pathlib import Path
from typing import Any

from app.core.errors import EnvironmentProblem, UserError
from app.sync.closing import Closing
from app.sync.crypto import (
    VerifyKey,
    load_identity,
    load_signing_key,
    load_verify_key,
    new_identity,
    new_signing_key,
)
from app.sync.district.file_intake import SQL_TYPES, FileIntake
from app.sync.district.store import CentreReport, DistrictKeys, Intake, StoredAnswer, StoredBundle
from app.sync.files import environment, exclusive, write_atomic
from app.sync.pairing import CentrePair, DistrictPair
from app.sync.parsing import parse_json
from app.sync.receipt import Head
from app.sync.schema import ENTITIES, TOTALS, Entity

KEYS, DATABASE, LOCK = "keys.json", "district.sqlite3", ".lock"
VERSION = 1
_BOOKS = """
CREATE TABLE centre (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, signing_key TEXT NOT NULL,
  key_id TEXT NOT NULL UNIQUE, accepted_at TEXT NOT NULL,
  head_seq INTEGER NOT NULL DEFAULT 0, head_sha256 TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE bundle (
  bundle_id TEXT PRIMARY KEY, centre_code TEXT NOT NULL REFERENCES centre (code),
  file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL UNIQUE, from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL, audit_seq INTEGER NOT NULL, audit_hash TEXT NOT NULL,
  received_at TEXT NOT NULL, receipt BLOB NOT NULL
) STRICT;
CREATE TABLE rejected (
  centre_code TEXT NOT NULL, bundle_id TEXT NOT NULL, entity TEXT NOT NULL, uid TEXT NOT NULL,
  version INTEGER NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE INDEX ix_rejected ON rejected (centre_code, entity, uid);
"""
_ANSWERS = """
CREATE TABLE IF NOT EXISTS answer (
  file_sha256 TEXT NOT NULL, file_name TEXT NOT NULL, outcome TEXT NOT NULL,
  receipt BLOB NOT NULL, PRIMARY KEY (file_sha256, file_name)
) STRICT;
"""
_REPORT = """
SELECT code, name, head_seq,
  (SELECT count(*) FROM bundle b WHERE b.centre_code=c.code),
  TOTALS,
  (SELECT count(*) FROM rejected r WHERE r.centre_code=c.code),
  (SELECT coalesce(max(received_at), '') FROM bundle b WHERE b.centre_code=c.code)
FROM centre c ORDER BY code
"""


def _table(entity: Entity) -> str:
    columns = ", ".join(
        f"{column.name} {SQL_TYPES.get(column.type, 'TEXT')}" for column in entity.fields
    )
    key = "PRIMARY KEY (centre_code, uid)"
    return f"CREATE TABLE {entity.name} (centre_code TEXT, {columns}, {key}) STRICT;"


class FileStore(Closing):
    """`app.sync.district.store.DistrictStore` over a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = parse_json((folder / KEYS).read_bytes())
        self._keys = DistrictKeys(
            load_identity(found["identity"]), load_signing_key(found["signing"])
        )
        self._name: str = found["name"]
        self._db = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=10)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @classmethod
    def create(cls, folder: Path, name: str) -> FileStore:
        """Make the store in ``folder``, or open the one that is there."""
        with environment(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (folder / KEYS).exists():
                _refuse_lost_keys(folder)
                found = {
                    "name": name,
                    "identity": new_identity().secret,
                    "signing": new_signing_key().secret,
                }
                text = json.dumps(found, ensure_ascii=False, indent=1)
                write_atomic(folder, KEYS, text.encode())
        return cls._opened(folder)

    @classmethod
    def open(cls, folder: Path) -> FileStore:
        """Open the store in ``folder``; raises `UserError` when there is none."""
        if not (folder / KEYS).is_file():
            _refuse_lost_keys(folder)
            raise UserError(
                "store_missing",
                f"“{folder}”中没有区平台数据，请先运行 district init 建立。",
            )
        return cls._opened(folder)

    @classmethod
    def _opened(cls, folder: Path) -> FileStore:
        try:
            with environment(folder):
                os.close(os.open(folder / DATABASE, os.O_RDWR | os.O_CREAT, 0o600))
                store = cls(folder)
        except (ValueError, KeyError):
            raise UserError(
                "store_damaged", f"“{folder}”中的区平台密钥文件已损坏，请从备份恢复。"
            ) from None
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self) -> None:
        with _database(self.folder):
            self._db.execute("PRAGMA synchronous=EXTRA")
            self._db.execute("PRAGMA foreign_keys=ON")
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                tables = "".join(_table(entity) for entity in ENTITIES)
                self._db.executescript(
                    f"BEGIN; {_BOOKS} {tables} PRAGMA user_version={VERSION}; COMMIT;"
                )
            elif version != VERSION:
                raise UserError("store_newer", "区平台数据由更新的版本建立，请升级程序后再打开。")
            # Stores of earlier versions get it when they are opened; nothing else changes.
            self._db.execute(_ANSWERS)

    # -- DistrictStore --------------------------------------------------------------------

    def keys(self) -> DistrictKeys:
        """The district's private keys."""
        return self._keys

    def pair(self) -> DistrictPair:
        """What to hand to centres."""
        keys = self._keys
        return DistrictPair(self._name, keys.identity.public().text, keys.signing.public().text)

    def locked(self) -> AbstractContextManager[None]:
        """Only one receiver at a time."""
        busy = EnvironmentProblem("store_busy", "另一个接收程序正在运行，请等它结束后再试。")
        return exclusive(self.folder / LOCK, busy)

    def accept(self, pair: CentrePair, at: str, *, replace: bool = False) -> None:
        """Register a centre, or its new name; a new key only with ``replace``."""
        with _database(self.folder):
            found = self._db.execute(
                "SELECT signing_key FROM centre WHERE code=?", (pair.centre_code,)
            ).fetchone()
            if found and found[0] != pair.signing_key and not replace:
                raise UserError(
                    "centre_key_changed",
                    f"中心 {pair.centre_code} 已用另一把密钥登记。"
                    "请电话核实后，用更换密钥的方式重新导入。",
                )
            self._accept(pair, at)

    def _accept(self, pair: CentrePair, at: str) -> None:
        key_id = pair.verify_key().key_id
        owner = self.centre_of_key(key_id)
        if owner and owner[0] != pair.centre_code:
            raise UserError(
                "centre_key_taken", f"这把密钥已登记给中心 {owner[0]}，请该中心重新导出配对文件。"
            )
        self._db.execute(
            "INSERT INTO centre (code, name, signing_key, key_id, accepted_at) VALUES (?,?,?,?,?)"
            " ON CONFLICT (code) DO UPDATE SET name=excluded.name,"
            " signing_key=excluded.signing_key, key_id=excluded.key_id",
            (pair.centre_code, pair.centre_name, pair.signing_key, key_id, at),
        )

    def centre_of_key(self, key_id: str) -> tuple[str, VerifyKey] | None:
        """Code and key of the centre that signs with ``key_id``."""
        found = self._one("SELECT code, signing_key FROM centre WHERE key_id=?", key_id)
        return (found[0], load_verify_key(found[1])) if found else None

    def knows_centre(self, code: str) -> bool:
        """Whether a centre with ``code`` was accepted."""
        return self._one("SELECT 1 FROM centre WHERE code=?", code) is not None

    def head(self, code: str) -> Head:
        """The last bundle of the centre."""
        found = self._one("SELECT head_seq, head_sha256 FROM centre WHERE code=?", code)
        return Head(*found) if found else Head()

    def bundle(self, bundle_id: str) -> StoredBundle | None:
        """A bundle that was taken in."""
        return self._bundle("bundle_id", bundle_id)

    def bundle_of_file(self, sha256: str) -> StoredBundle | None:
        """The bundle that came in the file with this hash, if it was taken in."""
        return self._bundle("file_sha256", sha256)

    def _bundle(self, column: str, value: str) -> StoredBundle | None:
        sql = f"SELECT * FROM bundle WHERE {column}=?"  # noqa: S608 - a constant of this class
        found = self._one(sql, value)
        return StoredBundle(*found) if found else None

    def answer(self, sha256: str, name: str) -> StoredAnswer | None:
        """The last answer about the file with this hash under this name."""
        sql = "SELECT * FROM answer WHERE file_sha256=? AND file_name=?"
        found = self._one(sql, sha256, name)
        return StoredAnswer(*found) if found else None

    def keep_answer(self, answer: StoredAnswer) -> None:
        """Remember ``answer`` instead of an earlier one about the same file."""
        with _database(self.folder):
            self._db.execute("INSERT OR REPLACE INTO answer VALUES (?,?,?,?)", astuple(answer))

    def _one(self, sql: str, *values: str) -> tuple[Any, ...] | None:
        with _database(self.folder):
            found: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
            return found

    @contextlib.contextmanager
    def intake(self, code: str) -> Iterator[Intake]:
        """One transaction; rolled back when the body raises."""
        with _database(self.folder):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield FileIntake(self._db, code)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def report(self) -> tuple[CentreReport, ...]:
        """Counts per centre, by code."""
        totals = ", ".join(f"({_total_sql(total.entity, total.column)})" for total in TOTALS)
        sql = _REPORT.replace("TOTALS", totals)
        rows = self._db.execute(sql)
        return tuple(CentreReport(*row) for row in rows)


def _refuse_lost_keys(folder: Path) -> None:
    """New keys beside old data would silently break the pairing of every centre."""
    if (folder / DATABASE).exists():
        raise UserError(
            "keys_missing",
            f"“{folder}”中有区平台数据，但密钥文件 {KEYS} 不见了。请从备份恢复该文件；"
            "重新生成密钥会使所有中心的配对失效。",
        )


def _total_sql(entity: str, column: str | None) -> str:
    what = f"coalesce(sum({column}), 0)" if column else "count(*)"
    return f"SELECT {what} FROM {entity} e WHERE e.centre_code=c.code AND e.deleted=0"  # noqa: S608


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise EnvironmentProblem(
            "store_failed", f"区平台数据库“{folder}”读写失败（{error}），请检查磁盘空间和权限。"
        ) from error
