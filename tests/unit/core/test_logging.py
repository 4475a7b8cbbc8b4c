"""The log: beside the data, without names, of bounded size."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.logging import KEPT, LARGEST, end_logging, scrub, setup_logging

log = logging.getLogger("test.logging")


@pytest.fixture(autouse=True)
def root_level() -> Iterator[None]:
    """The root logger as it was."""
    before = logging.getLogger().level
    yield
    logging.getLogger().setLevel(before)


def test_names_and_numbers_are_blotted_out_even_in_a_traceback(tmp_path: Path) -> None:
    handler = setup_logging(tmp_path / "logs")
    try:
        raise ValueError("王秀英 330105193812221234")
    except ValueError:
        log.info("failed for 13812341234 %s", "李桂芳", exc_info=True)
    end_logging(handler)
    text = (tmp_path / "logs" / "yizhan.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "INFO test.logging: failed for # □" in text
    assert not any(secret in text for secret in ("王秀英", "李桂芳", "330105193812221234", "13812"))


def test_rare_characters_and_an_id_number_with_x_are_blotted_out_too() -> None:
    assert scrub("王𬱖 33010519381222123X 3次") == "□ # 3□"


def test_short_numbers_stay_readable() -> None:
    assert scrub("line 4711 of 20") == "line 4711 of 20"


def test_the_log_never_grows_beyond_six_files(tmp_path: Path) -> None:
    handler = setup_logging(tmp_path)
    for _ in range(10):
        log.info("x" * (LARGEST - 200))
    end_logging(handler)
    files = list(tmp_path.iterdir())
    assert len(files) == KEPT + 1
    assert max(file.stat().st_size for file in files) <= LARGEST


def test_after_the_end_nothing_is_written(tmp_path: Path) -> None:
    handler = setup_logging(tmp_path)
    end_logging(handler)
    log.info("too late")
    assert (tmp_path / "yizhan.log").read_text(encoding="utf-8") == ""
    end_logging(None)


def test_a_folder_that_cannot_hold_a_log_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    assert setup_logging(tmp_path / "logs") is None


@pytest.mark.parametrize(
    "number",
    ["138 1234 5678", "138-1234-5678", "3301 0519 3805 1232 25", "330105 1938 0512 322X"],
)
def test_numbers_in_groups_are_blotted_out(number: str) -> None:
    assert scrub(f"failed for {number}, line 42") == "failed for #, line 42"


def test_times_stay_readable() -> None:
    assert (
        scrub("2026-11-23 08:30:05,123 INFO 404 of 20") == "2026-11-23 08:30:05,123 INFO 404 of 20"
    )
