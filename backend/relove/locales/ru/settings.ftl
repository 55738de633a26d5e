### /settings: what the person is called, how they are spoken with, where and when; and what is asked of them once.

command-settings = Настройки: имя, обращение, время
settings-card =
    <b>Настройки</b>

    Имя: <b>{ $called }</b>
    Обращение: { settings-formality-name }
    О вас в речи: { settings-gender-name }
    Язык: русский
    Страна: { country-name }
    Время: { $zone }{ $confirmed ->
        [yes] {""}
       *[no] {" "}(не проверено)
    }
    Прямота: { directness-name }
    Тихие часы: { $quiet }
    Пауза: { $paused ->
        [yes] включена
       *[no] нет
    }

    Что изменить?
    .ty =
        <b>Настройки</b>

        Имя: <b>{ $called }</b>
        Обращение: { settings-formality-name }
        О тебе в речи: { settings-gender-name }
        Язык: русский
        Страна: { country-name }
        Время: { $zone }{ $confirmed ->
            [yes] {""}
           *[no] {" "}(не проверено)
        }
        Прямота: { directness-name }
        Тихие часы: { $quiet }
        Пауза: { $paused ->
            [yes] включена
           *[no] нет
        }

        Что изменить?
settings-called-none = как в Telegram
settings-formality-name = { $formality ->
    [ty] на «ты»
   *[vy] на «вы»
}
settings-gender-name = { $gender ->
    [female] в женском роде
    [male] в мужском роде
   *[none] не указано
}
settings-button = { $what ->
    [called] Имя
    [formality] Ты или вы
    [gender] Род
    [language] Язык
    [country] Страна
    [zone] Время
    [directness] Прямота
    [quiet] Тихие часы
   *[pause] Пауза
}
settings-called-ask = Как вас называть? Напишите имя одним сообщением.
    .ty = Как тебя называть? Напиши имя одним сообщением.
settings-called-drop = Как в Telegram
settings-called-set = Хорошо, { $called }.
settings-called-dropped = Хорошо, имя возьму из Telegram.
settings-called-bad = На имя это не похоже. Напишите его буквами, до 40 знаков.
    .ty = На имя это не похоже. Напиши его буквами, до 40 знаков.
settings-formality-ask = Как обращаться: на «ты» или на «вы»?
settings-ty = На «ты»
settings-vy = На «вы»
settings-formality-set = { $formality ->
    [ty] Хорошо, дальше на «ты».
   *[vy] Хорошо, дальше на «вы».
}
settings-gender-ask = Это нужно только для того, чтобы слова согласовались: «вы готовы», «ты готова», «ты готов».
settings-gender-button = { $gender ->
    [female] В женском роде
    [male] В мужском роде
   *[none] Не указывать
}
settings-gender-set = { $gender ->
    [female] Записано: в женском роде.
    [male] Записано: в мужском роде.
   *[none] Хорошо, обойдёмся без рода.
}
settings-language-ask = На каком языке говорим?
settings-language-name = { $language ->
    [en] English
   *[ru] Русский
}
settings-language-set = Дальше по-русски.
settings-country-ask = В какой вы стране? Это нужно для номеров помощи: они у каждой страны свои.
    .ty = В какой ты стране? Это нужно для номеров помощи: они у каждой страны свои.
settings-country-set = Записано: { country-name }. Номера помощи теперь оттуда.
country-name = { $country ->
    [RU] Россия
    [BY] Беларусь
    [KZ] Казахстан
    [UA] Украина
    [US] США
    [GB] Великобритания
    [DE] Германия
    [EU] другая страна Европы
   *[other] другая страна
}
settings-hour-ask = Который у вас час? Например: 14:30 или «половина третьего».
    .ty = Который у тебя час? Например: 14:30 или «половина третьего».
settings-hour-once = Чтобы не писать не вовремя: который у вас час?
    .ty = Чтобы не писать не вовремя: который у тебя час?
settings-hour-unclear = Время не разобрать. Напишите цифрами, например 14:30.
    .ty = Время не разобрать. Напиши цифрами, например 14:30.
settings-zone-ask = Где вы, ближе к какому городу?
    .ty = Где ты, ближе к какому городу?
settings-zone-none = Сейчас такого времени нет ни в одном из городов, которые я знаю. Проверьте часы и напишите ещё раз, например 14:30. Любой пояс можно выбрать и в приложении.
    .ty = Сейчас такого времени нет ни в одном из городов, которые я знаю. Проверь часы и напиши ещё раз, например 14:30. Любой пояс можно выбрать и в приложении.
settings-zone-set = Записано: { city-name }, сейчас { $time }.
settings-hour-again = Ни один
settings-quiet-ask = В какие часы молчать? Выберите или напишите своё, например 23-8.
    .ty = В какие часы молчать? Выбери или напиши своё, например 23-8.
settings-quiet-set = Хорошо: с { $from } до { $to } по своей инициативе писать не буду.
settings-quiet-bad = Часы не разобрать. Напишите так: 23-8 или 22:30-07:00.
    .ty = Часы не разобрать. Напиши так: 23-8 или 22:30-07:00.
settings-cancel = Отмена
settings-cancelled = Хорошо, оставим как есть.
address-ask = Кстати, как вам удобнее: на «ты» или на «вы»? Имя, если хочется, — кнопкой ниже, остальное — в /settings.
address-name = Имя
address-skipped = Хорошо. Изменить это можно в /settings.
city-name = { $city ->
    [kaliningrad] Калининград
    [moscow] Москва
    [samara] Самара
    [yekaterinburg] Екатеринбург
    [omsk] Омск
    [novosibirsk] Новосибирск
    [krasnoyarsk] Красноярск
    [irkutsk] Иркутск
    [yakutsk] Якутск
    [vladivostok] Владивосток
    [magadan] Магадан
    [kamchatka] Петропавловск-Камчатский
    [minsk] Минск
    [kyiv] Киев
    [almaty] Алматы
    [london] Лондон
    [berlin] Берлин
    [new_york] Нью-Йорк
    [chicago] Чикаго
    [denver] Денвер
    [los_angeles] Лос-Анджелес
    [anchorage] Анкоридж
    [honolulu] Гонолулу
    [tbilisi] Тбилиси
    [yerevan] Ереван
    [tashkent] Ташкент
    [bishkek] Бишкек
    [istanbul] Стамбул
    [jerusalem] Иерусалим
    [lisbon] Лиссабон
    [helsinki] Хельсинки
    [dubai] Дубай
    [tehran] Тегеран
    [kabul] Кабул
    [delhi] Дели
    [bangkok] Бангкок
    [shanghai] Шанхай
    [tokyo] Токио
    [adelaide] Аделаида
    [sydney] Сидней
    [auckland] Окленд
    [halifax] Галифакс
    [sao_paulo] Сан-Паулу
    [azores] Азорские острова
   *[other] { $zone }
}
