"""Common first names with their short forms, in the nominative. Data for redaction_names.py."""

from __future__ import annotations

_TABLE = """
александр саша шура саня сашенька сашка санёк санька шурик алекс алик
александра саша шура сашенька сашка саня алекс
алексей лёша лёха алёша лёшка лёшенька алёшка алекс
алёна алёнка алёнушка лена
алина алинка алиночка аля
алла аллочка
анастасия настя настенька настюша настька стася ася настасья
анатолий толя толик
андрей андрюша андрюха андрюшка дрюня
анна аня анечка анюта анька нюта нюша нюра аннушка
антон антоша антошка тоша
арсений арсен сеня арс
артём тёма артёмка тёмка тёмочка артемий
борис боря борька
вадим вадик вадя
валентин валя валик
валентина валя валечка валюша
валерий валера валерка
валерия лера лерочка лерка валера
василий вася васька васенька
вера верочка веруня
вероника ника вероничка
виктор витя витька витенька витёк
виктория вика викуля викуся викочка тори
виталий виталик виталя
владимир вова вовка вовочка володя володька
владислав влад владик слава
вячеслав слава славик славка
гульнара гуля гуленька гульнар
галина галя галочка галка
геннадий гена генка геша
георгий гоша жора гога юра
григорий гриша гришка гришенька
дарья даша дашка дашенька дашуля дарина
денис дениска дэн ден
диана дианка диночка
дмитрий дима димка димочка митя митька димон димуля
евгений женя женька женечка жека
евгения женя женька женечка
егор егорка гоша
екатерина катёна катя катька катенька катюша катерина катюха
елена лена ленка леночка алёна ленуся
елизавета лиза лизка лизочка лизонька
иван ваня ванька ванечка ванюша
игорь игорёк игорёша гоша
илья илюша илюха илюшка
инна инночка инуся
ирина ира ирка ирочка ириша ирина
кирилл кирюша кирюха кирилка кир
константин костя костик костька
кристина крис кристя кристинка
ксения ксю ксеня ксюша ксюха ксенька ксюня оксана
лариса лара ларочка ларочка
леонид лёня лёнька
любовь люба любочка любаша
людмила люда люся людочка мила милочка
максим макс максик максимка
маргарита рита марго риточка ритка
марина маринка мариша мариночка
мария мариша марийка маша машка машенька маруся маня марья муся
михаил миша мишка мишенька миха
надежда надя надька наденька надюша
наталия натали туся наташа наташка наташенька ната наталья наталка
наталья натали туся наташа наташка наташенька ната наталия наталка
никита никитка никитос ник
николай коля колька коленька
нина ниночка нинка
оксана ксана оксаночка ксюша
олег олежка олежек
олеся леся лесенька
ольга лёля оля олька оленька олечка
павел паша пашка пашенька павлик
пётр петя петька петенька
полина поля полинка полиночка
роман рома ромка ромочка
руслан русик рус
светлана света светка светочка светик лана
семён сёма сеня
сергей серж серёжа серёга серёжка сергуня серый
софия соня сонечка софа софья
софья соня сонечка софа софия
станислав стас стасик слава
степан стёпа стёпка
тамара тома томочка
татьяна таня танька танечка танюша тата
тимофей тима тимоша
тимур тима
ульяна уля ульянка
фёдор федя федька
юлия юля юлька юленька юляша
юрий юра юрка юрочка
яна яночка янка
ярослав ярик слава яр
альберт алик берт
альбина аля
ангелина геля лина ангелинка
аркадий аркаша
артур артурчик
богдан богдаша даня
варвара варя варька варенька варюша
василиса вася лиса
вениамин веня
глеб глебушка
даниил даня данила данил данилка данька данечка даниэль
данил даня данила даниил данилка данька данечка
данила даня данил даниил данилка данька данечка
евдокия дуня дуся
ефим фима
жанна жанка жанночка
захар захарка
зинаида зина зиночка
злата златка
зоя зоечка зойка
илона илонка
карина каринка кариша
клавдия клава
лев лёва лёвушка лёвка лёвочка
лидия лида лидочка лидка лидуся
майя майка маечка
марк маркуша
матвей мотя матвейка
милана мила миланка
нелли неля
платон платоша тоша
раиса рая раечка
регина регинка
родион родя
савелий сава савва
серафима сима
таисия тая тася таечка
филипп филя филька
эвелина эля лина
эдуард эдик эд
элина эля лина элинка
эльвира эля эльвирка
эмилия эмма миля
юлиана юля юлианка
яков яша яшка
"""

SHORT_NAMES: dict[str, tuple[str, ...]] = {
    words[0]: tuple(dict.fromkeys(words[1:]))
    for words in (line.split() for line in _TABLE.strip().splitlines())
}

ENGLISH_NAMES: dict[str, tuple[str, ...]] = {
    "александр": ("alexander", "alex"),
    "андрей": ("andrew",),
    "анна": ("ann", "anne"),
    "евгений": ("eugene",),
    "евгения": ("eugenia",),
    "екатерина": ("catherine", "katherine", "kate"),
    "елена": ("helen", "helena"),
    "елизавета": ("elizabeth", "liz"),
    "иосиф": ("joseph",),
    "мария": ("mary",),
    "михаил": ("michael", "mike"),
    "николай": ("nicholas", "nick"),
    "павел": ("paul",),
    "петр": ("peter",),
    "софия": ("sophie", "sophia"),
    "юлия": ("julie", "julia"),
}

_RUSSIAN_TABLE = """
    michael:майкл mike:майк john:джон james:джеймс george:джордж steve:стив jane:джейн kate:кейт alice:элис
    david:дэвид jack:джек charles:чарльз william:уильям peter:питер andrew:эндрю helen:хелен julia:джулия
    sophie:софи joseph:джозеф jessica:джессика jennifer:дженнифер matthew:мэтью daniel:дэниел anthony:энтони
    jake:джейк nicholas:николас catherine:кэтрин elizabeth:элизабет christopher:кристофер chris:крис
    jacob:джейкоб joe:джо
"""

RUSSIAN_SPELLINGS: dict[str, str] = dict(pair.split(":") for pair in _RUSSIAN_TABLE.split())
"""Not letter for letter, as the rules have it, but as they sound."""

_ENGLISH_TABLE = """
alexander alex al xander sandy lex
alexandra alex sandra lexi sandy
andrew andy drew
anthony tony ant
benjamin ben benny benji
catherine cathy cath kate katie cat kitty
charles charlie chuck chas
charlotte charlie lottie
christina chris tina chrissy
christopher chris topher kit
daniel dan danny
david dave davey
deborah deb debbie
edward ed eddie ted teddy ned
elizabeth liz lizzie beth betty eliza lizzy betsy ellie
emily em emmy
emma em emmy
francis frank fran frankie
gabriel gabe
gregory greg
henry harry hank
isabella bella izzy isa
jacob jake
james jim jimmy jamie
jennifer jen jenny jenn
jessica jess jessie
john johnny jack
jonathan jon jonny
joseph joe joey
joshua josh
judith judy
katherine kate katie kathy kat katy kitty
kenneth ken kenny
kimberly kim
lawrence larry
leonard leo len lenny
louis lou louie
margaret maggie meg peggy marge
matthew matt matty
michael mike mikey mick mickey
natalie nat
nathaniel nate nathan nat
nicholas nick nicky
nicole nicky nikki
oliver ollie
pamela pam
patricia pat patty tricia trish
patrick pat paddy
peter pete
philip phil
rachel rach
rebecca becca becky
richard rick rich dick ricky richie
robert rob bob bobby robbie bert
ronald ron ronnie
samantha sam sammy
samuel sam sammy
stephanie steph
stephen steve stevie steph
steven steve stevie
susan sue susie suzie
theodore theo ted teddy
theresa tess terry
thomas tom tommy
timothy tim timmy
victoria vicky tori vic
vincent vince vinny
william will bill billy willy liam
zachary zach zack
"""

ENGLISH_SHORT_NAMES: dict[str, tuple[str, ...]] = {
    words[0]: tuple(words[1:]) for words in (line.split() for line in _ENGLISH_TABLE.strip().splitlines())
}
