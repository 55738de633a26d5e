### Types of sessions: the diagnostic's result, the journey's stages, the dial, what closed by itself.

pattern-name = { $code ->
    [denial] отрицание
    [postponing] откладывание
    [rationalising] разумные объяснения
    [devaluing] обесценивание
   *[blaming] перекладывание на других
}
diagnostic-heading = **Что видно из ваших слов**
diagnostic-stage = Этап: **{ $stage }**, { $number } из 12.
diagnostic-confidence = Уверенность: { $percent }%. Это предположение, а не приговор.
diagnostic-little = Пока мало данных: это только догадка.
diagnostic-patterns = Как вы, похоже, уходите от шага: { $patterns }.
diagnostic-core = Похоже, суть в этом: { $core }
diagnostic-core-little = О сути говорить рано: пока мало данных.
diagnostic-quotes = На чём это держится, вашими словами:
diagnostic-ask = Если это про вас, подтвердите. Если нет, скажите своими словами, что не так: последнее слово за вами.
diagnostic-yes = Да, это про меня
diagnostic-no = Не совсем так
diagnostic-what = Хорошо, что говорите. Что именно не так? Напишите своими словами.
diagnostic-corrected = Спасибо, поправка записана: верю вам, а не догадке.
diagnostic-contested = Спасибо, поправка записана, и вывод отмечен как спорный: вам виднее. Диагностика на этом завершена, сказанное сохранено. Пройти её заново — /diagnostic
diagnostic-contested-summary = Вывод диагностики вы оспорили, и он отмечен как спорный. Ваша поправка сохранена рядом с ним.
diagnostic-confirmed =
    Записано с вашего слова: этап «{ $stage }». Диагностика завершена, итог сохранён.

    Следующий шаг: **{ $step }**

    Дальше можно пойти по этапам — /start_journey, или просто писать сюда.
diagnostic-summary =
    Диагностика завершена, и вы подтвердили: этап «{ $stage }».

    { $core }

    Следующий шаг: **{ $step }**
journey-footer = — Этап { $number } из 12 · { $bar }
journey-introduction = **{ $stage }** — этап { $number } из 12

    { $description }
journey-resumed = Продолжаем этап «{ $stage }», { $number } из 12, с того места, где остановились.
journey-reflection = На этом этапе прозвучало вашими словами: { $quotes }.
journey-reflection-little = На этом этапе сказано пока немного, и это нормально: придумывать за вас не буду.
journey-invitation = Завершаем этап «{ $stage }»?
journey-finish = Завершить этап
journey-stay = Ещё побуду здесь
journey-completed = ✅ Этап «{ $stage }» завершён.

    С собой в дорогу. { $step }
journey-circle = Все двенадцать этапов пройдены: круг замкнулся, и он ваш.
dial-card =
    <b>Прямота разговора</b>

    Сейчас: <b>{ directness-name }</b>.

    Мягко — бережные вопросы, без вызова.
    Прямо — отговорка названа отговоркой.
    Жёстко — коротко, без смягчений, с абсурдом.

    Это предел: там, где этап просит бережности, будет бережнее. Слово <b>стоп</b> прекращает провокацию сразу.
dial-button = { $directness ->
    [soft] Мягко
    [hard] Жёстко
   *[direct] Прямо
}
dial-set = Принято, дальше так: <b>{ directness-name }</b>. Изменить — /dial
dial-care = Сейчас без провокаций, как бы ни стояла прямота. Вернуть её можно, когда станет спокойнее.
forgotten-heading = Прошлый разговор закрылся сам: две недели было тихо. Вот что в нём осталось.
command-diagnostic = Диагностика: где я сейчас
command-start-journey = Путь по этапам
command-dial = Насколько прямо со мной говорить
