"""Interpreting the rows of a member list: who it is, what is doubtful, what must be refused.

Pure: nothing is looked up and nothing stored. Whether a person is already known is for the member
service to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from app.core.clock import age_on
from app.core.codes import LONGEST_NAME
from app.core.idcard import IdError, IdNumber, clean_id, parse_id
from app.core.names import normalise_name
from app.services.imports.columns import LABELS, Columns, header_words, simplified
from app.services.imports.imported import ImportedMember
from app.services.imports.sheets import Cell
from app.services.imports.values import (
    Phones,
    ability_of,
    classes_of,
    coded_of,
    date_of,
    half_width,
    id_type_of,
    phones_of,
    sex_of,
    text_of,
    ticked,
    year_of,
)

ELDER_AGE = 60
"""Completed years from which a person is an elder (老年人权益保障法 Art. 2)."""

_EXPONENT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_TOTAL = re.compile(
    r"(?:本页|本表|社区|全部|年度)?(?:合计|小计|总计|共计|累计)|共\d+[人名户]|以下空白|以上共"
    r"|总人数|总户数|.{1,12}(?:合计|小计|总计)[:：]?$"
)
_SIGNATURE = re.compile(
    r"(?:制表|填表|审核|复核|经办|统计|登记|负责|主管|填报|报送|核对|单位负责|中心负责)"
    r"(?:人员?|单位|日期|时间|签[字名])?(?:[:：(（].*|)$|(?:日期|单位|盖章|电话|注|说明|备注)[:：(（]"
    r"|.{0,16}(?:盖章|公章|签字|签名|签章)[)）:：]*$|.{0,4}签[字名][:：]"
)
_PLACE = re.compile(r".+(?:社区|街道|居委会|村委会|小区|小组|村)[:：]?")
"""What stands alone above the people who live there."""
_LONGEST_LONE_NAME = 6
"""Characters above which a lone text in the name column is a remark, not a name."""
_FEWEST_DIGITS = 6
"""Digits from which the text in the number column is meant as a number of a person."""


CODED = ("ethnic", "marital", "education")
"""Fields that are codes of the table of the same name."""
MORE_TEXTS = ("former_name", "registered_address")
_NO_MORE: tuple[str, ...] = ("",) * (len(MORE_TEXTS) + 1 + len(CODED))
"""What `RowReader._rest` gives for a list without such columns."""
FREE_DOCUMENTS = ("hk_macao_permit", "taiwan_permit", "foreign_residence", "passport")
"""Documents whose numbers nothing but the document itself can check."""
LONGEST_DOCUMENT = 40


def document_of(number: str) -> str:
    """The kind of document that a checked number of GB 11643 belongs to."""
    return "hmt_residence" if number.startswith(("81", "82", "83")) else "resident"


class RowReader:
    """Interprets rows of one list; made once per list because it resolves the columns."""

    def __init__(self, columns: Columns, today: dt.date, minimum_age: int = ELDER_AGE) -> None:
        self._today, self._minimum_age = today, minimum_age
        self._flags = tuple(columns.flags.items())
        self._last = max([*columns.fields.values(), *columns.flags], default=-1)
        self._at = {name: columns.fields.get(name, -1) for name in LABELS}
        self._name = self._at["name"]
        self._id = self._at["id_number"]
        self._texts = [
            self._at[name] for name in ("address", "community", "living", "card", "note")
        ]
        self._coded = [name for name in CODED if name in columns.fields]
        self._typed = "id_type" in columns.fields
        self._more = any(name in columns.fields for name in (*CODED, *MORE_TEXTS)) or self._typed

    def read(self, number: int, row: Sequence[Cell]) -> ImportedMember | None:
        """The person in ``row``, or None when the row is no data row."""
        # One empty cell at the end serves every column the list does not have (index -1).
        cells = [*row, *[""] * (self._last + 1 - len(row)), ""]
        number_cell = cells[self._id]
        short = not number_cell or (isinstance(number_cell, str) and len(number_cell) < 15)
        if (short or not cells[self._name]) and self._skipped(cells):
            return None
        return self._member(number, row, cells)

    def _member(self, number: int, row: Sequence[Cell], cells: list[Cell]) -> ImportedMember:
        """All fields of a data row."""
        warnings: list[str] = []
        name = normalise_name(text_of(cells[self._name]))
        identity, rejection = self._identity(cells[self._id])
        id_number = identity.number if identity else ""
        sex, birth = self._sex_and_birth(cells, identity, warnings)
        year = "" if birth else year_of(cells[self._at["birth_date"]])
        if not name:
            rejection = "name_missing"
        phone, phone2, contact_phone = self._phones(cells, warnings)
        level, self_care = self._ability(cells, warnings)
        address, community, living, card, note = [text_of(cells[at]) for at in self._texts]
        if max(len(name), len(community)) > LONGEST_NAME:
            rejection = rejection or "too_long"
        more = _NO_MORE
        if self._more:
            id_type = ""
            if self._typed:
                id_type, id_number, rejection = self._document(
                    cells, id_number, rejection, birth is not None or year != "", warnings
                )
            more = self._rest(cells, id_type, warnings)
        return ImportedMember(
            number,
            row,
            name,
            id_number,
            sex,
            birth,
            phone,
            phone2,
            address,
            community,
            self._categories(cells, warnings),
            level,
            self_care,
            living,
            normalise_name(text_of(cells[self._at["emergency_contact"]])),
            contact_phone,
            half_width(card).replace(" ", "").upper(),
            half_width(text_of(cells[self._at["terminal_pin"]])).replace(" ", ""),
            self._joined(cells, warnings),
            note,
            tuple(warnings),
            rejection,
            *(*more, year),
        )

    def _document(
        self,
        cells: list[Cell],
        number: str,
        rejection: str | None,
        born: bool,
        warnings: list[str],
    ) -> tuple[str, str, str | None]:
        """Kind of document, number and refusal, now that the list names the kind.

        A valid number of GB 11643 outranks the word. Another number is taken as it stands when
        the word says that it is no resident number, and it does not look like one. ``born``:
        whether the list says when they were born.
        """
        written = id_type_of(text_of(cells[self._at["id_type"]]))
        if not written.known:
            warnings.append("id_type_unknown")
        if number:
            true = document_of(number)
            foreign = written.code == "foreign_residence" and number.startswith("9")
            if written.code not in ("", true) and not foreign:
                warnings.append("id_type_conflict")
            return (written.code if foreign else true), number, rejection
        text = clean_id(text_of(cells[self._id]))
        free = written.code in FREE_DOCUMENTS and len(text) not in (15, 18)
        if not free or rejection not in ("id_length", "id_characters"):
            return written.code, number, rejection
        if not 5 <= len(text) <= LONGEST_DOCUMENT:
            return written.code, number, rejection
        if not born:
            warnings.append("birth_missing")
        return written.code, text, None

    def _rest(self, cells: list[Cell], id_type: str, warnings: list[str]) -> tuple[str, ...]:
        """The fields that few lists have, in the order of `ImportedMember`."""
        codes = dict.fromkeys(CODED, "")
        for name in self._coded:
            found = coded_of(name, text_of(cells[self._at[name]]))
            codes[name] = found.code
            if not found.known:
                warnings.append(f"{name}_unknown")
        former = normalise_name(text_of(cells[self._at["former_name"]]))
        registered = text_of(cells[self._at["registered_address"]])
        return former, registered, id_type, *codes.values()

    def _identity(self, value: Cell) -> tuple[IdNumber | None, str | None]:
        """The checked number, or the code why there is none."""
        if isinstance(value, str):
            text = value
            # Most numbers are plainly no rounded ones: the pattern is for the rest.
            if not value[:15].isdigit() and _EXPONENT.fullmatch(half_width(text).strip()):
                return None, "id_precision_lost"
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            # A cell keeps 15 digits; what is longer was filled up with zeros by Excel.
            if value >= 1e15:
                return None, "id_precision_lost"
            text = text_of(value)
        else:
            text = text_of(value)
        try:
            return parse_id(text, self._today), None
        except IdError as error:
            return None, error.code if clean_id(text) else "id_missing"

    def _sex_and_birth(
        self, cells: list[Cell], identity: IdNumber | None, warnings: list[str]
    ) -> tuple[str, dt.date | None]:
        """Sex and birth date; the number outranks the columns, a contradiction is a warning."""
        sex = sex_of(text_of(cells[self._at["sex"]]))
        written = cells[self._at["birth_date"]]
        birth = date_of(written) if written != "" else None
        if identity is None:
            return sex or "0", birth
        if sex and sex != identity.sex:
            warnings.append("sex_conflict")
        if written != "" and not _agrees(birth, written, identity.birth_date):
            warnings.append("birth_conflict")
        if age_on(identity.birth_date, self._today) < self._minimum_age:
            warnings.append("under_60")
        return identity.sex, identity.birth_date

    def _phones(self, cells: list[Cell], warnings: list[str]) -> tuple[str, str, str]:
        """First, second and emergency number."""
        own = phones_of(cells[self._at["phone"]])
        other = phones_of(cells[self._at["phone2"]])
        contact = phones_of(cells[self._at["emergency_phone"]])
        if own.invalid or other.invalid or contact.invalid:
            warnings.append("phone_invalid")
        if other.first and not own.second:
            own = Phones(
                own.first or other.first, other.first if own.first else other.second, False
            )
        return own.first, own.second, contact.first

    def _categories(self, cells: list[Cell], warnings: list[str]) -> tuple[str, ...]:
        """Codes of the classes cell and of the ticked ✓ columns."""
        classes = classes_of(text_of(cells[self._at["categories"]]))
        if classes.unknown:
            warnings.append("category_unknown")
        if not self._flags:
            return classes.codes
        more = [code for index, code in self._flags if ticked(cells[index])]
        return tuple(dict.fromkeys([*classes.codes, *more]))

    def _ability(self, cells: list[Cell], warnings: list[str]) -> tuple[int | None, str]:
        """Level 0–4 and the older word."""
        ability = ability_of(text_of(cells[self._at["ability"]]))
        if not ability.known:
            warnings.append("ability_unknown")
        return ability.level, ability.self_care

    def _joined(self, cells: list[Cell], warnings: list[str]) -> dt.date | None:
        """Day of joining, never later than today."""
        value = cells[self._at["joined_on"]]
        if value == "" or (isinstance(value, str) and value.strip() in ("", "-", "/", "无")):
            return None
        day = date_of(value)
        if day is None or not dt.date(1949, 10, 1) <= day <= self._today:
            warnings.append("date_invalid")
            return None
        return day

    def _skipped(self, cells: list[Cell]) -> bool:
        """Whether a row without number or name is blank, a total, a signature or a header."""
        texts = [text for text in map(text_of, cells) if text]
        if not texts:
            return True
        name = text_of(cells[self._name])
        if name and simplified(name) in header_words():
            return True
        first = _bare(texts[0])
        if _TOTAL.match(first) or _SIGNATURE.match(first) or _TOTAL.match(_bare(name)):
            return True
        if sum(map(str.isdigit, text_of(cells[self._id]))) >= _FEWEST_DIGITS:
            return False
        serial = self._at["serial"]
        filled = [at for at, cell in enumerate(cells) if at != serial and text_of(cell)]
        if len(filled) > 1:
            return False
        if not name or len(name) > _LONGEST_LONE_NAME:
            return True
        return not text_of(cells[serial]) and bool(_PLACE.fullmatch(_bare(name)))


def _bare(text: str) -> str:
    """``text`` without blanks, as totals are often spaced out."""
    return text.replace(" ", "").replace("\u3000", "")


@lru_cache(maxsize=4096)
def _month_only(text: str) -> bool:
    """Whether a birth date is given as year and month only."""
    return len(re.findall(r"\d+", half_width(text))) == 2


def _agrees(birth: dt.date | None, written: Cell, true: dt.date) -> bool:
    """Whether the birth date column says the same as the number, as far as it goes."""
    if birth is None:
        return year_of(written) in ("", str(true.year))
    if isinstance(written, str) and _month_only(written):
        return (birth.year, birth.month) == (true.year, true.month)
    return birth == true
