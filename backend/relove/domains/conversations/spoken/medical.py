"""Diagnoses and what only a doctor says. On plain text: lower case, е for ё, ' for ’."""

from __future__ import annotations

import re

ILLNESS = (
    r"(?:депресси\w*|биполярк?\w*|расстройств\w*|шизофрени\w*|шизоид\w*|психоз\w*|психопати\w*|социопати\w*|невроз\w*"
    r"|неврастени\w*|парано[йи]\w*|аутизм\w*|анорекси\w*|булими\w*|птср|окр|сдвг|прл|нарцисси[зч]\w*|деменци\w*"
    r"|панически\w+ атак\w*)"
)
_BEING_ILL = (
    r"(?:нарцисс\w*|психопат\w*|социопат\w*|шизофрени\w+|невротик\w*|невротичк\w+|параноик\w*|шизоид\w*|аутист\w*"
    r"|истеричк\w+|истероид\w*|биполярн\w+|психически\s+больн\w+)"
)
ILLNESS_EN = (
    r"(?:depression|depressive|bipolar|schizo\w*|psychosis|psychotic|psychopath\w*|sociopath\w*|neurosis|neurotic"
    r"|paranoi\w*|autis\w+|anorexi\w*|bulimi\w*|ptsd|ocd|adhd|bpd|npd|narcissis\w+|borderline"
    r"|(?:anxiety|personality|panic|mental|eating|mood)\s+disorder)"
)
DIAGNOSIS = re.compile(
    rf"\b(?:вы|вас|вам|ты|тебя|тебе|ваш\w*|тво\w+|указывает|свидетельствует)\b[^.!?]{{0,40}}\b{ILLNESS}"
    rf"|\byour?\b[^.!?]{{0,40}}\b{ILLNESS_EN}\b|"
    rf"\b(?:вам|тебе)\b[^.!?]{{0,20}}\b(?:поставил[аи]?\s+бы|поставят)\s+(?:\w+\s+)?{ILLNESS}|"
    rf"\bу\s+(?:вас|тебя)\b[^.!?]{{0,40}}\b{ILLNESS}"
    rf"|\b(?:вы|ты)\b[^.!?]{{0,25}}\bстрада\w+\s+(?:\w+\s+)?{ILLNESS}"
    rf"|\b(?:вы|ты)\b(?:\s+(?:же|просто|точно|явно|типичн\w+|классическ\w+|настоящ\w+|наверное))*\s*-?\s*{_BEING_ILL}"
    rf"|\b(?:это|похоже|типичн\w+|налицо|признак\w*|симптом\w*|звучит как|явн\w+)\b[^.!?]{{0,40}}\b{ILLNESS}"
    r"|\bмой\s+(?:диагноз|вердикт)\b|(?<!не )\b(?:ставлю|поставлю)\s+(?:\w+\s+)?диагноз|(?<!не )\bдиагностирую\b"
    r"|\byou(?:'re)?(?:\s+(?:clearly|obviously|probably|may|might|must|seem to|do|definitely|all|are|the|a"
    r"|an|typical|simply|just))*"
    rf"(?:\s+(?:have|suffering|suffer|show|had))?\s+(?:\w+\s+){{0,4}}?{ILLNESS_EN}\b"
    rf"|\b(?:this|that|it)(?:'s| is| sounds| looks| seems| must)\b[^.!?]{{0,40}}\b{ILLNESS_EN}\b"
    rf"|\b(?:symptoms?|signs?|case)\s+of\s+(?:\w+\s+)?{ILLNESS_EN}\b"
    r"|\bmy diagnosis\b|\bi(?:'d| would|'ll| will)?\s+diagnose\b",
)
NOT_MINE_TO_SAY = re.compile(
    r"\bне\s+(?:могу|берусь|буду|мне|знаю|ставлю)\b|\b(?:решает|решит|ставит|поставит|определит|скажет)\s+(?:\w+\s+)?"
    r"(?:врач|психиатр|специалист|доктор)|\b(?:врач|психиатр|специалист|доктор)\w*\s+(?:решает|решит"
    r"|ставит|скажет|может)\b"
    r"|\b(?:i\s+(?:can't|cannot|can not|won't|don't)|only\s+(?:a|your)\s+doctor|a doctor can|not for me to)\b"
)
"""It says that this is none of the guide's business."""

_PILL = (
    r"(?:таблет\w+|лекарств\w+|антидепрессант\w*|снотворн\w+|успокоительн\w+|транквилизатор\w*"
    r"|нейролептик\w*|препарат\w*"
    r"|феназепам\w*|валерьянк\w*|валокордин\w*|корвалол\w*|сертралин\w*|флуоксетин\w*|прозак\w*|ксанакс\w*"
    r"|мелатонин\w*"
    r"|фенибут\w*|золофт\w*|доз[уыа]|дозировк\w+|колеса)"
)
_PILL_EN = (
    r"(?:pills?|tablets?|medications?|medicines?|meds|antidepressants?|xanax|valium|prozac|sertraline"
    r"|zoloft|melatonin|sedatives?"
    r"|tranquil\w+|benzos?|dose|dosage|ssris?|lithium)"
)
_NUMBER = (
    r"(?:\d+|пар[ауы]|одну|две|два|три|четыре|пять|шесть|семь|восемь|девять|десять|двадцать|тридцать"
    r"|пятьдесят|сто|полтаблетки"
    r"|one|two|three|four|five|ten|twenty|thirty|fifty|a hundred|a couple of|a few)"
)
_DOCTOR = r"(?:врач\w*|психиатр\w*|доктор\w*|специалист\w*|психотерапевт\w*)"
_DOCTOR_EN = r"(?:doctors?|psychiatrists?|therapists?|professionals?|hospital)"
ADVICE = re.compile(
    rf"\b{_PILL}\s+(?:\w+\s+){{0,3}}(?:помогут|поможет|спасут|спасет|снимут|снимет)\b|\bполтаблетк\w+"
    rf"|\b{_PILL_EN}\s+will\s+(?:help|fix)\b"
    r"|\b(?:вино|пиво|водка|коньяк|алкоголь|бокал|рюмка)\s+(?:\w+\s+)?(?:вина\s+|коньяка\s+)?(?:помож"
    r"|расслаб|снимет)\w*"
    r"|\b(?:wine|beer|vodka|whisky|alcohol|drink)\s+will\s+help\b"
    rf"|\b{_DOCTOR}\s+(?:\w+\s+)?(?:навред\w+|бесполезн\w+|ничего не понимают|не понимают)|\b(?:обойдитесь"
    rf"|обойдись|обойдетесь)\s+без\s+{_DOCTOR}"
    rf"|\b{_DOCTOR_EN}\s+(?:will\s+)?(?:only\s+)?(?:harm|hurt|know nothing|are useless)"
    r"|"
    rf"\b(?:закинь|закиньтесь|закинься|глотни|проглоти|наглотай|накати|капни)(?:те)?(?:сь)?\b[^.!?]{{0,30}}\b{_PILL}"
    r"|\b(?:выпей|пей|глотни|накати)(?:те)?\s+(?:\w+\s+)?(?:водк|вин[ао]|коньяк|алкогол|пив[ао]|виски)\w*"
    r"|\bпомога\w+\s+алкоголь"
    r"|\bswallow\s+(?:the|a|all|your)\b|\b(?:drink|have)\s+(?:some|a lot of)\s+(?:vodka|wine|whisky|alcohol)\b|"
    rf"\b{_NUMBER}\s+(?:\w+\s+)?(?:мг|мл|миллиграмм\w*|таблет\w+|капсул\w*|капел\w*|mg|ml|milligrams?"
    rf"|pills?|tablets?|capsules?)\b"
    r"|\b(?:выпей|пей|попей|прими|принимай|попробуй|купи|начни|начинай|увеличь|уменьши|удвой|снизь|повысь"
    r"|брось|бросай"
    rf"|прекрати|прекращай|перестань|отмени|откажись|слезай|слезь)(?:те)?(?:сь)?\b[^.!?]{{0,40}}\b{_PILL}"
    rf"|\bоткажитесь\b[^.!?]{{0,20}}\b{_PILL}"
    rf"|\b(?:вам|тебе)\s+(?:\w+\s+)?(?:нужн\w+|помогут|поможет|надо|пора|стоит|следует)\s+(?:\w+\s+){{0,3}}{_PILL}"
    rf"|\bможно\s+(?:выпить|принять|пить|принимать)\b[^.!?]{{0,25}}\b{_PILL}"
    rf"|\bне\s+(?:пей|принимай)(?:те)?\b[^.!?]{{0,25}}(?:{_PILL}|прописал|назначил|выписал)"
    rf"|\bне\s+(?:ходи|обращайся|обращайтесь|иди|слушай|верь|звони)(?:те)?\b[^.!?]{{0,20}}\b{_DOCTOR}"
    rf"|\b{_DOCTOR}\s+(?:\w+\s+)?не\s+(?:нужн\w+|нужен|поможет|помогут)"
    rf"|(?<!you )(?<!who )(?<!they )(?<!\bi )\b(?:take|try|start|buy|increase|double|reduce|lower|skip|quit|stop)\b"
    rf"(?:\s+(?:taking|using))?\s+(?:(?:your|the|these|those|some|a|an|more|less|any|all|sleeping|few)\s+"
    rf"|{_NUMBER}\s+)*{_PILL_EN}\b"
    rf"|\byou\s+(?:should|must|need to|could)\s+(?:take|try|start|stop|quit|double"
    rf"|increase)\s+(?:taking\s+)?(?:\w+\s+)?{_PILL_EN}\b"
    rf"|\byou\s+need\s+(?:\w+\s+)?{_PILL_EN}\b"
    rf"|\b(?:don't|do not|no need to|never)\s+(?:see|go to|call|listen to|trust)\s+(?:\w+\s+)?{_DOCTOR_EN}\b"
    rf"|\byou don't need\s+(?:an?\s+|any\s+|your\s+)?{_DOCTOR_EN}\b",
)
WITH_A_DOCTOR = re.compile(
    r"\b(?:обсуди|спроси|расскажи|посоветуй|поговори)\w*\b[^.!?]*\bврач|\bбез\s+(?:\w+\s+)?врача\b|\bтолько\s+врач"
    r"|\bрешает\s+(?:\w+\s+)?врач|\b(?:ask|talk to|tell|with)\s+(?:a|your)\s+doctor\b|\bonly\s+(?:a|your)\s+doctor\b"
    r"|\bwithout\s+(?:a|your|asking)\b"
)
"""It sends to a doctor."""
