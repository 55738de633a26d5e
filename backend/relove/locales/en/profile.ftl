### Who reLove thinks the person is, with the words it follows from.

profile-thinks = <b>What I understand about you</b>
profile-statement = • { $text }
profile-source = from: “{ $quote }”, { $date }
profile-corrected = in your own words
profile-no-source = from: the original words were deleted
profile-light = Light: { $text }
profile-shadow = Shadow: { $text }
profile-archetype = Archetype: { $text }
profile-theme = Theme: { $text }
profile-core-wound = Tender spot (no diagnosis, open to dispute): { $text }
profile-more = { $count ->
    [one] { $count } more observation
   *[other] { $count } more observations
} — in the app.
profile-dispute = These are suppositions, and you may dispute each. Correct or remove any of them in the app.
profile-thinks-little = <b>What I understand about you</b>
    Too little data so far. It is made of your words and of nothing else: let us talk a little more.
profile-open = Open the profile
profile-bio-allow = Use my Telegram bio
profile-bio-forbid = Do not use my Telegram bio
profile-channel-allow = Use my public channel
profile-channel-forbid = Do not use my public channel
profile-bio-allowed = All right, next time I will also take what your bio says into account. You can change your mind in the same place.
profile-bio-forbidden = All right, I no longer read your bio.
profile-channel-allowed = All right, next time I will also take into account the latest posts of the public channel that your Telegram profile names. You can change your mind in the same place.
profile-channel-forbidden = All right, I no longer read the channel.
error-statement-not-found = There is no such statement: it may have been removed already.
