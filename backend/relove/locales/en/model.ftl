### What the team is told of the language model.

model-down-alert = The language model has not answered for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. People are answered with written texts, and nothing is lost. Conversations go on with the model as soon as it answers.
model-back-alert = The language model answers again. It was away for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
