### The menu and what it answers.

menu-session = 📊 Моя сессия
menu-profile = 🌌 Мой профиль
menu-streams = 🔥 Потоки
menu-pause = ⏸ Пауза
menu-hint = Напишите, что на душе
open-app = Открыть карту пути
session-open = Продолжить в приложении
session-state =
    📊 <b>{ session-type-name }</b>

    { $questions ->
        [0] Вопросов пока не было
        [one] Задан { $questions } вопрос
        [few] Задано { $questions } вопроса
       *[other] Задано { $questions } вопросов
    }, в разговоре { duration }.
    Этап: { $stage }.

    Разговор идёт — просто пишите дальше. Завершить и получить итог: /end_session
session-none = Сейчас открытого разговора нет. Начать можно командой /natasha или просто написав сюда.
session-none-to-end = Завершать нечего: открытого разговора нет. Начать можно командой /natasha.
duration = { $hours ->
    [0] { minutes }
   *[other] { hours } { minutes-after-hours }
}
hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[other] { $hours } часов
}
minutes = { $minutes ->
    [0] меньше минуты
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[other] { $minutes } минут
}
minutes-after-hours = { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[other] { $minutes } минут
}
profile-card =
    🌌 <b>Мой профиль</b>

    Имя: { $name }
    Этап: { $stage } ({ $number } из 12)
    На пути: { days }
    Разговоров: { $sessions }
    Прямота: { directness-name }
profile-little =
    🌌 <b>Мой профиль</b>

    Пока мало данных. Он складывается из ваших слов, и только из них: поговорим ещё немного.
days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
directness-name = { $directness ->
    [soft] мягко
    [hard] жёстко
   *[direct] прямо
}
pause-on = ⏸ Пауза включена: по своей инициативе писать не буду. На ваши сообщения отвечу как обычно. Снять паузу — та же кнопка.
pause-off = Пауза снята. Если будет повод, напишу — бережно и не чаще двух раз в день.
pause-care = Сейчас по своей инициативе я и так не пишу. Берегите себя; если нужна помощь, номера выше в нашем разговоре.
journey-card =
    🗺 <b>Ваш путь</b>
    этап { $number } из 12 · <b>{ $name }</b>

    { $bar }
    { $completion }

    { $description }
journey-completion = Открытий на этапе: { $evidenced } из { $total } ({ $percent }%)
journey-little = Открытия на этапе: пока мало данных
journey-none =
    🗺 <b>Ваш путь</b>

    Пока мало данных, чтобы показать этап. Путь начинается с разговора: напишите что-нибудь или нажмите /natasha.
