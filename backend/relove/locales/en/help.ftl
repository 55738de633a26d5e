### /help, /privacy, commands.

help-text =
    <b>What I can do</b>

    Just write: I answer with a question that helps you see what is yours.

    /natasha: a provocative conversation
    /diagnostic: five to fifteen questions, and a conclusion that you may dispute
    /start_journey: the path by stages, in order; leave and come back at any time
    /dial: how directly to speak with you
    /my_journey: where you are on the path
    /analyze_readiness: which stream you are ready for, and why
    /end_session: finish and get a summary
    /settings — name, language, time, country, quiet hours
    /pause: I do not write first, and back again
    /privacy: what is kept about you
    /my_data: get all of it as a file
    /forget_me: erase everything

    The word <b>stop</b> ends the provocation at once. To “why did you ask that?” I answer honestly.

    I am an AI and no replacement for a doctor or a therapist. If you feel very bad or are in danger, call 112.
privacy-text =
    <b>Your data, short and honest</b>

    <b>What is kept:</b> your messages and my answers, your stage, insights, settings, consents and the time of your last visit. The texts are encrypted. I read the bio of your Telegram profile and your public channel only if you allowed it separately in the app; you can take that back there too.

    <b>What a language model gets:</b> the text of the conversation, if a model is connected. Your name, phones, e-mails and links are replaced by marks before that.

    <b>What does not happen:</b> no selling of data, no advertising by what you write, nobody reads along out of curiosity. The logs hold no texts.

    <b>Your rights:</b> /my_data gives you everything that is kept about you as a file; /forget_me erases everything for good, with a receipt. Consent is withdrawn by the button below: nothing new is kept then. Backups live 30 days at most, and what was erased does not come back from them.

    If the conversation shows danger for you or others, an administrator learns that help is needed but does not see your words.
command-start = Begin or come back
command-natasha = A provocative conversation
command-my-journey = Where I am on the path
command-end-session = Finish and get a summary
command-help = What reLove can do
command-privacy = What is kept about you
command-pause = Do not write first
bot-description = reLove leads you along the twelve stages of the hero's journey by conversation. You talk with an artificial intelligence, not a human and not a doctor. For adults, 18+.
bot-short-description = The hero's journey in a conversation with an AI guide. 18+
unknown-command = There is no such command. What there is stands in /help, or just write.
unknown-kind = { $kind ->
    [sticker] I see the sticker, but words tell me more. What is behind it?
    [voice] I cannot hear voice messages yet. Please write, even one line will do.
    [video_note] I cannot watch video messages yet. Please write it as text.
    [video] I cannot watch videos yet. What in it matters to you? Tell me in words.
    [photo] I cannot see photos yet. What in it matters to you? Tell me in words.
    [document] I do not open files. If there is something important in it, write it here as text.
    [location] I see a point on the map, but you I see in words. What is there for you?
    [emoji] I see the sign, and words will say more. What is behind it?
    *[other] I do not know how to work with this kind of message. Plain text is what I understand, please write.
}
text-too-long = That is a very long message: I read up to { $limit } characters at a time. Please split it into parts, nothing will be lost.
text-empty = The message arrived empty. Please write at least a word.
error-line = I could not answer: something slipped on my side. Your words are kept, nothing is lost. Write again now or a little later and we go on from here.
busy-line = I am still working on the previous answer. It will come here.
reply-stopped = Stopped. We go on whenever you like.
payment-not-open = Payments are not open yet: you have not been charged. Everything here works without them.
