### The map as a picture.

map-title = Вы в пути
map-above = Знакомый мир
map-below = Неизведанный мир
map-of-twelve = из 12
map-here = Вы сейчас здесь
map-little = пока мало данных
map-percent = { $percent } %
map-times = Время на этапах
map-times-note = У каждого свой темп. Дольше — не значит хуже.
map-time-day = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
map-time-hour = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[other] { $count } часов
}
map-time-minute = { $count ->
    [0] меньше минуты
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
journey-time = · { $name }: { $time }
