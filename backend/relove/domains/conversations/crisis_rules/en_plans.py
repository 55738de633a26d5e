"""English: plans, dates, means at hand, partings and put-in-order affairs, told without the word for it."""

from __future__ import annotations

SELF_HARM = r"""
[plan]
(?:have|got|ive got|made|theres) a plan and (?:a
 |the )?(?:date|day|method|time)(?! (?:for the|of the|with
|to (?:launch
|meet|travel|move)))|(?:picked|chose|chosen|set|know) (?:a |the |my )?(?:date|day|method|spot|place)~(?:to (?:die
|do it
|end it|go)|when ill (?:go|die|do it)|nobody knows|its (?:soon|close))|(?:by|after|come) (?:monday|tuesday|wednesday
|thursday|friday|saturday|sunday|tomorrow|christmas|next week|the weekend|morning)(?: \w+){0,3} (?:wont|will not|none
 of this will)(?: be)? (?:be )?(?:my problem|matter(?: to me)?|around|here|hurt)(?: any ?more)?(?= (?:\.|anymore|take
 care|goodbye|either)(?!\w)|$)[\w. ]{0,30}(?:take care|goodbye|love you|thank|sorry|promise)|after that ill be gone
|once (?:my birthday|christmas|the wedding|graduation) is over[\w ]{0,20}(?:im done|im gone|no reason)
[means]
(?:have|got|lined|laid|counted|counting|sorted) (?:\w+ ){0,3}?(?:pills|tablets|meds)~(?:counted|lined up|laid out
|in front
 of me|ready|on (?:my|the) (?:desk|table|bed))|(?:counted|counting|lined up|laid out) (?:\w+ ){0,3}?(?:pills
|tablets)(?! (?:for
|into|by day|with))|how many (?:\w+ ){0,3}(?:pills|tablets|meds|sleeping pills|\w+)(?: \w+){0,4} (?:not wake up
|never wake
|to not wake|dont wake|so i dont wake|be enough to die|fatal|lethal)
[place]
(?:pictur\w*|imagin\w*|think\w* (?:about|of)|fantasi\w*|dream\w* (?:about|of)|thoughts of)(?: my ?self
| me){0,2} (?:jumping
|stepping|falling|walking|driving|going|rolling) (?:\w+ )?(?:off|out|over|in front|into)(?: \w+){0,2} (?:garage
|building
|roof|rooftop|bridge|balcony|ledge|train|traffic|window|cliff|truck|overpass|structure|tracks|platform)|(?:stand\w*
|sit\w*
|walk\w*)~(?:bridge|balcony|roof|rooftop|ledge|platform|overpass|tracks)[\w. ]{0,60}(?:one step|be quick|be over
|jump(?:ing)?|step(?:ping)? off|how fast|how long the fall|it would all stop)(?! (?:for joy|rope))
|watch\w*~trains[\w. ]{0,50}(?:one
 step|step|jump|be over|quick)
[farewell]
(?:wrote|written|finished|left|writing) (?:\w+ )?(?:(?:the|my|a|that|goodbye|suicide) )?(?:goodbye )?(?:note|notes
|letters?
|goodbye letters?)(?: \w+)?(?= \.|$| (?:its|in|for|to)(?!\w))[\w. ]{0,60}(?:drawer|waiting for|weekend
|when theyre away
|hidden|envelope|find it|will find|kids|goodbye)(?! (?:camp|trip|plans))|(?:dont|do not) look for me(?= \.|$| please)
|thank (?:you|u) for everything[\w. ]{0,40}(?:goodbye|wont (?:write|be here|text)|last (?:message|time)|not be here)
|this is (?:my |the )?(?:last (?:message|text|time ill)|goodbye)(?= \.|$| i love| take care)
[giving_away]
rehomed (?:the |my )?(?:\w+ )?(?:cats?|dogs?|pets?)[\w. ]{0,30}(?:one last thing|last thing left)|(?:giving|given
|gave|give)(?: away)? (?:all )?(?:\w+ )?(?:my )?(?:stuff|things|belongings|clothes|possessions
|guitar|jewelry
|records|books|dog|cat)(?: away)?(?: \w+){0,3}[\w. ]{0,60}(?:think im just|wont need|dont need (?:it|them) where|not
 gonna need|no use for (?:it|them) (?:soon|anymore)|nobody (?:knows|noticed|suspects)|dont know why|so its easier
|when im gone|goodbye)|(?:found|finding) (?:a )?(?:new )?home for (?:my|the) (?:dog|cat
|pets?)[\w. ]{0,50}(?:one (?:last
 )?thing left|so i can go|ready|nothing (?:is )?(?:keeping|holding)|last thing)
[better_off]
(?:life )?insurance(?: \w+){0,2}[\w. ]{0,60}(?:worth more|without me|than (?:what )?i am|than me|once im gone
|if im gone|when
 im gone|dead|better off|after im gone)|worth more dead|more use dead|(?:kids|wife|husband|family|they|everyone
|mom)(?: \w+){0,3}
 (?:wont have to|will not have to|never have to|not have to) (?:\w+ ){0,2}?(?:suffer|deal|put up|carry|worry
|bother|look after|take care)(?: \w+)? (?:with me|because of me|me|about me)(?= \.|$| any ?more| soon| ever)|(?:better
|happier|easier)(?: off)? (?:without me|when im gone|once im gone|if im gone)(?! (?:on|at|for the|from the))
[join_the_dead]
(?:want|wanna|need|ready)(?: to)?(?: just| go| finally)* (?:be with|join|follow) #|(?:want|wanna|ready|time|going
|need|gonna)(?: to)?(?: just| go| be| finally)* (?:with|to|join|see|follow) (?:my )?(?:mom|mum
|dad|son|daughter|husband|wife|brother|sister|grandma|him|her|them|baby)[\w. ]{0,50}(?:passed|died|buried|heaven|other
 side|dead|up there)(?! (?:in the|s house))(?![\w ]{0,20}(?:grave|cemetery|visit))
[reckless]
(?:let|letting|take|taking|took) (?:go of|my hands off
|hands off) the (?:steering )?wheel(?![\w. ]{0,50}(?:metaphor\w*|decide|trust|let god|figurative\w*))|(?:clos\w*
|shut\w*)
 my eyes (?:while |when )?(?:driving|on the (?:highway|freeway|road)|at the wheel)|(?:cross\w*|walk\w*)~(?:street|road
|traffic)~without looking[\w. ]{0,50}(?:care|hope|hoping|hit|whatever)
[regretted_rescue]
(?:attempt|tried|overdose|od)[\w. ]{0,40}(?:failed|didnt work|survived|found me|saved me|pumped)[\w. ]{0,40}(?:wish it
 hadnt|wish (?:it had|they hadnt|i hadnt)|do it right|get it right|this time|next time|regret (?:it failed|surviving))
|wish (?:they|nobody|no one|she|he) (?:hadnt|had not|had)~(?:saved|found|revived|stopped) me|(?:should have
|wish they had|wish
 theyd) (?:just )?let me die|(?:hate|regret|sorry|mad|angry)(?: that)? i survived|hate that it failed
[self_injury]
i (?:\w+ )?(?:cut|sliced|burned|burnt|carved) (?:my ?self )?(?:again|deep\w*)[\w. ]{0,20}|(?:cut|cutting|sliced
|burned)
 (?:my ?self )?(?:again )?(?:last night|tonight|this morning|yesterday)[\w. ]{0,40}(?:deep\w*|couldnt stop|again
|bleed\w*
|blood|hide|sleeves)|relapsed~(?:cutting|cut|self ?harm|razor|blade)
[not_wake_up]
tired of waking up(?= (?:\.|every|and|to this|at all|each)(?!\w)|$)(?! (?:every (?:hour|two|night)|and (?:feeding
|peeing)))
|(?:pray|praying|hope|hoping|beg|begging|wish|wishing)[\w ]{0,40}(?:not wake|dont wake|wont wake|never wake|didnt wake
|tomorrow (?:just |simply )*(?:doesnt|does not|wont|never|didnt) (?:just )?(?:come|comes))(?! (?:the|him|her
|up late|too))
"""
