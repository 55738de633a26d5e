### Talk: hand-over to a human, why a question was asked, the notice that an AI writes, voice and pictures.

handover-begun =
    { $team ->
        [yes] Passing it on: the team knows that you ask for a human. The words of this talk were not sent to them.
       *[no] Your request is noted, but nobody of the team is at hand now, and promising a quick answer would not be honest.
    } { $minutes ->
        [0] How long it takes I cannot say yet.
        [one] An answer usually comes in about { $minutes } minute.
       *[other] An answer usually comes in about { $minutes } minutes.
    }

    Until then I stay silent. Everything you write is kept. If it is hard or dangerous right now, living people answer here:
    { $lines }
handover-waiting = Kept. Nobody has answered yet; I stay silent until you come back to me.
handover-return = Back to the guide
handover-ended = { $persona } (AI) is with you again. Everything you wrote is in its place; let us go on with what matters to you now.
handover-admin-alert = Somebody asks for a human (chat { $chat }). The guide is silent. Their words are not sent on.
handover-answered = <b>A human of the reLove team answers you.</b>
handover-ask = I am an AI. I can call a human of the team: then I fall silent and they answer here. Shall I?
handover-call = Call a human
handover-go-on = No, let us go on
handover-in-care =
    { $team ->
        [yes] And one more thing: the team knows that you ask for a human. The words of this talk were not sent to them.
       *[no] And one more thing: your request for a human is noted, but nobody of the team is at hand now. Please do not wait, call the numbers above.
    } { $minutes ->
        [0] { "" }
        [one] An answer usually comes in about { $minutes } minute.
       *[other] An answer usually comes in about { $minutes } minutes.
    }
why-asked =
    The question was: “{ $question }”

    { $by ->
        [model] A language model made it out of what you told, on the stage
       *[template] It was written beforehand for the stage
    } “{ $stage }”. What one hopes to hear from you yourself there: { $after }. There is no hidden aim, and you need not answer; if it is out of place, say so and we take another.
why-safety =
    Because your words sounded as if you, or somebody near you, might be unwell or in danger. Then the talk of the path stops, and there is one question: are you safe. It is no diagnosis and no question of a stage, and it may have been misheard.

    If all is well, just say so.
why-notice = My last message is a ready text: it was written beforehand, reads the same for everybody, and was no question of the path.
why-no-question = There was no question about you in my last reply.
why-human = The last message was written by a human of the team, not by me. What the question was for is better asked of them.
contradiction-named =
    { $way ->
        [0] Earlier you said: “{ $earlier }”. Now: “{ $later }”. How do these words live side by side?
        [1] Two answers of yours stand next to each other: “{ $earlier }” and “{ $later }”. Which is closer to how it is now?
        [2] First there was: “{ $earlier }”. Then: “{ $later }”. What changed between those two?
        [3] There seem to be two voices here: “{ $earlier }” and “{ $later }”. What does the difference mean to you?
        [4] Both are your own words: “{ $earlier }” and “{ $later }”. Where does one end and the other begin?
       *[5] Let us put them together: before, “{ $earlier }”, later, “{ $later }”. What asks for attention, if there is no need to choose?
    }
link-removed = (link removed)
ai-notice = A reminder: an AI is talking with you, not a human and not a doctor.
session-closed-meanwhile = While the reply was being written, this talk was finished. Your words are kept in it. Write again and we begin a new one, or choose /natasha.
after-error = I remember, you wrote: “{ $quote }”. There was no answer then, your words are kept; let us go on from them.
after-error-plain = Last time there was no answer, but your words are kept; let us go on from them.
photo-without-words = (a picture without words)
voice-without-words = (a voice message, its words were not heard)
voice-given-up = I did not hear the voice message before this. It is still here in the chat: you can send it again or put it in words.
error-voice-unavailable = Speech recognition does not work right now. Nothing is lost, write it in words.
error-voice-not-heard = No words can be heard in the recording. Try again or write.
error-handed-over = The talk was handed over to a human, the guide is silent.
error-handover-closed = This person is not waiting for the team now.
