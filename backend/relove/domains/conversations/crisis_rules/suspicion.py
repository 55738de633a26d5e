"""Words that are no danger by themselves, but a reason for somebody to look again. Broad on purpose, both languages.

The rest of what people write is never held up by a second look.
"""

from __future__ import annotations

RUSSIAN = r"""
[]
(?:план (?:есть|готов)|есть план|руль|страховк\w*|завещан\w*|пароли|раздал\w*|раздаю|пристроил\w*|не ищи\w*|записк\w*
|прощальн\w*|написал\w* (?:им |всем |последн\w* )?письм\w*|дотяну|дотерплю|доживу|откача\w*|спасли|попытк\w*|ркн
|мучит\w* со мной|со мной муч\w*|без меня
|после меня|к (?:папе|маме|нему|ней) хочу|просыпаться|электричк\w*|подоконник\w*|перил\w*|высоко|сегодня решусь
|последнее (?:дело|сообщение)|никто не узнает|все устроил\w*|навсегда)
[]
(?:пиздит|пиздил|отпиздил|метелит|фингал\w*|прилетит|влетит|звук\w* ключ\w*|проверяет (?:мой )?телефон|удал\w* (?:чат
|переписк\w*)
|карт\w* у него|подсып\w*|подмеш\w*|подлить|боюсь себя|бит[ау]|молоток\w*|молотком|устрою|одноклассник\w*|травят
|буллят|гнобят|вайфай|роутер\w*|радиаци\w*|излучен\w*|фольг\w*|вживил\w*|слышат|чужие глаза|не настоящ\w*)
[]
(?:бог\w*|боже|господ\w*|упасть|падаю|в землю|земле|кож[уа]|мяс\w*|покоя|любил\w* их|их любил\w*|закончить
|забери\w*|забра\w*|шею|горло|губ[аыу]|кулак\w*|швыр\w*|бросил\w*|не корм\w*|мысли|мыслей|тайн\w*
|внутри меня|во мне|двига\w*|моими руками)
[]
(?:не вижу смысла|нет смысла|бессмысл\w*|безнадеж\w*|безысходн\w*|отчаян\w*|без выхода|нет выхода|выхода нет
|тупик\w*|нет сил|сил нет|не могу больше|больше не могу|не вынес\w*|невыносим\w*|не выдерж\w*|не вывож\w*
|не вывез\w*|опусти\w* руки|никому не нуж\w*|обуза|обузой|лишн(?:ий|яя|им|ей)|ненавижу себя|презираю себя
|ничтожеств\w*|никчемн\w*|пустот\w*|пусто внутри|незачем|в последний раз|последний раз|прощай\w*|прощаюсь
|простите меня|прости меня за|больше не увид\w*|уйти навсегда|все решил\w*|все кончено|это конец
|хватит с меня|исчезн\w*|исчеза\w*|раствориться|уснуть|не проснут\w*|не просыпа\w*)
[]
(?:смерт\w*|умер\w*|умир\w*|умру|сдох\w*|погиб\w*|могил\w*|гроб\w*|мертв\w*|похорон\w*|суицид\w*|самоуб\w*
|труп\w*|кладбищ\w*|жить не|не жить|жизн\w* (?:не|нет)|тот свет|том свете|кров\w*|вены?|лезви\w*|бритв\w*
|таблет\w*|снотворн\w*|веревк\w*|петл\w*|крыш\w*|мост\w*|окн\w*|балкон\w*|рельс\w*|высот\w*|поезд\w*
|ствол\w*|пистолет\w*|ружь\w*|нож\w*|топор\w*|яд\w?|прыгн\w*|боль\w*|больн\w* себе|порез\w*|реж\w*|шрам\w*)
[]
(?:боюсь|страшно|угрожа\w*|угроз\w*|ударил\w*|удар\w*|бьет|бил\w*|избил\w*|синяк\w*|насили\w*|изнасил\w*
|трога\w*|лапал\w*|пристава\w*|домога\w*|заставля\w*|принужда\w*|запер\w*|не выпуска\w*|преследу\w*
|отобрал\w*|кричит|орет|пьян\w*|пьет|ремн\w*|терплю|унижа\w*|контролиру\w*|наш секрет|никому не говор\w*
|ненавижу (?:его|ее|их|отца|мать|мужа|жену)|убить|убью|убил\w*|отомщ\w*|отомст\w*|месть|ответит за
|пожале\w* об|сорвусь|сорвал\w* на|не сдерж\w*|зла не хватает|ярост\w*|придуш\w*|задуш\w*|сожгу|подожг\w*
|взорв\w*|оружи\w*)
[]
(?:голос\w*|шепч\w*|шепот\w*|мысли не мои|чужие мысли|читают мысли|слежк\w*|следят|следит|прослуш\w*|жучк\w*
|камер\w*|заговор\w*|спецслужб\w*|фсб|облуча\w*|луч(?:и|ами|ей)|отрав\w*|подмен\w*|двойник\w*|избранн\w*
|мессия|миссия|послани\w*|знаки|тайный|не сплю|не спал\w*|видени\w*|демон\w*|бесы|ангел\w*|чип\w*|сигналы)
[]
(?:класс\w?|школ\w*|уроки|уроках|егэ|огэ|родител\w* (?:не разреша\w*|запреща\w*|узна\w*|не знают)|учитель\w*
|классн\w*|несовершеннолетн\w*|паспорт\w* (?:еще )?нет|домашк\w*|контрольн\w*|дневник\w*|подросток
|мне (?:скоро )?\d\d?)
"""

ENGLISH = r"""
[]
(?:have a plan|(?:wrote|left) (?:\w+ )?(?:note|letters?)|insurance|will and|giving (?:away|my)|gave away|wheel
|attempt|survived|waking up
|wake up|not wake
|one step|trains?|garage|better off|without me|look for me|take care of (?:my|the) (?:dog|cat|kids)|counted
|join (?:him|her)
|be with (?:him|her|my)|my problem|after im|when im gone|once im gone)
[]
(?:(?:his|her) keys|delete (?:this|the) chat|before he|before she|checks (?:my|everything)|permission|my wrist
|i fell|(?:his|her|their) tea|hallway
|afraid of myself|scared of myself|wifi|router|radiation|beam\w*|(?:at|by) the dentist|hear (?:everything|what)
|not really my
|swapped)
[]
(?:throat|neck|skin|tablets|meds|passport|nothing left|nobody would|no ?one would|would cry|final|heaven
|maker|run over|never walk|my thoughts|what i think|inside me|not allowed|god|exit|way out|meaningless
|lonely|alone|cry\w*|hate|numb|starv\w*)
[]
(?:no point|pointless|hopeless\w*|no hope|no way out|no future|cant (?:go on|take|do this|cope|anymore)
|give up|giving up|burden|worthless|useless|hate my ?self|nobody (?:needs|cares|would)|empty inside
|emptiness|unbearable|trapped|goodbye|farewell|last time|one last|forever|disappear\w*|vanish|never wake
|sleep forever|its over|all over|done with everything|had enough|why (?:am i|bother)|end it|ending)
[]
(?:die|died|dies|dying|dead|death|kill\w*|suicid\w*|grave|coffin|funeral|blood|bleed\w*|veins?|blades?
|razors?|pills|overdose|noose|rope|roof|bridge|ledge|balcony|train tracks|gun|pistol|rifle|knife|poison\w*
|jump|cut|cutting|scars?|burn\w*|hurt\w*|harm\w*|pain|not be here|be gone|cease|alive)
[]
(?:scared|afraid|terrified|threat\w*|hits?|hitting|beats?|beat me|punch\w*|slap\w*|choke\w*|bruise\w*
|rape\w*|touches me|touched me|abus\w*|assault\w*|forces? me|forced|locked?|wont let me|stalk\w*|follows me
|controls? me|drunk|yells?|screams? at|belt|our secret|dont tell|revenge|pay for|make (?:him|her
|them) (?:pay|sorry|suffer)|rage|snap|lose control|shoot\w*|stab\w*|strangl\w*|bomb)
[]
(?:voices?|whisper\w*|thoughts (?:are not|arent)|not my thoughts|read(?:ing)? my (?:mind|thoughts)
|watching me|following me|spy\w*|surveillance|cameras?|bugged|conspira\w*|cia|fbi|chip|implant\w*|rays
|poisoned|replaced|impost\w*|chosen|messiah|mission|prophet|secret message\w*|signs|havent slept|no sleep
|demons?|angels?|aliens?|signals?)
[]
(?:\d(?:th|rd) grade|grade \d+|school|homework|teacher\w*|freshman|sophomore|parents (?:wont|dont|cant
|would)|underage|im (?:only )?1\d|teen\w*|kid|my mom wont|exam\w*)
"""
