"""The open database: one writer, a few readers, one transaction per user gesture.

SQLAlchemy is imported by the first `Database.read` or `Database.write`: the first page is read by
`Database.glance`, and the rest comes while nobody waits (docs/decisions/start-speed.md).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.clock import Clock, SystemClock
from app.core.errors import UserError
from app.core.events import EventBus
from app.db.engine import DRIVER_ERRORS, connect, make_engine, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Row

    from app.db.recorder import Author, RecordedSession, Recorder


class UnitOfWork:
    """One transaction: the session, and the recorder that watches it.

    Attributes:
        session: mapped objects are added and changed here and never leave.
        recorder: for bulk inserts and for events that change no row.
        now: UTC text of this transaction's moment.
    """

    def __init__(self, session: RecordedSession, recorder: Recorder) -> None:
        self.session = session
        self.recorder = recorder
        self.now = recorder.now

    def rows(self, statement: Any, params: Any = None) -> Sequence[Row[Any]]:
        """All rows of a select, seen inside this transaction."""
        return self.session.connection().execute(statement, params).all()

    def touch(self, *tables: str) -> None:
        """Name unrecorded tables that changed, for the `Changed` event."""
        self.recorder.touched.update(tables)


class Database:
    """The encrypted file of one centre, open.

    ``read_only`` opens no writer: reading verbs beside a running desktop.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        clock: Clock | None = None,
        events: EventBus | None = None,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.key = key
        self.clock = clock or SystemClock()
        self.events = events or EventBus()
        self.read_only = read_only
        self._lock = threading.RLock()
        self._writing = False
        self._recorder: Recorder | None = None
        self._head: tuple[int, str] | None = None
        self._making = threading.Lock()
        self._engines: dict[str, Engine] = {}
        self._glancing: deque[Any] = deque()
        self._closed = False

    def prepare(self) -> None:
        """Do what the first `read` and the first `write` would do before their own work."""
        from sqlalchemy.orm import configure_mappers

        import app.db.recorder  # noqa: F401

        configure_mappers()
        with self.read():
            pass

    @contextmanager
    def glance(self) -> Iterator[Any]:
        """As `read`, without SQLAlchemy: a raw DB-API connection for plain SQL.

        For what the window shows before anybody does anything; everything else is a `read`.
        """
        try:
            connection = self._glancing.pop()
        except IndexError:
            connection = connect(self.path, self.key, writer=False)
        try:
            connection.execute("BEGIN")
            yield connection
            connection.execute("ROLLBACK")
        except BaseException as problem:
            connection.close()
            if isinstance(problem, DRIVER_ERRORS):
                raise translate(problem) from problem
            raise
        if self._closed:
            connection.close()
        else:
            self._glancing.append(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and cannot write."""
        from sqlalchemy import exc

        try:
            with self._reader.connect() as connection:
                yield connection
        except exc.DBAPIError as problem:
            raise translate(problem.orig or problem) from problem

    @contextmanager
    def write(self, author: Author, reason: str = "") -> Iterator[UnitOfWork]:
        """One transaction by ``author``; committed (fsync) when the block ends, else undone.

        Raises `UserError` on a read-only database; `EnvironmentProblem` when the disk is full
        or unwritable (nothing is kept then).
        """
        if self.read_only:
            raise UserError(
                "read_only", "数据正由另一个窗口使用，这里只能查看。请在那个窗口中操作。"
            )
        with self._lock:
            if self._writing:
                raise RuntimeError("a transaction is already open: one gesture, one transaction")
            self._writing = True
            try:
                touched = yield from self._transaction(author, reason)
            finally:
                self._writing = False
        self.events.publish(frozenset(touched))

    def _transaction(self, author: Author, reason: str) -> Generator[UnitOfWork, None, set[str]]:
        from sqlalchemy import exc

        from app.db.recorder import RecordedSession, Recorder

        try:
            with RecordedSession(self._writer, expire_on_commit=False, autoflush=False) as session:
                head = self._head or self._load_head(session)
                self._recorder = recorder = Recorder(session, author, self.clock, reason, head)
                session.info["recorder"] = recorder
                yield UnitOfWork(session, recorder)
                session.commit()
                self._head = recorder.head
                return recorder.touched
        except BaseException as problem:
            self._head = None
            if isinstance(problem, exc.DBAPIError):
                raise translate(problem.orig or problem) from problem
            raise
        finally:
            self._recorder = None

    @property
    def _reader(self) -> Engine:
        with self._making:
            if "reader" not in self._engines:
                self._engines["reader"] = make_engine(self.path, self.key, writer=False)
            return self._engines["reader"]

    @property
    def _writer(self) -> Engine:
        from sqlalchemy import event

        with self._making:
            if "writer" not in self._engines:
                engine = make_engine(self.path, self.key, writer=True)
                event.listen(engine, "before_cursor_execute", self._refuse_unrecorded)
                self._engines["writer"] = engine
            return self._engines["writer"]

    @staticmethod
    def _load_head(session: RecordedSession) -> tuple[int, str]:
        """The last event as the head remembers it: a cut-off tail must leave its gap for good."""
        from app.db.recorder import GENESIS

        run = session.connection().exec_driver_sql
        row = run("SELECT event_id, hash FROM audit_head").first()
        row = row or run("SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1").first()
        return (row[0], row[1]) if row else (0, GENESIS)

    def _refuse_unrecorded(
        self, connection: Any, cursor: Any, statement: str, *others: Any
    ) -> None:
        """A statement that changes recorded rows must come from the recorder or a flush."""
        from app.db.recorder import changed_table

        table = changed_table(statement)
        if table and not (self._recorder and self._recorder.at_work):
            raise RuntimeError(f"{table} is recorded: change it through the unit of work")

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; only the writer may."""
        if self.read_only:
            return
        with self._lock:
            # As a reader: those never make a file where there is none any more.
            connection = connect(self.path, self.key, writer=False)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Close every connection; a transaction of another thread ends first."""
        with self._lock:
            self._closed = True
            while self._glancing:
                self._glancing.pop().close()
            for engine in self._engines.values():
                engine.dispose()
