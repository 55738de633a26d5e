### Streams, exercises, readiness.

command-analyze-readiness = Which stream you are ready for
streams-heading = 🔥 <b>Streams</b>
streams-part =
    You take part in <b>{ $name }</b>: { $done ->
        [one] { $done } exercise done
       *[other] { $done } exercises done
    } of { $total }.
streams-offer =
    <b>{ $name }</b>
    { $promise }
    <i>{ $dates }</i>
streams-path-first = Right now the path itself matters more: programmes can wait. To go on talking, /natasha or simply write.
streams-more = All the streams are in the app. Which one you are ready for and why: /analyze_readiness
streams-open = All streams
stream-app = Open in the app
stream-card =
    🔥 <b>{ $name }</b>

    { $promise }

    { $description }

    <b>Whom it suits</b>
    { $suits }

    { $exercises ->
        [one] { $exercises } exercise comes to this chat
       *[other] { $exercises } exercises come to this chat
    }: it costs nothing. { $dates }.
stream-card-price = The whole programme on the platform costs { $price }; the stream's page says what it holds.
stream-card-low = To be honest, right now the path itself will give you more than a programme. What brings it closer: { $raise }
stream-price = { $currency ->
    [USD] ${ $amount }
    [EUR] €{ $amount }
   *[RUB] ₽{ $amount }
}
stream-start = Begin the exercises
stream-interest = I am interested
stream-platform = To the platform
stream-leave = Leave the stream
stream-chosen = Noted: the stream “{ $name }” interests you. You can begin whenever you like.
stream-again = You already take part in this stream. The next exercise comes by the schedule.
stream-left = You have left “{ $name }”: no more exercises will come. You can return on any day.
stream-finished = 🎉 The stream “{ $name }” is complete: { $done ->
        [one] { $done } exercise done
       *[other] { $done } exercises done
    } of { $total }. Stay with it for a while. If you feel like telling what has changed, simply write.
exercise-message =
    🔥 <b>{ $stream }</b> · exercise { $n } of { $total }

    <b>{ $title }</b>

    { $text }
exercise-done = ✅ Done
exercise-skip = Skip
exercise-closed-done = Noted: { $done } of { $total } done. If you feel like sharing what opened up, write, and it becomes part of our talk.
exercise-closed-skipped = Fine, we skip this one. The next comes by the schedule.
readiness-heading = 🔥 <b>What you are ready for</b>
readiness-reason = { $why }: “{ $quote }”
readiness-item = <b>{ $name }</b>: { $score } of 100{ $change }
readiness-up = { " " }(↑ { $points })
readiness-down = { " " }(↓ { $points })
readiness-contested = You do not agree with this, and that is taken into account.
readiness-raise = What would raise it: { $raise }
readiness-little =
    🔥 <b>What you are ready for</b>

    Too little data so far: a number without your words would be made up. What would help to see more: { $raise }

    To go on talking, /natasha or simply write.
readiness-path = Right now the path matters more than a programme: let us talk on. The score will change with what you tell.
readiness-note = This is a look at your words, not a verdict: the score closes nothing to you.
readiness-like = Interested: { $name }
readiness-no = Not so: { $name }
readiness-contest-kept = Noted: you do not agree with the score for “{ $name }”. It decides nothing for you. If you want to say why, write, and it becomes part of our talk.
