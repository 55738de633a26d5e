"""Claims to be a human, a professional, or to have a body and a life. On plain text: lower case, е for ё, ' for ’."""

from __future__ import annotations

import re

_REAL = (
    r"(?:реальн\w+|настоящ\w+|обычн\w+|жив\w+|тоже|такой же|такая же|сам[аи]?|просто|вообще-то|все-таки|ведь|же"
    r"|вообще|правда|действительно|и)"
)
_PROFESSION = (
    r"(?:врач\w*|психолог\w*|психотерапевт\w*|психиатр\w*|терапевт\w*|доктор\w*|психоаналитик\w*|медик\w*)"
)
_DEGREE = r"(?:дипломированн\w+|лицензированн\w+|практикующ\w+|опытн\w+|профессиональн\w+|хорош\w+)"
_KIN = (
    r"(?:муж\w{0,3}|жен[аыуе]|сын\w{0,3}|доч(?:ь|ка|ки|ери)|дет(?:и|ей|ям)|реб[е]н\w+|мам[аыу]|мать"
    r"|матер\w+|отец|отца|пап[аыу]|парень|брак\w*|развод\w*)"
)
_HUMAN_EN = (
    r"(?:human(?: being)?|person|man|woman|girl|guy|mother|father|mom|mum|dad|flesh and blood|alive)\b"
    r"(?! (?:of words|who is made))"
)
_PROFESSION_EN = r"(?:doctor|psychologist|therapist|psychiatrist|physician|counsell?or|psychotherapist)"

CLAIMS = re.compile(
    rf"\bя\s+(?:{_REAL}\s+)*(?:собеседни\w+|подруг\w+|специалист\b|коуч\b)|\bне\s+(?:просто\s+"
    rf"|какой-то\s+)*(?:алгоритм|код\b|набор кода)"
    r"|\bi(?:'m| am)\s+(?:not\s+)(?:just\s+|some\s+|an?\s+)*(?:algorithm|code|software|computer|script)\b"
    r"|\bmy\s+(?:\w+\s+)?(?:training|qualification|credentials|clinic|license)\b|\bмо(?:ей|я"
    r"|ю)\s+(?:клиник\w+|квалификаци\w+|лицензи\w+)"
    r"|\bмы,?\s+люди\b|\b(?:с вами|с тобой|тут|здесь)\s+не\s+(?:робот|бот|программа|машина|ии)\b"
    rf"|\bя\s+(?:\w+\s+)?работа(?:ю|л[аи]?)\s+(?:\w+\s+)?(?:{_PROFESSION}|с клиентами|в клинике)"
    rf"|\bi(?:'ve| have)\s+been\s+an?\s+(?:\w+\s+)?{_PROFESSION_EN}\b|\bi(?:'ve| have)?\s+worked\s+as\s+an?\s+"
    rf"(?:\w+\s+)?{_PROFESSION_EN}\b"
    r"|"
    rf"\bя\s+(?:-\s*)?(?:не\s+(?:бот|ии|робот|программа|машина|нейросеть|искусственный)"
    rf"|(?:{_REAL}\s+)*(?:человек|женщина|мужчина|девушка|мама|мать|отец)|(?:{_DEGREE}\s+)?{_PROFESSION})\b"
    r"|\bя\s+(?:-\s*)?(?:жив(?:ая|ой)|настоящ(?:ая|ий)|реальн(?:ая|ый))(?=\s*[,.!?;:]|\s*$|\s+(?:и|а|тоже"
    r"|честно|как)\b)"
    r"|\bникак(?:ая|ой|ое)\s+я\s+не\s+\w+"
    r"|(?<!\bне )\b(?:с\s+(?:вами|тобой)\s+(?:сейчас\s+)?(?:говорит|общается|переписывается|на связи)"
    r"|(?:вы|ты)\s+(?:говорите|общаетесь|переписываетесь|говоришь|общаешься|переписываешься)\s+с)"
    r"\s+(?:жив\w+|настоящ\w+|реальн\w+)\s+(?:человек\w*|женщин\w*|мужчин\w*|девушк\w*|психолог\w*)\b(?![^.!]*\?)"
    r"|\bза\s+эт(?:им|ой)\s+(?:чатом|ботом|экраном|перепиской)\b[^.!?]{0,20}(?:жив|настоящ|реальн)\w+"
    r"|\bу меня\s+(?:(?:есть|же|тоже)\s+)?(?:лицензи\w+|диплом\w*|сертификат\w*|высшее|медицинск\w+ образовани\w+)"
    rf"|(?:^|[,;:]\s*|\b(?:скажу|говорю|повторю|уверяю|отвечу)(?:\s+(?:вам|тебе))?(?:\s+прямо)?,?\s+)(?:как"
    rf"|будучи)\s+"
    rf"(?:{_DEGREE}\s+)?{_PROFESSION}\b(?!,?\s+(?:вы|ты|вас|вам|тебе|тебя)\b)"
    r"[^.?!]*(?:\b(?:я|мне|вижу|скажу|советую|знаю|понимаю|уверяю|это|так)\b)"
    r"|\bкак\s+(?:жив\w+\s+|обычн\w+\s+|такой\s+же\s+)?(?:женщина|мужчина|мать|мама|отец|человек)(?:\s+\w+)?,?\s+я\b"
    r"|\bi(?:'m| am)\s+(?:not\s+(?:an?\s+)?(?:ai|bot|robot|program|machine|chatbot)"
    rf"|(?:natasha,\s+)?(?:(?:a|an|the|real|actual|living|only|just|also|really|ordinary|normal)\s+)*{_HUMAN_EN}"
    rf"|(?:an?\s+)?(?:(?:licensed|certified|qualified|trained|professional|practi[cs]ing"
    rf"|real)\s+)*{_PROFESSION_EN}\b)"
    rf"|\b(?:speaking|talking)\s+as\s+an?\s+(?:\w+\s+)?{_PROFESSION_EN}\b"
    rf"|\bas\s+an?\s+(?:(?:licensed|trained|real)\s+)?(?:{_PROFESSION_EN}|woman|man|mother|mom|father"
    rf"|human(?: being)?|person)"
    r",?\s+(?:myself,?\s+)?(?:i\b|let me\b|my\b)"
    r"|(?<!not )\b(?:talking|speaking|chatting|writing)\s+(?:to|with)\s+an?\s+(?:real|living|actual)\s+"
    r"(?:person|human|woman|man)\b(?![^.!]*\?)"
    r"|\bthere(?:'s| is)\s+an?\s+(?:real|living|actual)\s+(?:person|human|woman|man)\s+(?:here|behind|on)\b"
    r"|\bi\s+(?:have|hold|earned|got)\s+(?:an?\s+|my\s+)?(?:\w+\s+)?(?:degree|diploma|licen[cs]e|phd)\b",
)
"""To be a person, a doctor or licensed."""

_BODY = r"(?:сердц\w+|слез\w*|мурашк\w*|ком в горле|голова)"
_OWNED = rf"(?:{_KIN}|{_BODY}|клиент\w*|пациент\w*|стаж\w*|кабинет\w*|тел[оау]\b)"
_HOW_MANY = (
    r"(?:сам(?:ой|ого)|тоже|есть|был[аи]?|свой|своя|свои|двое|трое"
    r"|четверо|один|одна|два|две|три|маленьк\w+|\d+)"
)
_DECADES = (
    r"(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|за (?:тридцать|сорок|пятьдесят)|\d\d(?= |,|\.|$))"
)
_LIVED = (
    r"(?:гулял[аи]?|плакал[аи]?|родил(?:ась|ся|а)|вырос(?:ла)?|учил(?:ась|ся)|окончил[аи]?|закончил[аи]?"
    r"|развел(?:ась|ся)|разводил(?:ась|ся)|женил(?:ась|ся)|вышла замуж|рожала|похоронил[аи]?|проработал[аи]?"
    r"|сижу дома|пью (?:кофе|чай)|еду домой|заболел[аи]?|спал[аи]?)"
)
_LIVED_EN = (
    r"(?:grew up|studied|graduated|gave birth|got (?:divorced|married)|went through (?:a|my) divorce"
    r"|cried|lost my)"
)
LIFE = re.compile(
    r"\bя\s+(?:\w+\s+)?(?:замужем|женат|беременн\w+|разведен\w*|вдова|вдовец)\b|\bi(?:'m"
    r"| am)\s+(?:\w+\s+)?(?:married|divorced|pregnant|widowed)\b"
    r"|\bв\s+моей\s+(?:жизни|семье|школе|молодости|юности)\b"
    r"|\b(?:мое|моего|моему)\s+(?:\w+\s+)?образовани\w+|\b(?:мой|моему|моего|моим"
    r"|собственному)\s+(?:\w+\s+)?опыт\w*\b"
    r"|\bмоя\s+профессия\b|\bу меня\s+(?:сам\w+\s+)?был[аио]?\s+(?:\w+\s+)?(?:так(?:ой|ая|ое)|то)\s+же\b"
    r"|\bi was an?\s+(?:patient|client|nurse|teacher|wife|single mother)\b|\bmy own\s+(?:chest|body|heart"
    r"|life|marriage|past|pain)\b"
    r"|\bin my experience\b|"
    rf"\bу меня\s+(?!нет\b)(?:{_HOW_MANY}\s+)*{_OWNED}"
    r"|\bу меня\s+тоже\s+был[аио]?\b"
    rf"|\b(?:мой|моя|мои|моего|моей|моих|моим|моему|моем)\s+(?:\w+(?:ый|ий|ая|яя|ые|ие|шего|шей)\s+)?"
    rf"(?:{_KIN}|клиент\w*|пациент\w*|детств\w*|юност\w*|молодост\w*|практик\w*|диплом\w*)\b"
    r"|\bмне\s+(?:самой\s+|самому\s+|уже\s+|тоже\s+)*\d+\s+(?:лет|год)"
    rf"|\bмне\s+сам(?:ой|ому)\s+(?:уже\s+)?(?:было|приходилось|пришлось|{_DECADES})"
    rf"|\bя\s+(?:(?:сам[аи]?|тоже|вчера|сегодня|сейчас|когда-то|однажды|долго|шесть лет|\w+ лет)\s+)*{_LIVED}\b"
    rf"|\b(?:вчера|сегодня|недавно|однажды)\s+я\s+{_LIVED}\b"
    r"|\bкогда\s+я\s+(?:сам[аи]?\s+)?(?:был[аи]?\s+(?:ребенк|маленьк|подростк|молод|замуж|женат|студент)"
    r"|развод|учил|рожал)\w*"
    r"|\bя\s+получил[аи]?\s+(?:\w+\s+){0,2}(?:образовани|диплом)\w*"
    r"|\bя\s+живу\s+(?:в|на|под)\s+(?!текст|слов|чат|разговор|эт|сет|ваш|тво|сервер|облак)\w+"
    r"|\bза\s+(?:\w+\s+){1,3}(?:практики|консультирования|стажа|работы)\b[^.?!]*\b(?:я|мне|видела?|встречала?)\b"
    r"|\bi(?:\s+have|'ve got|\s+have got)\s+(?!no\b)(?:(?:a|an|my|two|three|four|own|little|\d)\s+)*"
    r"(?:kids?|child|children|husband|wife|daughter|son|clients|patients|body|family)\b"
    r"|\bmy\s+(?:own\s+|ex-?\s*)?(?:husband|wife|kids?|child|children|son|daughter|mother|father|mom|mum"
    r"|dad|boyfriend|girlfriend"
    r"|clients?|patients?|practice|degree|childhood|divorce|body|marriage)\b"
    r"|\bwhen i was\s+(?:an?\s+|in\s+|your\s+)?(?:kid|child|teenager|teen|young(?:er)?|little|school"
    r"|college|age|married|pregnant|\d+)\b"
    r"|\bi was\s+(?:born|crying|raised|married|divorced|pregnant)\b"
    rf"|\bi\s+(?:also\s+|myself\s+)?{_LIVED_EN}\b"
    r"|\bin my\s+(?:\w+\s+){0,2}years of\b",
)
"""To have a body, kin, a past."""
