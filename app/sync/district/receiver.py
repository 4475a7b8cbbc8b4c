"""The receiver: looks through an inbox, takes in what is right, signs a receipt for each bundle.

Files stay in the inbox. Whatever is wrong with one file never stops the next one.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import islice
from pathlib import Path

from app.core.canonical import digest
from app.core.clock import Clock, today, utc_text
from app.core.errors import EnvironmentProblem
from app.core.progress import Progress, silent
from app.services.sync_types import RejectedRow
from app.sync.district.answers import AnswerBook
from app.sync.district.results import FileResult, ReceiveReport, refusal, unreadable
from app.sync.district.rules import VERSION_CONFLICT, RowJudge
from app.sync.district.store import DistrictStore, Intake, StoredBundle
from app.sync.errors import BundleRefused
from app.sync.files import environment
from app.sync.header import SUFFIX, BundleHeader, Kind, parse_name, split_file
from app.sync.opening import OpenedBundle, open_bundle
from app.sync.receipt import Head, Receipt, ReceiptStatus, write_receipt
from app.sync.schema import ENTITIES
from app.sync.tables import CHUNK

MOST_FILE = 1 << 30
log = logging.getLogger(__name__)


def receive(
    store: DistrictStore, inbox: Path, receipts: Path, clock: Clock, progress: Progress = silent
) -> ReceiveReport:
    """Take in every bundle in ``inbox`` and write its receipt into ``receipts``.

    Raises:
        EnvironmentProblem: the folders cannot be read or written, or another receiver works.
    """
    with store.locked():
        with environment(receipts):
            receipts.mkdir(parents=True, exist_ok=True)
        names, skipped = _listing(inbox)
        desk = _Desk(store, receipts, clock)
        results = []
        for number, name in enumerate(names):
            progress(number, len(names), "接收上报")
            results.append(desk.take(inbox / name))
        return ReceiveReport(tuple(results), skipped)


def _listing(inbox: Path) -> tuple[list[str], tuple[str, ...]]:
    """Bundle files, earlier ranges first, and the names of everything else."""
    with environment(inbox):
        if not inbox.is_dir():
            raise EnvironmentProblem("folder_missing", f"找不到收件文件夹“{inbox}”，请检查路径。")
        entries = sorted(inbox.iterdir())
        bundles = [
            one.name
            for one in entries
            if one.name.endswith(SUFFIX) and not one.name.startswith(".") and one.is_file()
        ]
    taken = set(bundles)
    bundles.sort(key=lambda name: (*_order(inbox / name), name))
    return bundles, tuple(one.name for one in entries if one.name not in taken)


def _order(path: Path) -> tuple[str, int, int]:
    """Sort key from the header; damaged files come last."""
    try:
        with path.open("rb") as stream:
            header = split_file(stream.read(8192))[0]
    except Exception:
        # `_Desk.take` names what is wrong with the file; it must not stop the sorting.
        return ("~", 0, 0)
    return (header.centre_code, header.from_seq, header.to_seq)


class _Desk:
    """Handles one file after the other."""

    def __init__(self, store: DistrictStore, receipts: Path, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.keys = store.keys()
        self.answers = AnswerBook(store, receipts, self.keys.signing)
        self.district = store.pair().district_name

    def take(self, path: Path) -> FileResult:
        """Judge, store and answer one file; whatever is wrong with it stays with it.

        Raises:
            EnvironmentProblem: the store or the receipts' folder fails, which concerns every file.
        """
        try:
            return self._take(path)
        except EnvironmentProblem:
            raise
        except Exception as error:
            # The text of an unforeseen error may hold a row's content, so only its kind is kept.
            log.error("a file of the inbox cannot be judged: %s", type(error).__name__)
            return unreadable(path.name)

    def _take(self, path: Path) -> FileResult:
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= MOST_FILE else b""
        except OSError:
            return unreadable(path.name)
        if size > MOST_FILE:
            error = BundleRefused("too_large", "package", "文件超过1GB，不是正常的上报包。")
            return self.answers.refused(refusal(path.name, error), f"{size} bytes")
        known = self.store.bundle_of_file(digest(data))
        if known:
            # The same bytes again: no need to open years of bundles at every look.
            self.answers.write(known.file_name, known.receipt)
            return FileResult(path.name, "repeated", known.bundle_id)
        try:
            opened = open_bundle(data, self.keys.identity, self.store.centre_of_key)
        except BundleRefused as error:
            return self._refused(path.name, digest(data), error)
        return self._opened(path.name, opened)

    def _opened(self, name: str, opened: OpenedBundle) -> FileResult:
        header = opened.header
        known = self.store.bundle(header.bundle_id)
        if known:
            self.answers.write(known.file_name, known.receipt)
            error = BundleRefused(
                "same_id", "package", "同一编号的上报包已接收过，但这一份内容不同，已拒收。"
            )
            return self.answers.refused(refusal(name, error, header.bundle_id), opened.sha256)
        head = self.store.head(header.centre_code)
        wrong = _chain_problem(header, head)
        if wrong is None:
            return self._take_in(name, opened)
        status, error = wrong
        receipt = self._receipt(header, opened.sha256, status, head, error)
        result = replace(refusal(name, error, header.bundle_id), status=str(status))
        return self.answers.refused(result, opened.sha256, receipt)

    def _take_in(self, name: str, opened: OpenedBundle) -> FileResult:
        header = opened.header
        with self.store.intake(header.centre_code) as intake:
            rejected = self._load(opened, intake)
            intake.reject(header.bundle_id, rejected)
            head = Head(header.to_seq, opened.sha256)
            total = sum(opened.rows.values())
            receipt = self._receipt(
                header, opened.sha256, ReceiptStatus.ACCEPTED, head, None, total, rejected
            )
            data = write_receipt(receipt, self.keys.signing)
            intake.finish(
                StoredBundle(
                    header.bundle_id, header.centre_code, header.file_name, opened.sha256,
                    header.from_seq, header.to_seq, opened.anchor.seq, opened.anchor.hash,
                    receipt.made_at, data,
                )
            )  # fmt: skip
        self.answers.write(header.file_name, data)
        return FileResult(
            name, "accepted", header.bundle_id, receipt.accepted_rows, receipt.rejected_rows
        )

    def _load(self, opened: OpenedBundle, intake: Intake) -> list[RejectedRow]:
        """Take in the good rows of every entity; the rejected ones come back."""
        header, date = opened.header, today(self.clock)
        rejected: list[RejectedRow] = []
        members: set[str] = set()
        for entity in ENTITIES:
            judge = RowJudge(entity, (header.from_seq, header.to_seq), members, date)
            rows = opened.read(entity)
            while chunk := list(islice(rows, CHUNK)):
                good, bad = judge.split(chunk)
                conflicts = intake.upsert(entity, good)
                rejected += bad
                rejected += [judge.rejected(good[at], VERSION_CONFLICT) for at in conflicts]
            if not members:
                members = intake.known_members() | {one.uid for one in rejected}
        return rejected

    def _receipt(
        self,
        header: BundleHeader,
        sha256: str,
        status: ReceiptStatus,
        head: Head,
        error: BundleRefused | None,
        total: int = 0,
        rejected: list[RejectedRow] | None = None,
    ) -> Receipt:
        rows = tuple(rejected or ())
        return Receipt(
            district=self.district,
            centre_code=header.centre_code,
            bundle_id=header.bundle_id,
            from_seq=header.from_seq,
            to_seq=header.to_seq,
            file_name=header.file_name,
            file_sha256=sha256,
            status=status,
            head=head,
            made_at=utc_text(self.clock.now()),
            code=error.code if error else "",
            reason=error.message if error else "",
            accepted_rows=total - len(rows),
            rejected_rows=len(rows),
            rows=rows,
        )

    def _refused(self, name: str, sha256: str, error: BundleRefused) -> FileResult:
        """Tell the centre named by the file name why its file was not taken in.

        Only a centre of ours, or one whose file says by its signature that it has our pair file,
        is answered. The receipt of a bundle that was accepted is never replaced.
        """
        result, said = refusal(name, error), parse_name(name)
        if said is None or not (error.signer or self.store.knows_centre(said.centre_code)):
            return self.answers.refused(result, sha256)
        known = self.store.bundle(said.bundle_id)
        if known:
            self.answers.write(known.file_name, known.receipt)
            return self.answers.refused(result, sha256)
        owner = self.store.centre_of_key(error.signer)
        receipt = Receipt(
            district=self.district,
            centre_code=said.centre_code,
            bundle_id=said.bundle_id,
            from_seq=said.from_seq,
            to_seq=said.to_seq,
            file_name=name,
            file_sha256=sha256,
            status=ReceiptStatus.REFUSED,
            head=self.store.head(owner[0] if owner else said.centre_code),
            made_at=utc_text(self.clock.now()),
            code=error.code,
            reason=error.message,
        )
        return self.answers.refused(result, sha256, receipt)


def _chain_problem(header: BundleHeader, head: Head) -> tuple[ReceiptStatus, BundleRefused] | None:
    """Why a bundle does not follow ``head``, or None when it does."""
    follows = header.previous_sha256 == head.sha256
    if follows and header.from_seq == head.seq + 1:
        return None
    if header.from_seq > head.seq + 1:
        return ReceiptStatus.GAP, BundleRefused(
            "gap", "chain", f"缺少流水号{head.seq + 1}起的上报包，请中心补发。"
        )
    if follows and header.kind == Kind.REFILL and header.to_seq >= head.seq:
        return None
    if header.from_seq == head.seq + 1:
        return ReceiptStatus.REFUSED, BundleRefused(
            "chain", "chain", "前一份上报包与本平台接收的不是同一份，请中心重新生成上报。"
        )
    return ReceiptStatus.REFUSED, BundleRefused(
        "overlap", "chain", f"流水号{header.from_seq}至{head.seq}已接收过，请中心重新生成上报。"
    )
