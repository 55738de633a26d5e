"""E-mails, links with and without a scheme, @names."""

from __future__ import annotations

import re
from collections.abc import Callable

# Zones by which a bare host is one: all countries' but for those that are words or ends of file names.
_GENERIC = (
    "com net org info biz dev app online site pro club shop xyz top store space website tech blog live life "
    "link page fun icu vip art agency team world group media news studio design cloud wiki name mobi tel "
    "edu gov рф рус ру укр бел"
)
_COUNTRIES = (
    "ac ad ae af ag ai al am ao ar at au aw az ba bb bd be bf bg bh bi bj bn bo br bs bt bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cy cz de dj dk dm do dz ec ee eg es et eu fi fj fm fo fr ga gd ge "
    "gf gg gh gi gl gm gn gp gr gt gu gy hk hn hr ht hu ie il im io iq ir je jo jp ke kg kh ki km kn kr kw "
    "ky kz lb lc li lk lr ls lt lu lv ly ma mc me mg mk ml mm mn mo mr mt mu mv mw mx mz na nc ne nf ng ni "
    "nl np nr nu nz om pa pe pf pg ph pk pr pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn sr st su "
    "sv sx sz tc td tf tg th tj tk tl tm tn tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye "
    "yt za zm zw"
)
_WORD_ZONES = "am as at be by do id in is it me my no of on or so to us"
"""English words: in an English text a bare `tired.so` is a full stop without its space."""
_FILES = (
    "aac avi bak bat bin bmp c cfg conf cpp cs css csv dat db dll doc docx env epub exe gif go gz h heic "
    "html ico ini ipynb jar java jpeg jpg js json jsx key kt lock log m4a mkv mov mp3 mp4 odt ogg pdf php "
    "pkl png ppt pptx psd py rar rb rs rtf sh sql svg swift tar tex tmp toml torrent ts tsx txt vue wav "
    "webm webp xls xlsx xml yaml yml zip"
)
_RUSSIAN = "рф рус укр бел ком москва онлайн сайт дети орг қаз католик срб бг мкд ею мон"
RUSSIAN_ZONES = frozenset(_RUSSIAN.split())
_NO_SITES = frozenset({"asp.net", "ado.net", "vb.net", "ml.net", "paint.net"})
PLAIN_ZONES = frozenset(_GENERIC.split()) | frozenset(_COUNTRIES.split()) - frozenset(_WORD_ZONES.split())
_FILE_ZONES = frozenset(_FILES.split()) | {"md", "pl", "ps"}

_REST = r"[^\s<>\"«»\[\]]"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\s?@\s?|\s?[(\[]\s?(?:at|собака|эт)\s?[)\]]\s?|\s(?:собака|собачка)\s)"
    r"[\w-]+(?:(?:\.|\s?[(\[]\s?(?:dot|точка)\s?[)\]]\s?|\sточка\s)[\w-]+)+",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"(?<![a-z0-9+.-])(?:[a-z][a-z0-9+-]{{1,20}}://|mailto:|tel:\+?|tg:|www\.){_REST}+"
    rf"|(?<![\w@.-])(?P<host>(?:{_LABEL}\.)+(?P<zone>[a-z]{{2,18}}))(?![\w-])(?P<rest>(?::\d{{2,5}})?(?:[/?#]{_REST}*)?)"
    rf"|(?<![\w@.-])(?:[а-яёa-z0-9-]+\.)+(?:рф|ру|рус|укр|бел|ком|xn--[a-z0-9]+)(?![\w-])(?:[/?#]{_REST}*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_][A-Za-z0-9_]{2,31}(?:\.[A-Za-z0-9_]+)*(?![\w@])")
# A name on a site, said without its @: only where a word says that it is one, and it looks like none of our words.
_NICK = re.compile(
    r"(?P<cue>(?<!\w)(?:инст[аеуы]?|инстаграм\w{0,2}|телеграм{1,2}\w{0,2}|телег[аеу]|тг|ник(?:нейм)?|аккаунт|профиль|логин|скайп|вк|твиттер"
    r"|insta(?:gram)?|ig|telegram|tg|nick(?:name)?|username|handle|login|skype|discord|twitter|snap(?:chat)?)"
    r"(?:\s(?:is|мой|моя|my|в\s\w+))?\s?(?:[:—–=-]\s?|\s))(?P<nick>(?=[\w.]*[\d_.]\w)[A-Za-z][A-Za-z0-9_.]{2,30}[A-Za-z0-9_])(?![\w@])",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_TRAILING = ".,;:!?)…’”'*_"

Give = Callable[[str], str]


def replace_emails(text: str, give: Give) -> str:
    """E-mail addresses, with «собака» and (at) as well."""
    return _EMAIL.sub(lambda match: give(match.group()), text)


def replace_links(text: str, give: Give) -> str:
    """Links of any scheme, and hosts without one."""
    russian = _CYRILLIC.search(text) is not None

    def one(match: re.Match[str]) -> str:
        found = match.group()
        if match["host"] and not _is_site(match["host"], match["zone"], match["rest"], russian):
            return found
        value = found.rstrip(_TRAILING)
        return give(value) + found[len(value) :] if value else found

    return _LINK.sub(one, text)


def replace_handles(text: str, give: Give) -> str:
    """@names, and names on sites that are said to be such."""
    text = _HANDLE.sub(lambda match: give(match.group()), text)
    return _NICK.sub(lambda match: match["cue"] + give(match["nick"]), text)


def _is_site(host: str, zone: str, rest: str, russian: bool) -> bool:
    zone = zone.lower()
    if host.lower() in _NO_SITES or not re.search(r"[a-z]", host[: -len(zone)], re.IGNORECASE):
        return False
    if rest.startswith("/") and len(rest) > 1:
        return zone not in _FILES.split() or zone in ("py", "rs", "sh")
    if zone in _FILE_ZONES:
        return False
    if zone in _WORD_ZONES.split():
        return russian or host.count(".") > 1
    return zone in PLAIN_ZONES
