"""Interpreting the rows of a member list: who it is, what is doubtful, what must be refused.

Pure: nothing is looked up and nothing stored. Whether a person is already known is for the member
service to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app.core.clock import age_on
from app.core.codes import LONGEST_NAME
from app.core.idcard import IdNumber
from app.core.names import normalise_name
from app.services.imports.beside import OLDEST, Beside
from app.services.imports.births import agrees, month_only, unborn, unreadable
from app.services.imports.columns import LABELS, Columns
from app.services.imports.documents import (
    FREE_DOCUMENTS,
    birth_within,
    document_of,
    free_number,
    identity_of,
    named_number,
    reason_in,
    reason_of,
    says_none,
    undocumented,
)
from app.services.imports.doubts import Doubts
from app.services.imports.imported import ImportedMember
from app.services.imports.lengths import Lengths
from app.services.imports.other_rows import OtherRows
from app.services.imports.people import Contact, NamePart, contacts_of, is_gone, name_of
from app.services.imports.phones import numbers_of
from app.services.imports.sheets import Cell
from app.services.imports.values import (
    ability_of,
    coded_of,
    date_of,
    half_width,
    id_type_of,
    said,
    sex_of,
    text_of,
    whole_number,
    year_of,
)
from app.services.imports.vocabulary import Vocabulary, shipped

ELDER_AGE = 60
"""Completed years from which a person is an elder (老年人权益保障法 Art. 2)."""
CODED = ("ethnic", "marital", "education")
"""Fields that are codes of the table of the same name."""
_NOT_YET = frozenset({"未办", "未办理", "没办", "未发", "待办", "未录入", "未录", "否"})
"""What stands in the place of a card or terminal number that nobody has yet."""
_PLAIN_NUMBER = re.compile(r"[A-DF-Z]{0,4}[0-9]+|")
"""What is plainly a number as it stands; the rest is looked at closely."""
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_NO_CODES = ("", "", "")


class RowReader:
    """Interprets rows of one list; made once per list because it resolves the columns.

    ``sexes``: what the digits of the column mean (`sex_codes`), where they mean something else.
    ``vocabulary``: the words of this centre; None takes those that the program ships.
    """

    def __init__(
        self,
        columns: Columns,
        today: dt.date,
        minimum_age: int = ELDER_AGE,
        sexes: Mapping[str, str] | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._today, self._minimum_age, self._sexes = today, minimum_age, sexes or {}
        self._beside = Beside(columns, today, vocabulary or shipped())
        self._last = max([*columns.fields.values(), *columns.flags], default=-1)
        self._at = {name: columns.fields.get(name, -1) for name in LABELS}
        self._name = self._at["name"]
        self._id = self._at["id_number"]
        self._texts = [self._at[name] for name in ("address", "community", "living", "note")]
        self._coded = [name for name in CODED if name in columns.fields]
        self._typed = "id_type" in columns.fields
        self._second_contact = max(self._at["contact2"], self._at["contact2_phone"]) >= 0
        self._others = OtherRows(columns)
        self._lengths, self._headers = Lengths(columns), columns.headers
        self._short, self._long = self._lengths.name, self._lengths.text
        asked = id_type_of(self._header("id_number")).code
        self._asked = asked if asked in FREE_DOCUMENTS else ""
        """The document that the column of numbers is about, where it is no identity card."""

    def read(self, number: int, row: Sequence[Cell]) -> ImportedMember | None:
        """The person in ``row``, or None when the row is no data row."""
        # One empty cell at the end serves every column the list does not have (index -1).
        cells = [*row, *[""] * (self._last + 1 - len(row)), ""]
        number_cell = cells[self._id]
        short = not number_cell or (isinstance(number_cell, str) and len(number_cell) < 15)
        if (short or not cells[self._name]) and cells in self._others:
            return None
        return self._member(number, row, cells)

    def _member(self, number: int, row: Sequence[Cell], cells: list[Cell]) -> ImportedMember:
        """All fields of a data row."""
        warnings = Doubts()
        named = name_of(cells[self._name])
        identity, rejection = identity_of(cells[self._id], self._today)
        id_type, id_number = "", identity.number if identity else ""
        if identity is None or self._typed:
            id_type, id_number, rejection = self._document(cells, id_number, rejection, warnings)
        reason = self._reason(cells, warnings) if id_type == "none" and not rejection else ""
        sex, birth = self._sex_and_birth(cells, identity, id_number or reason, warnings)
        year = "" if birth else self._year(cells, warnings)
        rejection = unborn(birth or year, id_number, reason, warnings) or rejection
        phone, phone2, contacts = self._phones(cells, warnings)
        level, self_care = self._ability(cells, warnings)
        address, community, living, note = [said(cells[at]) for at in self._texts]
        ethnic, marital, education = self._codes(cells, warnings) if self._coded else _NO_CODES
        note = self._long("note", _note(named, note, warnings), warnings)
        former, registered = self._further(cells, named, warnings)
        classes, since = self._beside.classes(cells, warnings)
        diets = self._beside.diets(cells, warnings)
        until = self._beside.card_until(cells, warnings)
        return ImportedMember(
            number,
            row,
            named.name,
            id_number,
            sex,
            birth,
            phone,
            phone2,
            self._long("address", address, warnings),
            community,
            classes,
            level,
            self_care,
            self._long("living", living, warnings),
            contacts[0].name if contacts else "",
            contacts[0].phone if contacts else "",
            self._short("card", self._code(cells, "card", warnings).upper(), warnings),
            self._short("terminal_pin", self._code(cells, "terminal_pin", warnings), warnings),
            self._joined(cells, warnings),
            note,
            tuple(warnings),
            _refusal(named, community, rejection),
            former,
            registered,
            id_type,
            ethnic,
            marital,
            education,
            year,
            contacts,
            until,
            diets.codes,
            diets.note,
            since,
            self._beside.by_axis,
            tuple(warnings.cells),
            reason,
        )

    def _document(
        self, cells: list[Cell], number: str, rejection: str | None, warnings: Doubts
    ) -> tuple[str, str, str | None]:
        """Kind of document, number and refusal; a valid number outranks the word for it."""
        written = id_type_of(text_of(cells[self._at["id_type"]]))
        if not written.known:
            warnings.append("id_type_unknown")
        cell = cells[self._id]
        found = (document_of(number), number) if number else None
        found = found or free_number(written.code or self._asked, cell, rejection)
        word, apart = named_number(cell) if found is None and not written.code else ("", "")
        if apart:
            found = free_number(id_type_of(word).code, apart, rejection)
        if found is not None:
            if written.code not in ("", found[0]):
                warnings.append("id_type_conflict")
            return *found, None
        nothing = rejection == "id_missing" or undocumented(cell)
        if nothing and written.code in ("", "none", "resident"):
            reason = self._reason(cells, Doubts())
            if not reason and (written.code == "none" or says_none(cell)):
                self._ask(cells, warnings)
            return ("none", "", None) if reason else (written.code, "", "id_missing")
        return written.code, number, rejection

    def _further(self, cells: list[Cell], named: NamePart, warnings: Doubts) -> tuple[str, str]:
        """Former name and registered address."""
        former = normalise_name(said(cells[self._at["former_name"]])) or named.former
        registered = said(cells[self._at["registered_address"]])
        return (
            self._lengths.name("former_name", former, warnings),
            self._lengths.text("registered_address", registered, warnings),
        )

    def _reason(self, cells: list[Cell], warnings: Doubts) -> str:
        """Why somebody has no document, from its own column or from beside 无证件."""
        written = reason_in(cells[self._id]) or reason_in(cells[self._at["id_type"]])
        reason = reason_of(cells[self._at["no_document_reason"]]) or written
        return self._lengths.text("no_document_reason", reason, warnings)

    def _ask(self, cells: list[Cell], warnings: Doubts) -> None:
        """Say that a row which writes 无证件 lacks the reason, and in which column it goes; the
        same of the birth date."""
        born = cells[self._at["birth_date"]]
        lacking = {"no_document_reason": "原因"}
        lacking |= {} if date_of(born) or year_of(born) else {"birth_date": "出生日期"}
        columns = "和".join(f"“{self._header(key) or LABELS[key]}”" for key in lacking)
        columns += "两列" if len(lacking) > 1 else "一列"
        columns += "" if all(map(self._header, lacking)) else "（表里没有就加上）"
        warnings.cells.append(("id_missing", columns, "和".join(lacking.values())))

    def _codes(self, cells: list[Cell], warnings: Doubts) -> tuple[str, str, str]:
        """Nation, marriage and schooling as codes, in the order of `CODED`."""
        codes = dict.fromkeys(CODED, "")
        for name in self._coded:
            found = coded_of(name, text_of(cells[self._at[name]]))
            codes[name] = found.code
            if not found.known:
                warnings.append(f"{name}_unknown")
        return codes["ethnic"], codes["marital"], codes["education"]

    def _code(self, cells: list[Cell], field: str, warnings: Doubts) -> str:
        """A card or terminal number, ``""`` for words such as 未办 and for rounded numbers."""
        cell = cells[self._at[field]]
        if isinstance(cell, str) and _PLAIN_NUMBER.fullmatch(cell):
            return cell
        text = whole_number(half_width(said(cell))).replace(" ", "")
        if not text:
            return ""
        if (isinstance(cell, float) and abs(cell) >= 1e15) or _ROUNDED.fullmatch(text):
            warnings.append(f"{field}_invalid")
            return ""
        if any(sign.isascii() and sign.isalnum() for sign in text):
            return text
        if text not in _NOT_YET:
            warnings.append(f"{field}_invalid")
        return ""

    def _sex_and_birth(
        self, cells: list[Cell], identity: IdNumber | None, number: str, warnings: Doubts
    ) -> tuple[str, dt.date | None]:
        """Sex and birth date; the number outranks the columns, a contradiction is a warning."""
        word = text_of(cells[self._at["sex"]])
        sex = self._sexes.get(word) or sex_of(word)
        written = cells[self._at["birth_date"]]
        birth = date_of(written) if written != "" else None
        true = identity.birth_date if identity else birth_within(number, self._today)
        if true is None:
            birth = self._possible(birth, written, warnings)
        if identity and sex and sex != identity.sex:
            warnings.append("sex_conflict")
        if true and written != "" and not agrees(birth, written, true):
            warnings.append("birth_conflict")
        birth = true or birth
        if number and birth and age_on(birth, self._today) < self._minimum_age:
            warnings.append("under_60")
        return (identity.sex if identity else sex or "0"), birth

    def _possible(self, birth: dt.date | None, written: Cell, warnings: Doubts) -> dt.date | None:
        """The birth date of somebody whose number says none, when anybody can have it."""
        if birth is None:
            if unreadable(written):
                warnings.about("birth_invalid", self._header("birth_date"), [said(written)])
            return None
        if birth > self._today or birth.year < self._today.year - OLDEST:
            warnings.about("birth_invalid", self._header("birth_date"), [said(written)])
            return None
        if isinstance(written, str) and month_only(written):
            warnings.append("birth_month")
        return birth

    def _year(self, cells: list[Cell], warnings: Doubts) -> str:
        """The year of birth where no more is known."""
        year = year_of(cells[self._at["birth_date"]])
        if year and not self._today.year - OLDEST <= int(year) <= self._today.year:
            warnings.about("birth_invalid", self._header("birth_date"), [year])
            return ""
        return year

    def _phones(self, cells: list[Cell], warnings: Doubts) -> tuple[str, str, tuple[Contact, ...]]:
        """First and second number of the person, and whom to call."""
        at = self._at
        own, other = numbers_of(cells[at["phone"]]), numbers_of(cells[at["phone2"]])
        first = contacts_of(cells[at["emergency_contact"]], cells[at["emergency_phone"]])
        people, invalid = first.people, own.invalid or other.invalid or first.invalid
        if self._second_contact:
            second = contacts_of(cells[at["contact2"]], cells[at["contact2_phone"]])
            invalid = invalid or second.invalid
            groups = (people, second.people)
        else:
            groups = (people, ())
        people = self._beside.related(groups, cells, warnings)
        if invalid:
            warnings.append("phone_invalid")
        numbers = tuple(dict.fromkeys(own.found + other.found))
        if len(numbers) > 2:
            warnings.append("phone_more")
        phone, phone2 = (*numbers, "", "")[:2]
        return phone, phone2, self._lengths.contacts(people, warnings)

    def _ability(self, cells: list[Cell], warnings: Doubts) -> tuple[int | None, str]:
        """Level 0–4 and the older word."""
        ability = ability_of(text_of(cells[self._at["ability"]]))
        if not ability.known:
            warnings.append("ability_unknown")
        return ability.level, ability.self_care

    def _joined(self, cells: list[Cell], warnings: Doubts) -> dt.date | None:
        """Day of joining, never later than today."""
        value = cells[self._at["joined_on"]]
        if said(value) == "":
            return None
        day = date_of(value)
        if day is None or not dt.date(1949, 10, 1) <= day <= self._today:
            warnings.about("date_invalid", self._header("joined_on"), [said(value)])
            return None
        return day

    def _header(self, field: str) -> str:
        """What the column of ``field`` is called in the list."""
        at = self._at[field]
        return self._headers[at] if 0 <= at < len(self._headers) else ""


def _note(named: NamePart, written: str, warnings: Doubts) -> str:
    """The note with what stood beside the name; whoever is noted as dead is doubtful."""
    if is_gone(written):
        warnings.append("note_gone")
    if not named.remark:
        return written
    warnings.append("name_remark")
    return "；".join(filter(None, (written, named.remark)))


def _refusal(named: NamePart, community: str, rejection: str | None) -> str | None:
    """Why the row is refused, what is wrong with the name first."""
    if not named.name:
        return "name_missing"
    if named.masked:
        return "masked"
    if named.gone:
        return "marked_gone"
    if max(len(named.name), len(community)) > LONGEST_NAME:
        return rejection or "too_long"
    return rejection


def sex_codes(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What ``0``, ``1`` and ``2`` mean in a list whose program counts otherwise than GB/T 2261.1.

    ``pairs``: (word of the column, sex that the identity number says). A digit means the other
    sex when at least three numbers say so and no more than a tenth of them the contrary.
    """
    said_by: Counter[tuple[str, str]] = Counter(
        (word, sex) for word, sex in pairs if word in ("0", "1", "2")
    )
    found = {}
    for word in ("0", "1", "2"):
        for sex, other in (("1", "2"), ("2", "1")):
            sure = said_by[word, sex] >= 3 and said_by[word, other] * 10 <= said_by[word, sex]
            if sure and sex != word:
                found[word] = sex
    return found
