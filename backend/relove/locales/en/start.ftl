### The first minutes: who speaks, what is agreed to.

start-notice =
    Hello. This is reLove, and I am <b>{ $persona } (AI)</b>: an artificial intelligence, not a human and not a doctor.

    I help adults walk the hero's journey, twelve stages from the familiar life to what one wants to share. I ask, listen, remember what was said and show on a map where you are. Sometimes I provoke: I ask uncomfortable questions and call an excuse an excuse. The word “stop” ends that at once.

    <b>What is kept:</b> our conversation and what it says about your path, encrypted. Your name, phones, e-mails and links are not shown to the language model.

    <b>You can leave at any moment:</b> just stop writing, or press “Pause” so that I do not write first. How to delete everything is in /privacy.

    To begin I need your consent to two things: to this kind of talk with provocation, and to keeping a profile of you. You must be 18 or older.
start-again =
    Welcome back. I am <b>{ $persona } (AI)</b>, and everything you said is in its place. Just write and we go on.
consent-accept = I am 18 or older and I agree
consent-read-privacy = What exactly is kept
consent-thanks = Thank you for your trust. Let us begin with something simple.
consent-already = You have already agreed, we can go on.
consent-needed =
    To go on I need your consent. What you just wrote was <b>not kept</b>: before you agree I keep nothing.

    Press the button under this message and we begin.
consent-withdrawn = Your consent is withdrawn. Nothing new will be kept; /start brings you back.
news-question = And apart from that: would you like news and offers from reLove? It changes nothing else, and you can decline at any time.
news-yes = Yes, please
news-no = No, thank you
news-accepted = All right, news will come now and then. One button unsubscribes you.
news-declined = All right, no news.
ai-reminder = A reminder: I am { $persona } (AI), an artificial intelligence and not a human. We have been talking for more than three hours; a good time to stretch, drink some water and come back when you like.
ai-answer = I am { $persona } (AI), an artificial intelligence. Not a human, not a psychologist and not a doctor. Nobody reads along in my place, so in a hard moment it is better to turn to a living person.
