### Потоки, упражнения, готовность.

command-analyze-readiness = К какому потоку вы готовы
streams-heading = 🔥 <b>Потоки</b>
streams-part =
    Вы идёте: <b>{ $name }</b> — { $done ->
        [one] сделано { $done } упражнение
        [few] сделано { $done } упражнения
       *[other] сделано { $done } упражнений
    } из { $total }.
streams-offer =
    <b>{ $name }</b>
    { $promise }
    <i>{ $dates }</i>
streams-path-first = Сейчас важнее сам путь: программы подождут. Продолжить разговор — /natasha или просто напишите.
streams-more = Все потоки — в приложении. К какому вы готовы и почему: /analyze_readiness
streams-open = Все потоки
stream-app = Открыть в приложении
stream-card =
    🔥 <b>{ $name }</b>

    { $promise }

    { $description }

    <b>Кому подходит</b>
    { $suits }

    { $exercises ->
        [one] В чат придёт { $exercises } упражнение
        [few] В чат придут { $exercises } упражнения
       *[other] В чат придут { $exercises } упражнений
    }: это ничего не стоит. { $dates }.
stream-card-price = Полная программа на платформе — { $price }; что в неё входит, написано на странице потока.
stream-card-low = Если честно, сейчас вам больше даст сам путь, чем программа. Что приблизит: { $raise }
stream-price = { $amount } { $currency ->
    [USD] $
    [EUR] €
   *[RUB] ₽
}
stream-start = Начать упражнения
stream-interest = Мне интересно
stream-platform = На платформу
stream-leave = Выйти из потока
stream-chosen = Запомнили: вам интересен поток «{ $name }». Начать можно, когда захотите.
stream-again = Вы уже идёте этим потоком. Следующее упражнение придёт по расписанию.
stream-left = Вы вышли из потока «{ $name }»: упражнения больше не придут. Вернуться можно в любой день.
stream-finished = 🎉 Поток «{ $name }» пройден: { $done ->
        [one] сделано { $done } упражнение
        [few] сделано { $done } упражнения
       *[other] сделано { $done } упражнений
    } из { $total }. Побудьте с этим. Захочется рассказать, что изменилось, — просто напишите.
exercise-message =
    🔥 <b>{ $stream }</b> · упражнение { $n } из { $total }

    <b>{ $title }</b>

    { $text }
exercise-done = ✅ Сделано
exercise-skip = Пропустить
exercise-closed-done = Отмечено: сделано { $done } из { $total }. Захочется поделиться, что открылось, — напишите, это станет частью разговора.
exercise-closed-skipped = Хорошо, это пропустим. Следующее придёт по расписанию.
readiness-heading = 🔥 <b>К чему вы готовы</b>
readiness-reason = { $why }: «{ $quote }»
readiness-item = <b>{ $name }</b> — { $score } из 100{ $change }
readiness-up = { " " }(↑ { $points })
readiness-down = { " " }(↓ { $points })
readiness-contested = Вы с этим не согласны, и это учтено.
readiness-raise = Что подняло бы: { $raise }
readiness-little =
    🔥 <b>К чему вы готовы</b>

    Пока мало данных: числа без ваших слов было бы выдумкой. Что поможет увидеть больше: { $raise }

    Продолжить разговор — /natasha или просто напишите.
readiness-path = Сейчас важнее путь, чем программа: поговорим ещё. Оценка изменится вместе с тем, что вы расскажете.
readiness-note = Это взгляд на ваши слова, а не приговор: оценка ничего не закрывает.
readiness-like = Интересно: { $name }
readiness-no = Не так: { $name }
readiness-contest-kept = Принято: с оценкой по потоку «{ $name }» вы не согласны. Она ничего не решает за вас. Хотите сказать почему — напишите, это войдёт в разговор.
