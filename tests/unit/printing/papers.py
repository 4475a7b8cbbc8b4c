"""What a reader of a PDF sees, asked from poppler, and data to print."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import zlib
from pathlib import Path

from app.printing import qrcode
from app.printing.forms import member_card
from app.printing.forms.assessment_comparison import AssessmentComparison, Line, Part
from app.printing.forms.assessment_report import AssessmentReport
from app.printing.forms.older_result import OlderResult
from app.printing.page import Heading
from app.services.assessments.items import EVENT_COLUMNS, ITEMS
from app.services.assessments.reading import DIFFERENT
from app.services.assessments.scoring import Answers, score
from app.services.rosters import DailyRoster, RosterGroup, RosterRow
from tests.helpers import reading_qr

CENTRE = "小河街道居家养老服务中心"
DAY = dt.date(2020, 10, 29)
MADE_AT = dt.datetime(2020, 10, 29, 17, 5)


def poppler(tool: str, pdf: bytes, *arguments: str, last: str = "-") -> str:
    command = [tool, *arguments, "-", *([last] if last else [])]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as laid out."""
    return poppler("pdftotext", pdf, "-layout").split("\f")[:-1]


def text(pdf: bytes) -> str:
    return "\n".join(pages(pdf))


def lines(page: str) -> list[list[str]]:
    """The words of each line that is not blank."""
    return [line.split() for line in page.splitlines() if line.strip()]


def fonts(pdf: bytes) -> dict[str, list[str]]:
    """Face without its subset tag → whether embedded, subset and with a Unicode map."""
    rows = [line.split() for line in poppler("pdffonts", pdf, last="").splitlines()[2:]]
    return {row[0].split("+")[1]: row[-5:-2] for row in rows}


def picture(pdf: bytes, folder: Path, page: int = 1, dpi: int = 72) -> tuple[int, int, bytes]:
    """Width, height and grey levels of a page at ``dpi`` dots per inch."""
    target = folder / "page"
    poppler("pdftoppm", pdf, "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page),
            "-singlefile", last=str(target))  # fmt: skip
    kind, size, _, dots = target.with_suffix(".pgm").read_bytes().split(b"\n", 3)
    assert kind == b"P5"
    width, height = map(int, size.split())
    return width, height, dots


def code_of_card(pdf: bytes, folder: Path) -> str:
    """What a scanner reads off the first card of a page of 会员卡."""
    dpi, modules = 288, 29
    width, _, dots = picture(pdf, folder, dpi=dpi)
    module = member_card._QR / (modules + 2 * qrcode.QUIET)
    across = member_card.COLUMNS * member_card.WIDTH + member_card._GAP
    left = (210 - across) / 2 + member_card.WIDTH - member_card._QR - 1.5 + qrcode.QUIET * module

    def dark(column: float, y: float) -> bool:
        """At ``column`` modules from the left, ``y`` mm from the top."""
        x = int((left + (column + 0.5) * module) * dpi / 25.4)
        return dots[int(y * dpi / 25.4) * width + x] < 128

    finders = [n in range(7) or n in range(22, 29) for n in range(modules)]
    tops = (n / 10 for n in range(0, 2000))
    top = next(y for y in tops if all(dark(n, y) for n in range(7)) and not dark(7, y)
               and all(dark(n, y) for n, there in enumerate(finders) if there))  # fmt: skip
    middle = top + module / 2
    return reading_qr.text_of(
        [[dark(n, middle + row * module) for n in range(modules)] for row in range(modules)]
    )


def inflated(pdf: bytes) -> bytes:
    """The document without compression and offsets, the same whatever zlib made it."""

    def open_stream(found: re.Match[bytes]) -> bytes:
        return b"stream\n" + zlib.decompress(found[1])

    body = re.sub(rb"stream\r?\n(.*?)(?=\r?\nendstream)", open_stream, pdf, flags=re.DOTALL)
    body = re.sub(rb"/Length \d+", b"", body)
    return re.sub(rb"\nxref\n.*?trailer|startxref\s+\d+", b"", body, flags=re.DOTALL)


def heading(**other: object) -> Heading:
    given = {"centre_name": CENTRE, "title": "测试表", "made_by": "王芳", "made_at": MADE_AT}
    return Heading(**{**given, **other})  # type: ignore[arg-type]


def person(number: int, name: str = "张桂兰", **other: object) -> RosterRow:
    given: dict[str, object] = {
        "number": number, "name": name, "sex": "女", "age": "81", "community": "小河社区",
        "ability": "能力完好", "arrived_at": "07:10:05", "method": "人脸",
        "breakfast": False, "lunch": True, "dinner": False,
    }  # fmt: skip
    return RosterRow(**{**given, **other})  # type: ignore[arg-type]


def roster(*groups: tuple[str, list[RosterRow]], demo: bool = False) -> DailyRoster:
    return DailyRoster(
        centre_name=CENTRE,
        centre_code="330105001",
        date=DAY,
        groups=tuple(RosterGroup(name, tuple(rows)) for name, rows in groups),
        document_number="QD-20201029-003",
        made_at=MADE_AT,
        made_by="王芳",
        demo=demo,
    )


def older(**other: object) -> OlderResult:
    """A result of MZ/T 039-2013 with a long remark, replaced since."""
    given: dict[str, object] = {
        "centre_name": CENTRE, "number": "PG-20201029-002", "standard": "MZ/T 039-2013",
        "assessed_on": "2019-05-01", "name": "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江",
        "person": (("姓名", "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江"), ("性别", "女"),
                   ("证件号", "330105********1228")),
        "result": (("评估标准", "MZ/T 039-2013"), ("等级（原文）", "2 级（中度失能）"),
                   ("得分（原文）", "日常生活活动 55；精神状态 1"), ("评估机构", ""),
                   ("备注", "原件在档案柜 3 号。" * 18)),
        "correction": "代替 PG-20201028-001。原因：抄错", "document_number": "NL-20201029-002",
        "replaced": "本件已由 PG-20201030-001 代替，仅供查阅。",
        "made_at": MADE_AT, "made_by": "王芳",
    }  # fmt: skip
    return OlderResult(**{**given, **other})  # type: ignore[arg-type]


def assessment(*, corrected: bool = False) -> AssessmentReport:
    """A person in coma with everything filled in; ``corrected`` another with reasons of C.4."""
    scores: dict[str, int | None] = {item.column: item.maximum for item in ITEMS}
    scores |= {"b2_3": 1} if corrected else {"b3_9": 0}
    events: dict[str, int | None] = {**dict.fromkeys(EVENT_COLUMNS, 0), "falls": 3}
    result = score(Answers(scores, not corrected, events, ("dementia",)))
    return AssessmentReport(
        CENTRE, "PG-20201029-001", DAY.isoformat(), "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江",
        (("评估编号", "PG-20201029-001"), ("评估原因", "首次评估"),
         ("证件号", "330105********1228"), ("体重", ""), ("信息提供者", "陈小明")),
        (("疾病诊断", "痴呆（F00–F03）、高血压（I10–I15）"), ("用药情况", "降压药，每日一次；" * 9),
         ("补充说明", "")),
        scores, events, not corrected, result, ("李评估", "周评估"), "陈小明", CENTRE,
        "2021-10-29", "代替 PG-20201028-001。原因：平地行走看错了" if corrected else "",
        "NL-20201029-001", MADE_AT, "王芳",
    )  # fmt: skip


def comparison(*, comparable: bool = True) -> AssessmentComparison:
    """Somebody with a long name, once better and once worse; else two of different standards."""
    own = (
        ("等级（原文）", "2 级（中度失能）"),
        ("得分（原文）", "日常生活活动 55；" * 12),
        ("备注", ""),
    )
    parts = tuple(
        Part(
            tuple(
                Line(
                    f"二级指标 {n}", "4", "0（昏迷）" if n == 9 else "4", "↑ 好转 2 分",
                    f"B.{k}.{n}", "4",
                )
                for n in range(1, 10)
            ),
            Line(f"一级指标 {k}", "30", "28", "↓ 变差 2 分", f"B.{k}", "36"),
        )
        for k in range(1, 5)
    )  # fmt: skip
    return AssessmentComparison(
        CENTRE, "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江", ("2019-05-01", DAY.isoformat()),
        (("会员号", "000001"), ("证件号", "330105********1228")),
        "" if comparable else DIFFERENT,
        (("评估机构", CENTRE * 6, ""),) if comparable else (),
        "总分 78 → 82（↑ 好转 4 分）。" if comparable else "",
        parts if comparable else (),
        Line("总分", "120", "112", "↓ 变差 8 分", most="144") if comparable else None,
        (Line("最终等级", "2 级 中度失能", "4 级 完全失能", "↓ 加重 2 级"),) if comparable else (),
        () if comparable else (own, own),
        "前一次的 PG-20190501-001 已由 PG-20201030-001 代替，仅供查阅。",
        "DB-20201029-001", MADE_AT, "王芳",
    )  # fmt: skip
