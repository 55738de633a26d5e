"""English: danger told indirectly: by preparations, means, places, what was done to others, what somebody else does."""

from __future__ import annotations

SELF_HARM = r"""
[counted_pills]
(?:took|taken|take|swallowed|swallow|have|saved|bought|collected)~(?:[2-9]\d|1\d\d|twenty|thirty|forty|fifty
|sixty|a hundred|dozens? of|all) (?:\w+ )?(?:tablets|pills|capsules|meds|sleeping)
[no_place_left]
meet my maker|nothing left for me(?= (?:in this|here|on this|\.|anymore)|$)|(?:if|when) i (?:crashed|died
|drowned|fell|vanished|jumped)~(?:nobody|no ?one|who) (?:would|will|d)~?(?:cry|care|miss|notice|come)
|(?:final|permanent|only) (?:exit|way out|answer|solution)|(?:exit|way out)[\w. ]{0,30}(?:the final one
|for good|permanent\w*)|(?:blade|knife|gun|rope|pills)~(?:under|in|beneath) my (?:pillow|mattress|bed
|nightstand)~(?:for|in case|just|nights)|tell (?:them|my \w+)~i loved (?:them|her|him)|let me (?:go
|sleep) forever
[weapon_self]
(?:gun|pistol|revolver|shotgun|rifle|barrel|glock)~(?:in my mouth|to my (?:head|temple)|under my chin
|at my temple|on my lap|loaded)|(?:sit|sitting|sat)~(?:with )?(?:my |the )(?:gun|pistol|revolver
|shotgun)~(?:most nights|every night|and|in)?|(?:service |loaded )(?:pistol|gun|weapon
|revolver)(?: \w+){0,3} (?:bottle|whiskey|vodka|pills|note|tonight)|(?:only|last)~(?:peace|rest|relief
|way out|answer)(?: \w+){0,5} (?:bullet|rope|bottle of pills|trigger|grave)
[method]
(?:saving|saved|hoarding|stockpiling|collecting|stashing|counting)(?: up)? (?:my |all my |enough )?(?:pills
|meds|tablets|medication)|how many (?:\w+ ){1,3}(?:would it take|does it take|to end|until)~(?:end|die|kill
|enough|it|sleep)|(?:driv\w*|steer\w*|swerv\w*|crash\w*) (?:my )?(?:car|truck|bike|van)? ?(?:off|into
|over)~(?:bridge|cliff|tree|wall|oncoming|truck|lake|river)|jump\w*~in front of~(?:train|bus|truck|car
|subway|traffic)|(?:i have|ive got|i got|bought|theres)~(?:plan)~(?:and )?(?:the )?(?:rope|pills|gun|means
|knife)|have a plan~(?:rope|pills|gun|tonight|end)|(?:painless|easy|quick|peaceful)~ways? (?:to go|out
|of dying)(?= (?:\.|for me)(?!\w)|$)
[farewell]
(?:wrote|written|writing|finished|left) (?:the|my|a|that) note(?= \.|$| to (?:my )?(?:mom|mum|parents|kids
|family|wife|husband))[\w. ]{0,60}(?:ready|goodbye|done|fed the|clean|gone|it)|(?:fed|rehomed
|gave away) (?:the |my )?(?:dog|cat|pets)[\w. ]{0,40}(?:ready|done|goodbye|note)|(?:cant|dont|cannot) (?:see
|picture|imagine) my ?self~(?:making it|alive|here|living|around|lasting)~(?:christmas|summer|birthday
|next year|spring|monday|to|past|at)?|(?:by|after|before) (?:friday|monday|tomorrow|sunday|saturday|thursday
|christmas|tonight|then|morning)~(?:i )?(?:wont|ill not)~(?:be a burden|be here|exist|be alive|matter)
|made up my mind[\w. ]{0,60}(?:burden|goodbye|gone|die|over|end)|(?:tonight|today
|tomorrow)s? (?:is )?the (?:night|day)~(?:end|die|finally|do it|my life)
|nobody would~notice~gone(?: \w+)? ?(?:forever|so)
[self_injury]
(?:scratch\w*|claw\w*|bit\w*|pick\w*|burn\w*|cut\w*|punch\w*|hitting)~(?:my )?(?:arms?|thighs?|legs?|wrists?
|skin)~(?:bleed\w*|till|until|numb|mess|again|raw|lighter)|burn my ?self~(?:with|when|lighter|cigarette)
|my (?:arms|thighs|wrists|legs) are (?:a mess|full of cuts|all cut)|(?:hurting|cutting
|burning) my ?self (?:again|helps|every|when)
[tired_of_life]
(?:dont|do not|didnt) (?:want to|wanna) (?:be here|live|exist|go on)(?: any ?more| at all)?(?= (?:\.|and
|at all|anymore)(?!\w)|$)(?! (?:in|at) )|tired of (?:being alive|living|existing|waking up every)|(?:wanna
|want to) (?:just )?die(?= so| rn| bad| \.|$| tonight)|(?:end|finish) my life
[never_born]
(?:id|would|ill) be (?:happier|better off|at peace) (?:dead|gone|in the ground)
[end_life]
(?:want|need) (?:it|this) all~(?:to be )?over~(?:for good|forever|me included|including me)
|me included(?= \.|$)
"""

HARM_TO_OTHERS = r"""
[cripple]
(?:make sure|see to it)~(?:he|she|they)~(?:never|wont|doesnt)~(?:walk\w*|breathe\w*|wake\w*|get up|talk\w*
|see)|(?:want to|gonna|going to|will|ill|could)~(?:run over|mow down|ram|crush|break|smash|snap)~(?:my ex
|him|her|them|his|their|my (?:boss|neighbou?r|husband|wife|stepdad))(?! (?:record|heart|diary|code|ideas
|feelings|presentation|numbers|plan))
[intent]
(?:imagin\w*|pictur\w*|fantasi\w*|thinking about|dreaming of|keep seeing)~(?:my ?self )?(?:stabbing|shooting
|killing|strangling|choking|hurting|beating|smothering|drowning)~(?:my |the |him|her|them|everyone)|(?:will
|ill|gonna|going to|planning to|plan to|want to) (?:strangle|stab|poison|drown|kill|shoot|smother|burn
|hurt) (?:him|her|them|my|the neighbou?r\w*|everyone)(?! (?:feelings|a |some |with kindness|darlings|alarm
|appetite|time|vibe))[\w. ]{0,40}(?:swear|nothing (?:left )?to lose|asleep|sleep|tonight|house|neighbou?r
|god|scares?|when he|when she|boss|kids)|(?:planning|plan) to (?:poison|kill|shoot|stab|burn)|burn (?:their
|his|her|the) (?:house|place|home)~(?:down|with)|shoot up (?:the|my|this) (?:\w+)
[weapon]
(?:bring|bringing|take|taking|carry\w*) (?:my |a |the |his |dads )*(?:rifle|gun|knife|pistol|shotgun
|axe) (?:to|into) (?:school|class|work|the office|his|her|church)|(?:bought|got|have|loaded|cleaned
|borrowed)~(?:gun|rifle|knife|shotgun|pistol|machete)[\w. ]{0,40}(?:gonna|going to|will|ll|s gonna) (?:pay
|regret|be sorry|suffer|get what)|(?:theyll|theyre|they will|hell|shell|he will|she will
|everyone will) (?:all )?be sorry[\w. ]{0,40}(?:gun|rifle|knife|school|monday|bring)|(?:put|putting|slip\w*
|pour\w*|mix\w*|add\w*)~(?:rat poison|poison|antifreeze|bleach|cyanide|pills)~(?:in|into) (?:his|her|their
|my (?:husband|wife|boss|neighbou?r)\w*)|(?:rat poison|antifreeze|cyanide)~(?:in|into) (?:his|her|their)
[did_harm]
i~(?:shook|shaken|slapped|hit|threw|dropped|choked|punched|beat|burned|burnt)~(?:the|my) (?:baby|kid|kids
|toddler|newborn|son|daughter|child|children|boy|girl)(?! (?:at|in (?:chess|cards|tennis|a game)
|with a pillow|a ball|into bed|off|a surprise|birthday))
"""

ABUSE = r"""
[kept_in]
(?:not|never) allowed to (?:leave|go out|see my|call my|have a phone)[\w. ]{0,40}(?:he|she|they|husband
|passport|phone|boyfriend|parents)|(?:he|she|they|my (?:boss|husband|partner))~(?:has|have|keeps?|holds?
|took|burned) my (?:passport|papers|documents|ids?|bank card|wages)
[violence]
(?:my )?<CLOSE>~(?:hit|hits|beat|beats|struck|whips?|whipped|smacked|smacks) me with (?:a |an |the |his
 |her )?(?:pan|belt|bat|bottle|stick|shoe|cord|cable|pot|hammer|chair|iron|wire|hanger|phone|fist|broom|plate
|book|ruler|spoon)|(?:my)?<CLOSE>~(?:throws?|threw)~(?:things|plates|stuff|bottles|knives|dishes) at me
|(?:needed|got|had) (?:\w+ )?stitches[\w. ]{0,30}(?:he|she|husband|wife|bf|gf|boyfriend|girlfriend|threw
|hit)|(?:choked|strangled) me~(?:until|till|passed out|out|last)|(?:dad|father|stepdad|mom|mum|mother
|husband|boyfriend|partner|bf|gf|wife|girlfriend|brother|uncle|carer|caregiver|caretaker|nurse
|son)~(?:punches|punched|slaps|slapped|kicks|kicked|beats|whips|shakes|shoves|hits) me|(?:carer|caregiver
|caretaker|nurse|son|daughter)~(?:slaps|hits|locks|pinches|starves|shakes)(?: \w+){0,2} me|(?:hell|he will
|hes going to|shell|she will|theyll) beat me(?! (?:at|to it|in))
[sexual]
(?:comes?|came|sneaks?|creeps?|gets?|climbs?)~(?:into|in|to) my (?:room|bed|bedroom
|shower)(?: \w+){0,3} (?:at night|when|while|asleep|nobody)|(?:mums|moms|mothers)~(?:guy|boyfriend|husband
|new)~(?:comes|touches|watches|creeps)|(?:forces?|forced|makes|made) me to (?:have sex|do it|sleep with
|touch|undress|watch)|touch\w* me[\w. ]{0,40}(?:secret|nobody would believe|no one would believe|dont tell
|wouldnt believe)|(?:he|she|they|someone|uncle|coach|stepdad)(?: \w+)? (?:raped|molested|groped
|assaulted) me|i was (?:raped|groped|molested|drugged and)
[control]
(?:wont|doesnt|didnt|never) let(?:s)? me (?:leave|out|go out|see my|have my)|(?:took|takes|hid|hides
|confiscated) (?:away)?my (?:keys|phone|passport|documents|id|money)(?: \w+){0,2} (?:and|keys|phone|passport
|money|so)|locks? me (?:in|up|out in|inside)|(?:threatened|threatens|threatening|threaten) me(?: with)?
"""

PSYCHOSIS = r"""
[stolen_thoughts]
my thoughts are~(?:stolen|taken|broadcast\w*|read|recorded|not mine|controlled|leaking|heard)|(?:repeat
|repeats|repeating|know|knows|hear|hears|steal|steals|record|records|say|says)~(?:what i think|my thoughts
|every thought)(?! (?:lol|on|about|exactly|in this))|(?:someone|something|somebody)~(?:lives|living
|is) inside me|moves? my (?:hands|arms|legs|mouth|body) for me|(?:give|giving|send|sending)~me~(?:secret
|hidden|coded) (?:signs|signals|messages)
[voices]
(?:voices?|demons?|angels?|whispers?|spirits?|entities)~(?:keep )?(?:tell\w*|command\w*|order\w*
|whisper\w*)~(?:me|to hurt|to kill|commands|orders|to do)|whisper\w* (?:commands|orders|to me)~(?:through
|from|in)?
[watched]
(?:cia|fbi|government|neighbou?rs?|they|agents|someone|spies)~(?:are |is |s )?(?:poison\w*|watch\w*
|follow\w*|track\w*|control\w*|spy\w*)~(?:my (?:water|food|thoughts|body|mind|air)|me through
|me from the (?:walls|van|vents)|me and|me they)|watch\w* me through the (?:walls?|mirror|tv|vents?|lamp)
|implanted~(?:in my|inside me|into my|something)|(?:poison\w*) my (?:water|food|air|tea|coffee)
[thoughts]
(?:chip|implant|device|transmitter)~in my (?:head|brain|tooth|arm|neck)|(?:broadcast\w*|transmit\w*|hear
|hears|read|reads|control|controls|controlling)~my (?:thoughts|mind|body)(?= (?:\.|they|with|through|and|by
|on)(?!\w)|$)|control~(?:my)?(?:body|mind) with (?:rays|waves|lasers|signals)
[reference]
(?:tv|radio|news|billboards?|license plates?|podcast)~(?:is |are )?(?:talking about me|sending me|sends me
|speaking to me)|secret messages~(?:i|me|only)|only i can (?:read|hear|see|decode) (?:them|it|the)
[grandeur]
replaced by (?:someone|somebody|a (?:double|clone|copy|robot|stranger)|an (?:impostor|imposter|actor))
|(?:havent slept|no sleep|not slept|didnt sleep)~(?:days|nights)[\w. ]{0,60}(?:chosen|god|mission|messiah
|understand everything|signs|secret)|god (?:speaks|talks|spoke)~(?:out loud|to me
|through me)(?: \w+){0,2} ?(?:out loud|directly|now)|im (?:now )?the (?:chosen one|messiah|prophet)
"""

MINOR = r"""
[age]
im (?:only |just )?<NUM>(?= and| but| years?| yo| yrs| my| \.|$| lol)(?! (?:and a half (?:hours|years into
|months)|years (?:into|in|sober|clean|late|married|older|younger)))|turning 1[0-7](?= |$)
|(?:im )?not (?:yet )?(?:18|eighteen)(?: yet)?(?= |$)
[school]
im (?:a |still |just |only |in )*(?:(?:high|middle) ?school|hs) ?(?:freshman|sophomore|junior|senior|student
|kid)?(?= (?:and|\.|but|sucks|everything|so|kid)(?!\w)|$)|im (?:a )?(?:freshman|sophomore|junior
|senior) (?:in|at) (?:high|hs|my high)|im in (?:middle|high|secondary) ?school|im in (?:the )?(?:[4-9]|10|11
|12|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh)(?:th)? grade
"""

# What is over: it was, it is well now, and nothing says that it came back. All three have to be there.
WAS = r"""
[]
used to|years? ago|when i was \w+|in my (?:teens|twenties|thirties|youth|past)|back then|i (?:tried|wanted
|cut|thought)|years? clean|(?:havent|have not) (?:cut|hurt|harmed|burned)(?: my ?self)?|long ago|was abusive
|before therapy
"""

IS_WELL = r"""
[]
(?:so |really )?(?:glad|grateful|happy) (?:it|i|to be|that|im|now)|years? (?:clean|free|sober|without)
|clean (?:for|since)|proud|safe now|saved (?:me|my life)|got out|got (?:help|better)|recovered|in recovery
|behind me|(?:fine|okay|better|happy|well|good) (?:now|today|these days)|left (?:him|her
|them)?(?: \w+){0,3} ago|it didnt work|in (?:\w+) years
"""

CAME_BACK = r"""
[]
again|tonight|lately|but (?:now|i|sometimes|today|its)|i want|wanna|still (?:think|want|feel|cut|hear)
|relaps\w*|came back|coming back|back now|i cant|im scared|worse(?: now)?|going to|gonna|cant|hopeless|soon
|tomorrow|plan\w*|ready to|decided
"""

# Somebody else's trouble, and how to be of help. Words about oneself make it one's own again.
SOMEONE = r"""
[]
(?:friends?|brothers?|sisters?|sons?|daughters?|colleagues?|coworkers?|neighbou?rs?|classmates?|roommates?
|mates?|buddy|mom|mum|dad|cousins?|students?|clients?|nieces?|nephews?|he|she)
"""

HELPING = r"""
[]
how (?:do|can|should|could|would) (?:i|we|you) (?:best )?(?:help|support|talk to|be there for|respond
|get (?:her|him|them)|convince|reach)|what (?:do|should|can|could) i (?:say|do|tell|answer)|how to (?:help
|support|talk to) (?:her|him|them|my)|worried about (?:him|her|them|my)
"""

ONESELF = r"""
[]
(?:me too|so do i|i also|im also|same here|i want|i wanna|i feel like|im suicidal|i cut|hits me|hurts me
|my ?self|hit me|beats me|to me|kill me|us)
"""
