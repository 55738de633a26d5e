### Types of sessions: the diagnostic's result, the journey's stages, the dial, what closed by itself.

pattern-name = { $code ->
    [denial] denial
    [postponing] putting things off
    [rationalising] reasonable explanations
    [devaluing] belittling
   *[blaming] handing it to others
}
diagnostic-heading = **What your words show**
diagnostic-stage = Stage: **{ $stage }**, { $number } of 12.
diagnostic-confidence = Confidence: { $percent }%. This is a guess, not a verdict.
diagnostic-little = Too little data so far: this is only a guess.
diagnostic-patterns = How you seem to step aside: { $patterns }.
diagnostic-core = The core may be this: { $core }
diagnostic-core-little = It is too early to speak of the core: too little data so far.
diagnostic-quotes = What this rests on, in your own words:
diagnostic-ask = If this is you, confirm it. If not, say in your own words what is off: the last word is yours.
diagnostic-yes = Yes, that's me
diagnostic-no = Not quite
diagnostic-what = Good that you say so. What exactly is off? Put it in your own words.
diagnostic-corrected = Thank you, the correction is kept: I believe you, not the guess.
diagnostic-contested = Thank you, the correction is kept and the conclusion is marked as disputed: you know better. The diagnostic ends here, and what you said is kept.
diagnostic-again = To take it anew: /diagnostic
diagnostic-contested-summary = You disputed the conclusion of the diagnostic, and it is marked so. Your correction is kept beside it.
diagnostic-confirmed =
    Noted, on your word: the stage “{ $stage }”. The diagnostic is finished and its result is kept.

    The next step: **{ $step }**
diagnostic-further = From here you can go stage by stage, /start_journey, or just write.
diagnostic-summary =
    The diagnostic is finished, and you confirmed it: the stage “{ $stage }”.

    { $core }

    The next step: **{ $step }**
journey-footer = — Stage { $number } of 12 · { $bar }
journey-introduction = **{ $stage }**, stage { $number } of 12

    { $description }
journey-resumed = We go on with the stage “{ $stage }”, { $number } of 12, from where we stopped.
journey-reflection = At this stage you said, in your own words: { $quotes }.
journey-reflection-little = Little has been said at this stage so far, and that is fine: I will not make things up for you.
journey-invitation = Shall we complete the stage “{ $stage }”?
journey-finish = Complete the stage
journey-stay = I'll stay a while
journey-completed = ✅ The stage “{ $stage }” is complete.

    To take along. { $step }
journey-circle = All twelve stages are behind you: the circle is closed, and it is yours.
dial-card =
    <b>How direct the talk is</b>

    Now: <b>{ directness-name }</b>.

    Soft: careful questions, no challenge.
    Direct: an excuse is called an excuse.
    Hard: short, unsoftened, with absurdity.

    It is a ceiling: where the stage asks for care, it will be gentler. The word <b>stop</b> ends provocation at once.
dial-button = { $directness ->
    [soft] Soft
    [hard] Hard
   *[direct] Direct
}
dial-set = Understood, from now on: <b>{ directness-name }</b>. To change it: /dial
dial-care = No provocation just now, however the dial stands. You can turn it up again when you feel calmer.
forgotten-heading = Our last conversation closed by itself: it had been quiet for two weeks. This is what remains of it.
command-diagnostic = Diagnostic: where I am now
command-start-journey = The path by stages
command-dial = How directly to speak with me
