### The menu and what it answers.

menu-session = 📊 My session
menu-profile = 🌌 My profile
menu-streams = 🔥 Streams
menu-pause = ⏸ Pause
menu-hint = Write what is on your mind
open-app = Open the journey map
session-open = Continue in the app
session-state =
    📊 <b>{ session-type-name }</b>

    { $questions ->
        [0] No questions yet
        [one] { $questions } question asked
       *[other] { $questions } questions asked
    }, talking for { duration }.
    Stage: { $stage }.

    The conversation is open, just write on. To finish and get a summary: /end_session
session-none = No conversation is open now. Begin with /natasha or simply write here.
session-none-to-end = There is nothing to finish: no conversation is open. Begin with /natasha.
duration = { $hours ->
    [0] { minutes }
   *[other] { hours } { minutes-after-hours }
}
hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
minutes = { $minutes ->
    [0] less than a minute
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
minutes-after-hours = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
profile-card =
    🌌 <b>My profile</b>

    Name: { $name }
    Stage: { $stage } ({ $number } of 12)
    On the path: { days }
    Conversations: { $sessions }
    Directness: { directness-name }
profile-little =
    🌌 <b>My profile</b>

    Too little data so far. It is made of your words and of nothing else: let us talk a little more.
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
directness-name = { $directness ->
    [soft] soft
    [hard] hard
   *[direct] direct
}
pause-on = ⏸ Paused: I will not write first. Your messages I answer as usual. The same button ends the pause.
pause-off = The pause is over. If there is a reason I will write first, gently and no more than twice a day.
pause-care = I am not writing first now anyway. Take care of yourself; if you need help, the numbers are above in our conversation.
journey-card =
    🗺 <b>Your journey</b>
    stage { $number } of 12 · <b>{ $name }</b>

    { $bar }
    { $completion }

    { $description }
journey-completion = Insights at this stage: { $evidenced } of { $total } ({ $percent }%)
journey-little = Insights at this stage: too little data so far
journey-none =
    🗺 <b>Your journey</b>

    Too little data so far to show a stage. The path begins with a conversation: write something or press /natasha.
