"""Words that comparisons leave out, take for the same, or for opposites. Fingerprints are made with them: they stay."""

from __future__ import annotations

import re

_EMPTY = """
    а без более бы был была были было быть в вам вас ваш весь во вот все всего всех всю вы где да даже для до
    его ее если есть еще же за здесь и из или им их к как какой ко когда который кто ли либо мне мной много мое
    мой моя мои моего моей моих моим мою мы на над надо нам нас наш не него нее нет ни них но ну о об однако он
    она они оно от очень по под при про просто с сам сама самое свой свою своя свое своих себе себя сейчас со
    так также такой такая такое такие там те тебе тебя тем теперь то того тоже той только том тот тут ты у уж
    уже хоть чего чей чем что чтобы чье эта эти это этого этой этом этот эту я меня вообще например потому
    поэтому ничего будто именно вроде как-то что-то кое a about all also am an and any are as at be because been
    but by can could did do does for from had has have he her here him his how i if in into is it its just me
    more my myself no not of off on one or our out over own s she so some such t than that the their them then
    there these they this those to too up us very was we were what when where which while who why will with
    would you your im ive id dont really
"""
EMPTY = frozenset(_EMPTY.split())

SAME: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "врач доктор медик",
        "ребенок ребенка ребенку ребенком дети детей детям детьми сын сына дочь дочери дочерью дочка сынок малыш",
        "муж супруг",
        "жена супруга",
        "мама мать мамочка",
        "папа отец",
        "работа работаю работать тружусь служу",
        "учитель преподаватель педагог преподаю",
        "квартира дом жилье",
        "боюсь боялся боялась страх страшно бояться",
        "злюсь злился злилась злиться зол зла",
        "люблю любил любила любить",
        "вру врал врала врать",
        "плачу плакал плакала плакать",
        "живу жил жила жить проживаю",
        "устал усталость устаю утомился",
        "начальник шеф босс директор руководитель",
        "двое два две",
        "трое три",
        "doctor physician medic",
        "child children kid kids son daughter baby",
        "husband spouse wife",
        "mother mom mum",
        "father dad",
        "job work working works",
        "teacher teach teaching",
        "home house flat apartment",
        "afraid fear scared",
        "tired exhausted weary",
        "boss manager chief",
    )
)

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("люблю", "ненавижу"),
    ("нравится", "бесит"),
    ("нравится", "раздражает"),
    ("всегда", "никогда"),
    ("легко", "трудно"),
    ("легко", "тяжело"),
    ("счастлива", "несчастна"),
    ("счастлив", "несчастен"),
    ("хорошо", "плохо"),
    ("рада", "злюсь"),
    ("доверяю", "подозреваю"),
    ("важна", "безразлична"),
    ("love", "hate"),
    ("like", "hate"),
    ("always", "never"),
    ("easy", "hard"),
    ("happy", "unhappy"),
    ("happy", "miserable"),
    ("trust", "distrust"),
    ("good", "bad"),
)

_NEGATIONS = """
    не ни нет без никогда не нисколько перестал перестала
    not no never dont didnt doesnt cant wont isnt arent wasnt havent hasnt couldnt wouldnt nothing without
"""
NEGATIONS = frozenset(_NEGATIONS.split())
"""A sign behind one of these is none; a statement with one of these denies."""

_FIRST_PERSON = "я меня мне мной мой моя мое мои мою моей моего i me my mine im ive id myself"
FIRST_PERSON = frozenset(_FIRST_PERSON.split())

_ABSOLUTE = "всегда никогда никого никому вечно always never nobody ever"
ABSOLUTE = frozenset(_ABSOLUTE.split())

_OTHER_TIMES = """
    раньше прежде теперь больше если бы был была было были used once before anymore now if would was were longer
"""
OTHER_TIMES = frozenset(_OTHER_TIMES.split())
"""What was so once, or would be so, denies nothing of today."""

CLAUSES = re.compile(r"[,:—–]|\s+(?:но|а|зато|but|yet)\s+", re.IGNORECASE)
"""What parts the statements of a sentence."""
