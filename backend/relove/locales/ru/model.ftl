### What the team is told of the language model.

model-down-alert = Языковая модель не отвечает { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[other] { $minutes } минут
    }. Людям отвечают заготовленные тексты, ничего не теряется. Как только модель ответит, разговоры продолжатся с ней.
model-back-alert = Языковая модель снова отвечает. Её не было { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[other] { $minutes } минут
    }.
