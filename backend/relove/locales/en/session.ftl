### Conversations: types, offers, beginnings and ends, care.

session-type-name = { $type ->
    [provocative] Provocative conversation
    [diagnostic] Diagnostic
    [journey] Path by stages
   *[chat] Free talk
}
session-offer = { $current ->
    [provocative] You have a provocative conversation open.
    [diagnostic] You have a diagnostic open.
    [journey] You have the path by stages open.
   *[chat] You have a free talk open.
} { $wanted ->
    [provocative] Shall we continue it, or finish with a summary and begin a provocative conversation?
    [diagnostic] Shall we continue it, or finish with a summary and begin a diagnostic?
    [journey] Shall we continue it, or finish with a summary and begin the path by stages?
   *[chat] Shall we continue it, or finish with a summary and begin a free talk?
}
session-offer-same = This conversation is already open. Shall we continue where we were, or finish with a summary and begin a new one?
session-offer-continue = Continue
session-offer-new = Finish and begin a new one
session-continued = We go on where we were.
session-started = { $type ->
    [provocative] We begin. The questions will be uncomfortable, the answers yours alone. “Stop” ends the provocation at once.
    [diagnostic] We begin the diagnostic: five to fifteen open questions, with no right answers.
    [journey] We begin the path by stages. You can leave and come back at any moment.
   *[chat] I am here. Talk about whatever you like.
}
session-summary =
    <b>Summary of our conversation</b>

    <b>What was found.</b> { $found }

    <b>The path.</b> { $path }

    <b>The next step.</b> { $step }
session-summary-little =
    <b>Summary of our conversation</b>

    Too little data so far: very little was said, and I will not make things up for you.

    <b>The next step.</b> { $step }
session-summary-closing = The conversation is finished and kept. A new one: /natasha, or just write. The map: /my_journey
stop-word-line = Stop means stop. I am sorry if that was too sharp. Gently from here: what do you need right now?
care-help-heading = Where living people will answer you:
care-help-note = We check the numbers, but they change. If nobody answers, call 112.
care-unheard = Without your consent nobody listens to recordings. If you are in a bad way right now, say so in written words: I answer those without consent too.
care-button-back = I feel calmer, let us go on
care-back = It is good that you feel calmer. We go on gently and at your pace, with no provocation until you ask for it. If it gets heavy again, say so plainly.
care-menu = You come first now. Programmes and exercises can wait; just write how you are.
care-admin-alert = A person needs help (chat { $chat }, in reLove { $person }): the safety gate fired, reason { $reason }. Provocation has stopped. The person's words are not passed on.
flood-line = You write faster than I can answer. Everything is kept, and I will read it all. Take a breath, then write a word: I will answer all of it together.
