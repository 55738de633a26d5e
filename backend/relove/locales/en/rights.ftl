### The person's rights: a copy of everything, erasing everything, taking consent back.

command-my-data = Download everything kept about me
command-forget-me = Erase everything about me
withdraw-button = Withdraw consent
my-data-caption = This is everything that is kept about you, readable. The file is personal: choose where you keep it.
forget-ask =
    <b>Erase everything?</b>

    All conversations and summaries, the stages of your path, settings, consents and sign-ins will be gone. Nobody can bring them back, and neither can we. You can take a copy first: /my_data

    The button works once, for ten minutes.
forget-ask-yes = Yes, erase everything
forget-ask-no = No, keep it
forget-receipt =
    <b>Everything is erased.</b> { $at }

    { $sessions ->
        [one] { $sessions } conversation
       *[other] { $sessions } conversations
    }, { $turns ->
        [one] { $turns } message
       *[other] { $turns } messages
    } and { $others ->
        [one] { $others } more record
       *[other] { $others } more records
    }: stages of the path, settings, consents, sign-ins, queues.

    Number: <code>{ $number }</code>

    What is left is this number, the time, and a fingerprint that tells nobody who you are without our key. It serves to erase you again should a backup have to be restored; backups live 30 days at most. The messages inside Telegram can be deleted in Telegram itself.

    Thank you for having been here. To begin anew: /start
confirmation-declined = All right, nothing was done.
error-confirmation-unknown = This button no longer works.
error-confirmation-used = This button has been pressed already and works only once.
error-confirmation-expired = Time is up: the button works for ten minutes. Ask again if you need to.
