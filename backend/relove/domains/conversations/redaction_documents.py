"""Numbers of documents and accounts: passports, СНИЛС, ИНН, SSN, IBAN and the twenty digits of a Russian account.

A number counts where its check digits say so, where its shape is nothing else's, or where a word before it says what
it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Give = Callable[[str], str]

_SPACE = r"[ \u00a0\u2007-\u200a\u202f]"
_DASH = r"[-\u00ad\u2010-\u2015\u2212]"
_GAP = rf"(?:{_SPACE}|{_DASH})"
_END = r"(?![\w]|[.,]\d)"
# No part of a longer number: +44 7911 123456 is a phone.
_BEGIN = r"(?<![\w+.,])(?<!\d[ \u00a0-])"
_SAYS = (
    r"(?:\s|[:№#(—–-]|\.|"
    r"\b(?:is|my|no|number|nr|номер|мой|моего|серия|серии|и|вот|это|был|выдан\w*|рф|russian|us)\b)*"
)
_PASSPORT_RU = rf"(?:\d{{2}}{_SPACE}?\d{{2}})(?:{_SPACE}|{_DASH}|№|,|номер|н\.?)*\d{{3}}{_SPACE}?\d{{3}}"
_WORDED = re.compile(
    rf"(?P<cue>(?<!\w)(?:загран)?паспорт\w{{0,3}}{_SAYS}|(?<!\w)passports?\b{_SAYS})"
    rf"(?P<number>{_PASSPORT_RU}|\d{{2}}{_SPACE}?(?:№{_SPACE}?)?\d{{7}}|(?=\w{{0,8}}\d{{5}})[A-Za-z]{{0,2}}\d{{5,9}}[A-Za-z]?){_END}"
    rf"|(?P<cue2>(?<!\w)(?:снилс\w{{0,2}}|snils){_SAYS})(?P<number2>\d{{3}}(?:{_GAP}?\d{{3}}){{2}}{_GAP}{{0,3}}\d{{2}}){_END}"
    rf"|(?P<cue3>(?<!\w)(?:инн|inn|itin){_SAYS})(?P<number3>\d(?:{_GAP}?\d){{8,11}}){_END}"
    rf"|(?P<cue4>(?<!\w)(?:ssn|social security)\b{_SAYS})(?P<number4>\d{{3}}{_GAP}?\d{{2}}{_GAP}?\d{{4}}){_END}",
    re.IGNORECASE,
)
_SHAPED = re.compile(
    # A Russian passport as it is printed: 45 10 123456, 4510 № 123456.
    rf"{_BEGIN}(?:(?P<passport>\d{{2}}{_SPACE}\d{{2}}{_SPACE}\d{{6}}|(?!19|20)\d{{4}}{_SPACE}?(?:№{_SPACE}?|{_SPACE})\d{{6}})"
    rf"|(?P<snils>\d{{3}}{_DASH}\d{{3}}{_DASH}\d{{3}}{_GAP}\d{{2}}|\d{{11}})"
    r"|(?P<inn>\d{12})"
    rf"|(?P<ssn>\d{{3}}{_DASH}\d{{2}}{_DASH}\d{{4}})){_END}"
)
_IBAN = re.compile(
    rf"(?<!\w)[A-Za-z]{{2}}\d{{2}}(?:{_GAP}?[A-Za-z0-9]{{2,4}}){{2,8}}(?:{_GAP}?[A-Za-z0-9]{{1,3}})?(?!\w)"
)
_ACCOUNT = re.compile(rf"{_BEGIN}[34]\d{{4}}(?:{_GAP}?\d){{15}}{_END}")


def replace_documents(text: str, document: Give, account: Give) -> str:
    """The text with each number of a document and of an account as the callables say."""
    if sum(map(str.isdigit, text)) < 6:
        return text
    text = _IBAN.sub(lambda match: _iban(match.group(), account), text)
    text = _ACCOUNT.sub(lambda match: account(match.group()), text)
    text = _WORDED.sub(lambda match: _worded(match, document), text)
    return _SHAPED.sub(lambda match: document(match.group()) if _is_document(match) else match.group(), text)


def _iban(found: str, give: Give) -> str:
    from stdnum import iban

    # What follows may be taken along: «DE89… or» is cut back to what checks.
    for end in range(len(found), 14, -1):
        if (end == len(found) or not found[end].isalnum()) and iban.is_valid(found[:end]):
            return give(found[:end]) + found[end:]
    return found


def _worded(match: re.Match[str], give: Give) -> str:
    number = next(match[name] for name in ("number", "number2", "number3", "number4") if match[name])
    whole = match.group()
    return whole[: len(whole) - len(number)] + give(number)


def _is_document(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", match.group()))
    if match["passport"]:
        return True
    if match["snils"]:
        return not match["snils"].isdigit() or _is_snils(digits)
    if match["inn"]:
        from stdnum.ru import inn

        return bool(inn.is_valid(digits))
    from stdnum.us import ssn

    return bool(ssn.is_valid(digits))


def _is_snils(digits: str) -> bool:
    # Eleven digits that begin with 7 or 8 are a phone more often, and replaced as one.
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return digits[0] not in "78" and total % 101 % 100 == int(digits[9:])
