"""Postal addresses: a street with a house, Russian and English; a house with a flat; a British postcode."""

from __future__ import annotations

import re

_S = r"[ \u00a0]"
_SEP = rf"(?:{_S}*,{_S}*|{_S}+)"

# Russian. A street's name is one to four words; its house may have a fraction, a letter and parts.
_KIND = (
    r"(?:ул(?:ица|ице|ицу|ицы|ицей)?|просп(?:ект[а-я]{0,2})?|пр-?к?т[а-я]?|пр|переул(?:ок|ке|ка|ку)|пер|бульвар[а-я]{0,2}"
    r"|б-р[а-я]?|бул|набережн[а-я]{2}|наб|шоссе|ш|площад[а-я]{1,2}|пл|проезд[а-я]{0,2}|пр-д|тупик[а-я]{0,2}|алле[а-я]"
    r"|микрорайон[а-я]?|мкр-?н?|кварта[а-я]{1,3}|лини[а-я]|тракт[а-я]?)"
)
_NO_STREET = (
    r"(?:был[аио]?|будет|стал[аио]?|минус|плюс|около|почти|уже|всего|сейчас|вс[её]|не|и|в|во|на|за|по|с|со|из|от|до|у|к|как"
    r"|это|ещ[её]|очень|где|что|так|только|ровно|стоит|стоят|стоял[аио]?|целых|больше|меньше|сразу|через|возле|рядом|напротив|недалеко|между|перед|над|под|вдоль|без|мимо|мне|нас|их|где-то)"
)
_UNITS = (
    r"(?!\w)(?![ \u00a0]*(?:%|°|градус|человек|людей|минут|мин|час|дн[яе]|день|недел"
    r"|месяц|мес|лет|год|раз|машин|руб|тыс|млн"
    r"|метр|км|м\b|этажей|комнат|штук|шт|процент|квартир[ыа]?\b(?!\s*\d)|дом(?:а|ов)\b"
    r"|подъезд(?:а|ов)\b|пациент|ученик|секунд|остановк))"
)
_WORD = rf"(?:\d{{1,3}}-?(?:я|й|го|ой)?|(?!{_NO_STREET}\b)[а-яё][а-яё-]*\.?)"
_NAME = rf"{_WORD}(?:{_S}+{_WORD}){{0,3}}?"
_PART = (
    r"(?:к(?:орп(?:ус[а-я]?)?)?|стр(?:оение)?|лит(?:ера)?|подъезд|под|эт(?:аж)?|кв(?:артир[а-я])?|оф(?:ис[а-я]?)?"
    r"|комн(?:ат[а-я])?|домофон|блок)"
)
_NUMBER = r"\d{1,4}(?:[/-]\d{1,4})?(?:-?(?:бис|[а-я])(?![а-яё]))?"
_HOUSE = rf"(?:д(?:ом[а-я]?)?\.?{_S}*(?:№{_S}*)?)?{_NUMBER}"
_PARTS = rf"(?:{_SEP}?{_PART}\.?{_S}*№?{_S}*\d{{1,4}}[а-я]?(?![а-яё])|,{_S}*\d{{1,4}}(?![\w.:]))*"
_TOWN = (
    rf"(?:\d{{6}}{_SEP})?(?:(?-i:[А-ЯЁ])[а-яё]+(?:-(?-i:[А-ЯЁ])?[а-яё]+){{0,2}},{_S}*)?"
    rf"(?:(?:г(?:ор(?:од[а-я]?)?)?|пос(?:[её]лок)?|пгт|дер(?:евня)?|с(?:ело)?|обл(?:асть)?|р-н)\.{_S}*[А-ЯЁа-яё-]+{_SEP}"
    rf"(?:,{_S}*)?|[а-яё-]+{_S}+(?:обл\.|область|край),{_S}*)*"
)
_RUSSIAN = rf"{_TOWN}{_KIND}(?:\.{_S}*|{_S}+)(?:имени{_S}+|им\.{_S}*)?{_NAME}{_SEP}{_HOUSE}{_PARTS}{_UNITS}"
_NAMED_FIRST = (
    rf"{_TOWN}[а-яё-]+(?:ая|ый|ий|ой|ом|ую|ского)?{_S}+"
    rf"(?:ул(?:ица|ице|ицу|ицы)|просп(?:ект[а-я]{{0,2}})|пр-?к?т[а-я]?|переул(?:ок|ке|ка)|бульвар[а-я]{{0,2}}|б-р"
    rf"|набережн[а-я]{{2}}|шоссе|площад[а-я]{{1,2}}|проезд[а-я]{{0,2}}|алле[а-я]){_SEP}{_HOUSE}{_PARTS}{_UNITS}"
)
_HOUSE_AND_FLAT = (
    rf"(?:(?-i:[А-ЯЁ])[а-яё-]+(?:{_S}+(?-i:[А-ЯЁ])[а-яё-]+)?{_SEP})?{_HOUSE}"
    rf"(?:{_SEP}?к(?:орп(?:ус)?)?\.?{_S}*\d{{1,2}})?{_SEP}(?:кв(?:артир[аеуы])?)\.?{_S}*№?{_S}*\d{{1,4}}(?![\w])"
)
_HOUSE_OF_STREET = (
    rf"(?-i:[А-ЯЁ])[а-яё-]+(?:{_S}+(?-i:[А-ЯЁ])[а-яё-]+)?{_SEP}"
    rf"д(?:ом[а-я]?)?\.?{_S}*{_NUMBER}{_PARTS}{_UNITS}"
)

# English. Words that are much else too count only where they are written as names are.
_STREET = r"(?:street|str?|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|crescent|terrace|parkway|pkwy|highway|hwy)"
_LARGE_STREET = (
    r"(?-i:Court|Ct|Square|Sq|Way|Place|Pl|Close|Gardens|Hill|Row|Mews|Quay|Walk|Park|Grove|Dr|Green|Circle|Cir|Trail|Rise"
    r"|Broadway|Loop|Alley|Plaza|Gate)"
)
_NO_NAME = (
    r"(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|miles?|km|people|persons?|of|the|an?|in|on|at|to|my|this|that|more"
    r"|different|times?|times|cars?|houses?|long|and|from|down|up|percent|dollars?|bucks|lane|kilomet\w+|met\w+|metres)"
)
_ENGLISH_WORD = r"(?:[a-z][a-z'’.-]*|\d{1,3}(?:st|nd|rd|th))"
_ENGLISH_NAME = rf"(?!{_NO_NAME}\b){_ENGLISH_WORD}(?:{_S}+(?!{_NO_NAME}\b){_ENGLISH_WORD}){{0,3}}?"
_LARGE_NAME = r"(?-i:(?:[A-Z][A-Za-z'’.-]*|\d{1,3}(?:st|nd|rd|th))(?:[ \u00a0]+[A-Z][A-Za-z'’.-]*){0,3}?)"
_FLAT = rf"(?:(?:apt|apartment|flat|unit|suite|ste|floor|room|#)\.?{_S}*#?{_S}*\w{{1,5}})"
_POSTCODE = r"(?-i:[A-Z]{1,2}\d[A-Z\d]?[ \u00a0]?\d[A-Z]{2})"
_STATE = r"(?-i:[A-Z]{2})[ \u00a0]+\d{5}(?:-\d{4})?"
_CITY = r"(?-i:,[ \u00a0]*[A-Z][A-Za-z'-]+(?:[ \u00a0][A-Z][a-z'-]+){0,2})"
_TAIL = (
    rf"(?:{_S}+(?-i:NW|NE|SW|SE|N|S|E|W)(?!\w))?(?:,?{_S}*{_FLAT}(?!\w))?"
    rf"(?:{_CITY}?,?{_S}+(?:{_POSTCODE}|{_STATE})(?!\w))?"
)
_ENGLISH = (
    rf"(?:{_FLAT},?{_S}+)?\d{{1,5}}[a-z]?(?:-\d{{1,5}})?,?{_S}+"
    rf"(?:{_ENGLISH_NAME}{_S}+{_STREET}|{_LARGE_NAME}{_S}+{_LARGE_STREET}|(?-i:Broadway))(?!\w)"
    rf"(?:\.(?={_S}*[,#a-z\d]))?{_TAIL}"
)
_BOX = r"p\.?[ ]?o\.?[ ]box[ ]\d{1,6}"

ADDRESS = re.compile(
    rf"(?<![\w\[@/.])(?:{_RUSSIAN}|{_NAMED_FIRST}|{_HOUSE_AND_FLAT}|{_HOUSE_OF_STREET}|{_ENGLISH}|{_BOX}|{_POSTCODE}(?!\w))",
    re.IGNORECASE,
)
