"""Upload: the centre's side (sync) and the district's file-based side (district)."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from app.cli.base import Desk, note, pass_desk
from app.core.clock import SystemClock
from app.core.errors import UserError
from app.core.money import yuan
from app.core.numbers import counted

FILE = click.Path(path_type=Path)


@click.group()
def sync() -> None:
    """上报区平台。"""


@sync.command("pair")
@click.argument("file", type=FILE)
@click.option("--target", required=True, help="folder:文件夹 或 sftp://用户@主机:端口/路径")
@click.option("--identity", default="", help="SSH 私钥文件")
@pass_desk
def sync_pair(desk: Desk, file: Path, target: str, identity: str) -> None:
    """用区平台的配对文件 FILE 配对，并记住上报到哪里。

    folder: 后面的文件夹不存在而上一级存在时会新建；U盘没插好时不会建到别处。
    """
    from app.sync.pairing import DistrictPair

    district = DistrictPair.read(file)
    target = _place(target)
    with desk.opened(write=True) as (app, actor):
        peer = app.sync(actor).pair(district, target, identity)
    lines = [f"已配对：{peer.target}", f"请电话核对区平台指纹：{district.fingerprint}"]
    server = ""
    if peer.host_key:
        from app.sync.transports.sftp import host_key_fingerprint

        server = host_key_fingerprint(peer.host_key)
        lines.append(f"请电话核对服务器指纹：{server}")
    result = {
        "target": peer.target, "fingerprint": district.fingerprint, "host_key": peer.host_key,
        "host_key_fingerprint": server,
    }  # fmt: skip
    desk.show(result, *lines)


def _place(target: str) -> str:
    """The target as it is kept: a folder in full, for the next start may be elsewhere.

    A new folder is made if its parent is there; without the parent a stick is missing.
    """
    from app.sync.files import environment
    from app.sync.transports import FolderTarget, parse_target

    place = parse_target(target)
    if not isinstance(place, FolderTarget):
        return target
    if place.folder.parent.is_dir():
        with environment(place.folder):
            place.folder.mkdir(exist_ok=True)
    return f"folder:{place.folder}"


@sync.command("export-pair")
@click.argument("file", type=FILE)
@pass_desk
def sync_export_pair(desk: Desk, file: Path) -> None:
    """导出本中心的配对文件 FILE，交给区平台。"""
    with desk.opened(write=True) as (app, actor):
        pair = app.sync(actor).keys.pair()
        pair.write(file)
    result = {"file": str(file), "fingerprint": pair.fingerprint}
    desk.show(result, f"已导出：{file}", f"本中心指纹：{pair.fingerprint}")


@sync.command("build")
@pass_desk
def sync_build(desk: Desk) -> None:
    """把新的记录封成上报包。"""
    with desk.opened(write=True) as (app, actor):
        record = app.sync(actor).build()
    if record is None:
        desk.show({"built": None}, "没有需要上报的新记录。")
        return
    result = {**dataclasses.asdict(record), "state": str(record.state)}
    desk.show(
        {"built": result},
        f"已生成 {record.file_name}（{counted(record.from_seq)}–{counted(record.to_seq)}）",
    )


@sync.command("push")
@click.option("--again", is_flag=True, help="没有回执的也重发一次")
@pass_desk
def sync_push(desk: Desk, again: bool) -> None:
    """发送上报包。"""
    with desk.opened(write=True) as (app, actor):
        result = app.sync(actor).push(again=again)
    desk.show(
        {"sent": list(result.sent), "target": result.target},
        f"已发送 {len(result.sent)} 个到 {result.target}" if result.sent else "没有需要发送的。",
        *result.sent,
    )


@sync.command("receipts")
@pass_desk
def sync_receipts(desk: Desk) -> None:
    """取回并核对回执。"""
    with desk.opened(write=True) as (app, actor):
        engine = app.sync(actor)
        result = engine.fetch_receipts()
        status = engine.status()
    desk.show(
        {**dataclasses.asdict(result), "high_water": status.high_water},
        f"已确认到 {counted(status.high_water)}，还有 {counted(status.waiting)} 条等待确认。",
    )
    for problem in result.problems:
        note(f"{problem.file_name}：{problem.message}")
    if result.problems:
        raise UserError("receipt_refused", "有回执没有采用或有上报包被退回，见上面的说明。")


@sync.command("resume")
@click.confirmation_option(
    "--yes", prompt="恢复备份后继续上报，会把全部记录重新送一遍。继续吗？", help="不再询问"
)
@pass_desk
def sync_resume(desk: Desk) -> None:
    """恢复了较早的备份以后，经人确认继续上报。"""
    with desk.opened(write=True) as (app, actor):
        record = app.sync(actor).resume_after_restore()
    result = {**dataclasses.asdict(record), "state": str(record.state)}
    desk.show({"built": result}, f"已生成 {record.file_name}，请接着上报。")


@sync.command("status")
@pass_desk
def sync_status(desk: Desk) -> None:
    """上报到哪里了。"""
    with desk.opened(write=False) as (app, actor):
        status = app.sync(actor).status()
    desk.show(
        status.as_json(),
        f"最新 {counted(status.latest_seq)}，已确认 {counted(status.high_water)}，"
        f"等待 {counted(status.waiting)}",
        *(f"{b.file_name}  {b.state.label}" for b in status.bundles),
    )


@click.group()
def district() -> None:
    """区平台的参考接收端。"""


STORE = click.option("--store", required=True, help="file:文件夹")


@district.command("init")
@STORE
@click.option("--name", default="", help="区平台名称")
@click.option("--out", type=FILE, required=True, help="配对文件")
@pass_desk
def district_init(desk: Desk, store: str, name: str, out: Path) -> None:
    """建立接收端并写出配对文件。"""
    from app.sync.district import DEFAULT_NAME, init_store

    pair = init_store(store, name or DEFAULT_NAME)
    pair.write(out)
    result = {"file": str(out), "fingerprint": pair.fingerprint}
    desk.show(result, f"已写出 {out}", f"指纹：{pair.fingerprint}")


@district.command("accept")
@click.argument("file", type=FILE)
@STORE
@click.option("--replace", is_flag=True, help="中心换了钥匙，用新的代替")
@pass_desk
def district_accept(desk: Desk, file: Path, store: str, replace: bool) -> None:
    """用中心的配对文件 FILE 登记一个中心。"""
    from app.core.clock import utc_text
    from app.sync.district import open_store
    from app.sync.pairing import CentrePair

    pair = CentrePair.read(file)
    with open_store(store) as opened:
        opened.accept(pair, utc_text(SystemClock().now()), replace=replace)
    desk.show(
        {"centre": pair.centre_code, "fingerprint": pair.fingerprint},
        f"已登记 {pair.centre_name}（{pair.centre_code}），指纹 {pair.fingerprint}",
    )


@district.command("receive")
@STORE
@click.option("--inbox", type=FILE, required=True, help="中心送来上报包的文件夹")
@click.option("--receipts", type=FILE, required=True, help="放回执的文件夹")
@pass_desk
def district_receive(desk: Desk, store: str, inbox: Path, receipts: Path) -> None:
    """接收上报包并写出签名回执。"""
    from app.sync.district import open_store, receive

    with open_store(store) as opened:
        report = receive(opened, inbox, receipts, SystemClock())
    desk.show(
        dataclasses.asdict(report),
        *(
            f"{f.file_name}  {f.status}  {counted(f.accepted_rows)} 行  {f.message}"
            for f in report.files
        ),
    )
    refused = [f for f in report.files if f.status in ("refused", "unreadable")]
    if refused:
        raise UserError("bundle_refused", "；".join(f"{f.file_name}：{f.message}" for f in refused))


@district.command("report")
@STORE
@pass_desk
def district_report(desk: Desk, store: str) -> None:
    """各中心已收到的记录。"""
    from app.sync.district import open_store

    with open_store(store) as opened:
        rows = opened.report()
    desk.show(
        [dataclasses.asdict(row) for row in rows],
        *(
            f"{r.name}（{r.code}）：收到 {r.bundles} 个上报包，到流水号 {counted(r.seq)}；"
            f"老人 {counted(r.members)}，签到 {counted(r.visits)}，就餐 {counted(r.meals)}，"
            f"餐费 {yuan(r.fen)} 元，退回 {counted(r.rejected)} 行"
            for r in rows
        ),
    )


COMMANDS = {"sync": sync, "district": district}
