from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.sync.crypto import new_identity, new_signing_key
from app.sync.pairing import CentrePair, DistrictPair


@pytest.fixture
def pair() -> DistrictPair:
    return DistrictPair("拱墅区平台", new_identity().public().text, new_signing_key().public().text)


def centre(**changes: str) -> CentrePair:
    values = {
        "centre_code": "330105001",
        "centre_name": "小河街道居家养老服务中心",
        "signing_key": new_signing_key().public().text,
    }
    return CentrePair(**(values | changes))


def test_a_pair_file_is_read_back(pair: DistrictPair, tmp_path: Path) -> None:
    path = tmp_path / "district.pair"
    pair.write(path)
    found = DistrictPair.read(path)
    assert found == pair
    assert found.fingerprint == pair.fingerprint
    assert json.loads(path.read_text("utf-8"))["district_name"] == "拱墅区平台"


def test_the_check_number_can_be_read_aloud(pair: DistrictPair) -> None:
    assert re.fullmatch(r"(\d{4} ){4}\d{4}", pair.fingerprint)


def test_the_check_number_covers_everything(pair: DistrictPair) -> None:
    others = [
        DistrictPair("西湖区平台", pair.encryption_key, pair.receipt_key),
        DistrictPair(pair.district_name, new_identity().public().text, pair.receipt_key),
        DistrictPair(pair.district_name, pair.encryption_key, new_signing_key().public().text),
    ]
    assert len({pair.fingerprint, *(one.fingerprint for one in others)}) == 4


def test_a_changed_file_is_refused(pair: DistrictPair, tmp_path: Path) -> None:
    path = tmp_path / "district.pair"
    path.write_text(pair.to_text().replace("拱墅", "西湖"), "utf-8")
    with pytest.raises(UserError, match="核对码"):
        DistrictPair.read(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xd8\xff",
        b'{"format": 1, "fingerprint": ""}',
        b"x" * 70_000,
    ],
)
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "district.pair"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        DistrictPair.read(path)
    assert caught.value.code == "pair_kind"


def test_the_two_kinds_are_not_mixed_up(pair: DistrictPair) -> None:
    with pytest.raises(UserError, match=re.escape("centre.pair")):
        CentrePair.from_text(pair.to_text())
    with pytest.raises(UserError, match=re.escape("district.pair")):
        DistrictPair.from_text(centre().to_text())


def test_a_folder_or_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹"):
        DistrictPair.read(tmp_path)
    with pytest.raises(EnvironmentProblem, match="找不到"):
        DistrictPair.read(tmp_path / "none.pair")


@pytest.mark.parametrize("code", ["", "../x", "a b", "１", "x" * 33])
def test_centre_codes_that_cannot_be_file_names(code: str) -> None:
    with pytest.raises(UserError, match="中心编码"):
        CentrePair.from_text(centre(centre_code=code).to_text())


def test_unusable_keys_are_refused() -> None:
    with pytest.raises(UserError, match="算法"):
        CentrePair.from_text(centre(signing_key="sm2:abc").to_text())


def test_private_keys_never_stand_in_a_pair_file(pair: DistrictPair) -> None:
    assert "secret" not in pair.to_text().lower()
    assert "secret" not in centre().to_text().lower()


def test_pair_files_made_to_break_a_reader(tmp_path: Path, pair: DistrictPair) -> None:
    texts = ["[" * 60_000, pair.to_text().replace("拱墅区平台", r"\ud800")]
    assert texts[1] != pair.to_text()
    for text in texts:
        (tmp_path / "district.pair").write_text(text, "utf-8")
        with pytest.raises(UserError) as caught:
            DistrictPair.read(tmp_path / "district.pair")
        assert caught.value.code == "pair_kind"
