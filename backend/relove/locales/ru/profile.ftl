### Who reLove thinks the person is, with the words it follows from.

profile-thinks = <b>Что я о вас понимаю</b>
profile-statement = • { $text }
profile-source = откуда: «{ $quote }», { $date }
profile-corrected = вы сказали сами
profile-no-source = откуда: исходные слова удалены
profile-light = Свет: { $text }
profile-shadow = Тень: { $text }
profile-archetype = Архетип: { $text }
profile-theme = Тема: { $text }
profile-core-wound = Уязвимое место (не диагноз, можно оспорить): { $text }
profile-more = Ещё { $count ->
    [one] { $count } наблюдение
    [few] { $count } наблюдения
   *[other] { $count } наблюдений
} — в приложении.
profile-dispute = Это предположения, с каждым можно спорить. Исправить или убрать любое — в приложении.
profile-thinks-little = <b>Что я о вас понимаю</b>
    Пока мало данных. Понимание складывается из ваших слов, и только из них: поговорим ещё немного.
profile-open = Открыть профиль
profile-bio-allow = Учитывать «О себе» из Telegram
profile-bio-forbid = Не учитывать «О себе» из Telegram
profile-channel-allow = Учитывать мой открытый канал
profile-channel-forbid = Не учитывать мой открытый канал
profile-bio-allowed = Хорошо, в следующий раз учту и то, что написано у вас в «О себе». Передумать можно там же, в профиле.
profile-bio-forbidden = Хорошо, «О себе» больше не читаю.
profile-channel-allowed = Хорошо, в следующий раз учту и последние посты открытого канала, который вы указали в своём профиле Telegram. Передумать можно там же.
profile-channel-forbidden = Хорошо, канал больше не читаю.
error-statement-not-found = Такого утверждения нет: возможно, оно уже убрано.
