"""English: a person under eighteen, signs of acute psychosis."""

from __future__ import annotations

MINOR = r"""
[age]
(?:im|i am|iam|ima|i m|me is|my age is|age|aged|being|i just turned|i turned|just turned|just turning
|im turning|im almost|im nearly|im about to turn)(?: (?:only|just|still|a|actually|like|currently|now
|turning|almost|nearly|but|about|barely))* <NUM>(?= (?:years? old|yrs? old|years? of age|year old|yo|y o
|yrs?|yr|and|but|so|f|m|girl|boy|male|female|now|btw|lol|this (?:year|month)|next (?:year|month|week)
|in (?:a|two|may|june|july|april|march)|can|is that|my|dont|yesterday|today|last week|last month|\.)\b|$
| \.)(?! (?:and a half (?:hours|years into|months)|and \d+ (?:minutes|seconds)))
[age]
(?:im|i am|as) (?:a |an |only a |just a )?<NUM> (?:years?|yrs?|yo|y o)(?: old)?(?! (?:into|in|sober|clean
|late|married|of (?:experience|marriage|sobriety)|at this|since|younger|older|ago|together|experience
|now in))|<NUM> ?(?:yo|yrs|f|m|years? old|y o)~(?:here|and|need|girl|boy|from)|(?:f|m)1[0-7]\b|1[0-7](?:f|m
|yo)\b|(?:im|i am|i m)~(?:not|isnt|under|below|younger than) (?:even |yet |quite )?(?:18|eighteen|an adult
|of age|legal age|legally an adult)|not (?:yet |even )?(?:18|eighteen)(?: yet)?(?= |$)|i turn (?:1[0-8]
|sixteen|seventeen|eighteen)~(?:next|in|soon|this|tomorrow|on|month|year)|im (?:underage|under age|a minor
|a (?:teen|teenager|schoolgirl|schoolboy|kid|child|middle schooler|high schooler|highschooler|school kid
|tween)|still a (?:kid|teen|teenager|minor|child))(?! (?:at heart|again|in a|inside|teacher|counselor|coach
|therapist|psychologist|compared))
[school]
(?:im|i am|i go|i study|i just started|i started|currently|starting) (?:currently |still |only |just
 |back )?(?:in |to |a |the )*(?:(?:[4-9]|10|11|12)(?:th)?|fourth|fifth|sixth|seventh|eighth|eigth|ninth|tenth
|eleventh) grade\w*|(?:im|i am|i m) (?:still |currently |only |just )*(?:in|at) (?:high ?school
|middle ?school|secondary school|junior high|year (?:[7-9]|1[0-2])|primary school)|i (?:go to
|attend) (?:high ?school|middle ?school|junior high)|my (?:high ?school|middle ?school) (?:teacher|counselor
|bully|bullies|classmates)~(?:me|i|tomorrow)|im a (?:high ?school |hs )?(?:freshman
|sophomore) in (?:high ?school|hs)|im a (?:high ?school|middle ?school) (?:student|freshman|sophomore|junior
|kid)
[age]
turning 1[0-7](?= |$)|i(?:m| am) (?:only |just )?a (?:teen|teenager|kid)(?= (?:\.|and|but|i|my|so)|$)
[age]
(?:ill be|i will be|im turning|i turn|turning|ill turn) (?:18|eighteen)
"""

PSYCHOSIS = r"""
[voices]
(?:hear|hearing|heard) (?:the |these |those |some |evil |strange |different
 |multiple )*voices(?! (?:of (?:children|birds|kids|people|my)|outside|from (?:the|next|outside|downstairs)
|in the (?:hall|street|next|corridor|other)|downstairs|singing|raised|on the (?:phone|radio)))
|voices~in my head|voices?(?! of)~(?:tell(?:s|ing)?~(?:me )?(?:to|that)|told me to|command(?:s|ed|ing)? me
|order(?:s|ed|ing)? me|whisper\w*|wont (?:stop|shut|leave|go away)|keep(?:s)? (?:telling|saying|talking)
|are (?:telling|talking|saying|getting)|from the (?:wall|walls|tv|radio|vent|television))
[watched]
(?:cia|fbi|nsa|kgb|fsb|mi5|government|they|they re|theyre|neighbou?rs?|aliens?|police|agents?|illuminati
|cult|people|someone|everyone)~(?:are |is |have been |has been |re |s |keep |secretly )?(?:spying on
|watching|following|tracking|monitoring|poisoning|controlling|after|bugged|bugging|gang ?stalking
|listening to|plotting against|out to get|trying to (?:kill|poison|get)|drugging)~me~(?:through|via|with
|everywhere|cameras?|phone|walls?|tv|satellite\w*|all the time|24|because|microwave|drones?|chip|at night
|and (?:they|putting)|even|from|for (?:months|weeks|years)|constantly)|(?:cia|fbi|nsa|kgb|fsb|mi5|illuminati
|aliens?|secret service|gangstalk\w*|targeted individual)~(?:spying on|watching|following|tracking
|monitoring|after|implant\w*|controlling|listening to|talking to|sent|contacted|bugged|poisoning|want
|wants)~(?:me|my|mine)|hidden cameras~(?:in my|everywhere|watching)|cameras in my (?:walls|room|house|eyes
|bathroom|apartment)|gang ?stalk\w*|(?:house|phone|apartment|room|car) is bugged
[thoughts]
(?:read|reads|reading|steal\w*|hear\w*|control\w*|insert\w*|broadcast\w*|put|puts|putting|implant\w*|beam\w*
|plant\w*)~(?:my (?:mind|thoughts|brain)|thoughts (?:in|into) my (?:head|mind|brain)|ideas into my (?:head
|brain))(?! (?:like a book|wander))|my thoughts (?:are|were) (?:being )?(?:read|broadcast\w*|stolen
|controlled|inserted|heard|not my own|transmitted)|(?:microchip|chip|transmitter|tracker|device
|implant)s?~(?:implanted|in my (?:head|brain|arm|teeth|tooth|neck|skin|body|ear|blood)|inside me
|under my skin)|(?:bugs|insects|worms|spiders|ants)~(?:under my skin|crawling (?:under|inside|in) my
|in my brain)
[reference]
(?:tv|television|radio|news\w*|newscaster|anchor|billboards?|license plates?|songs?|internet
|announcer)~(?:talk\w*|speak\w*|send\w*|sent|giv\w*|address\w*|directed|meant)~(?:to me|me (?:secret|hidden
|coded|special|personal)?~(?:messages?|signals?|signs|codes?)|directly|about me|just for me|me messages)
|(?:secret|hidden|coded) messages (?:for|to|meant for|about) me|(?:poison\w*|drug\w*
|something)~(?:in )?my (?:food|water|coffee|tea|drink|meals)(?! poisoning)|(?:family|wife|husband|mother|mom
|parents|friends)~(?:replaced|impostors?|imposters?|clones?|body doubles?|robots|not (?:real|my real)
|aliens)
[grandeur]
(?:im|i am|i m) (?:actually |really |now |truly |secretly )*(?:the |a |gods )?(?:messiah|jesus|christ|god
|chosen one|prophet|son of god|antichrist|second coming|reincarnation of|savior|holy)(?= (?:\.|and|sent|here
|of|i|who|reborn|himself|but|one|reincarnated|christ)(?!\w)|$)|(?:god|angels?|archangel|satan|the devil
|demons?|aliens?|jesus)~(?:told|tells|commanded|commands|ordered|orders|talks to|speaks to|is speaking to
|chose|sent|wants) me~(?:to (?:kill|save|jump|sacrifice|hurt|stop (?:eating|sleeping)|burn|do it|fight
|cleanse|warn|lead)|save|that i am|mission|secret|directly|through|every)|chosen to save|mission from god
|(?:see|seeing|saw)~(?:demons?|dead people|shadow people|shadow figures|things that arent there
|people who arent there|people that arent)|(?:demon|devil|satan|entity|spirit)s?~(?:inside (?:of )?me
|possess\w* me|living in me|took over my|controls me|in my body)|everyone (?:around me )?is (?:an actor
|a robot|fake|in on it)|(?:world|nothing|reality|everything) (?:is|isnt|around me is)~(?:a simulation and
|real and they|fake and|staged)|(?:havent|have not|didnt) slept? (?:for|in) (?:\d+|three|four|five|six
|many) (?:days|nights)~(?:and|i) (?:i )?(?:see|hear|know|figured|everything|understand|finally|received
|decoded)
[grandeur]
(?:im|i am) (?:actually |really |now |truly )*(?:the |gods )(?:messiah|chosen one|prophet|son of god
|second coming|antichrist|savior of)|god (?:speaks|talks|is speaking|is talking) to me (?:and|through
|directly)
[thoughts]
(?:putting|put|puts|inserting|planting|beaming) (?:\w+ )?thoughts (?:in|into|inside) my|control(?:s
|ling)? my (?:thoughts|mind|body)(?! (?:and emotions|better|during))|(?:neighbou?rs?|they|people
|family)~(?:poison\w*|gass\w*|drugg\w*) me
[watched]
out to get me|see(?:ing)? things (?:that )?(?:arent|are not|others|other people|nobody|no ?one|not)~|(?:put
|placed|installed|hid|hidden|planted)~(?:cameras?|bugs|microphones?|listening devices?)~(?:in my|everywhere
|apartment|house|walls?|room)|(?:jesus|christ|messiah|prophet) (?:reborn|reincarnated|returned)
[thoughts]
implant\w*~(?:chip|microchip|device|tracker|transmitter)|(?:chip|device
|tracker) (?:implanted )?in(?:side)? me
[watched]
spying on me
"""
