"""English: others in danger, abuse, psychosis and a school form, as told by people who had not seen the rules."""

from __future__ import annotations

HARM_TO_OTHERS = r"""
[weapon]
(?:going|driving|heading|walking|headed|coming) (?:over|there|over there|to (?:his|her|their)(?: \w+)?|down there|back
 there)(?: \w+){0,4} (?:with|and i have|got) (?:a |my |the |dads )*(?:knife|gun|bat|hammer|machete|pistol|rifle|axe
|crowbar)|(?:took
|taking|got|grabbed|grabbing|have|bringing)(?: \w+){0,3} (?:knife|gun|bat|hammer|machete|pistol|rifle|axe
|shotgun)[\w. ]{0,50}(?:going
 to (?:his|her|their)|going over|outside (?:his|her|their)|waiting for (?:him|her|them)|on my way to (?:his|her
|their|him)|see (?:his|her|their) face|settle this)|(?:dude|guy|man|bitch|he|she
|bastard) is (?:so )?dead(?: \w+)?[\w. ]{0,50}(?:knife
|gun|jail|prison|tonight going|going over there)
[poison]
(?:gonna|going to|will|ill) poison (?:his|her|their|my \w+) (?:tea|coffee|food|drink|soup|dinner)|(?:put|putting
|slip\w*|drop|pour\w*|mix|sprinkl\w*)(?: \w+){0,3} (?:in|into) (?:his|her|their)~?(?: ?\w+)? ?(?:tea
|coffee|food
|drink|soup|dinner)[\w. ]{0,50}(?:die|dies|dead|never know|nobody (?:would|will) know|choke|suffer|poison\w*)
[school_threat]
(?:theyll|they will|everyone will|you will all|yall will)(?: all)? (?:see|pay|regret|remember|know my name
|be sorry)[\w. ]{0,40}(?:school
|class|hallway|cafeteria|campus)[\w. ]{0,60}(?:laugh\w*|nobody|no ?one|blood|after|last|name)?(?! (?:play|recital
|concert))
|(?:dont|do not) (?:come|go) to school (?:on )?(?:tomorrow|monday|friday|next|if)[\w. ]{0,30}|(?:nobody
|no ?one)~(?:hallway|school
|class|cafeteria)~(?:laugh\w*|walk out|leave|make it)
[fear_of_self]
(?:afraid|scared|terrified) of (?:my ?self|what i (?:might|could|will|may) do)[\w. ]{0,70}(?:baby|kids?|son
|daughter|mother
|mom|mum|wife|husband|knife|hit|hurt|strangl\w*|smother\w*|him|her)|(?:stand\w*|sit\w*) (?:behind|over)(?: \w+){0,4}
 (?:imagin\w*|pictur\w*|thinking)(?: \w+){0,3} (?:hitting|hit|stab\w*|chok\w*|pushing|smother\w*|hammer|knife|pillow)
"""

ABUSE = r"""
[violence]
(?:he|she|dad|mum|mom|husband|wife)~brok my (?:arm|wrist|rib|ribs|nose|jaw|finger|hand|leg)|(?:these|the
|my)~bruises~from my
 (?:wife|husband|partner|boyfriend|girlfriend|dad|father|mum|mom|mother|brother|son|stepdad|ex)|break\w* (?:the|my
|down the) door
 ?(?:down )?(?:to|and) (?:kill|get|beat|hurt) me
|(?:he|she|husband|boyfriend|wife|dad|stepdad|partner|bf|ex)(?: \w+){0,2} (?:hit|punched|slapped|broke|fractured
|choked|kicked)
 (?:me|my (?:wrist|arm|rib|ribs|nose|jaw|finger|hand|face))(?! (?:up with|up for|heart|trust|phone screen
|with the news|that))
|(?:told|tell|telling|said)(?: \w+){0,4} i (?:fell|walked into|slipped|tripped)[\w. ]{0,50}(?:bruise\w*|black eye
|he|husband)
|(?:bruise\w*|black eye)[\w. ]{0,50}(?:told|said|tell)(?: \w+){0,4} i (?:fell|walked|slipped|tripped|bumped)
|(?:beats|hits
|punches|kicks|slaps) me (?:\w+ )?(?:every|when(?:ever)? he|most|each|almost every|if i|up every|on weekends)
[control]
(?:he|she|husband|boyfriend|partner)(?: \w+){0,2} (?:takes|took|has|keeps|controls|checks
|goes through)(?: \w+)? my (?:phone
|card|cards|bank|money|paycheck|salary|texts|messages)[\w. ]{0,60}(?:not allowed|wont let|cant (?:leave|go|see)
|yells|screams
|threat\w*|hits?|scared|afraid|punish\w*|permission)
[delete_chat]
(?:delete|deleting|erase|clear|wipe)~(?:chat|conversation|messages|texts|history|this)[\w. ]{0,30}(?:before|he|when
|so)~(?:gets
 home|comes (?:home|back)|checks|sees|finds|reads|is home|doesnt (?:see|find))(?![\w. ]{0,50}(?:surprise|gift
|present))
[fear_home]
(?:hear|sound of|when)(?: \w+){0,2} (?:key|keys|his car|his truck|his footsteps|garage door
|footsteps)[\w. ]{0,50}(?:freeze
|flinch|hide|shak\w*|sick|stomach|panic|scared|terrified|which (?:mood|version)|if tonight|hold my breath)
"""

PSYCHOSIS = r"""
[voices]
(?:the|this|a|that|his|her) voices? (?:say|says|tells?|orders?|demands?) (?:me )?(?:that )?i (?:must|should|have to
|am to|may not|cannot)
[thoughts]
(?:thoughts|voices?|words)(?: \w+){0,4} (?:put|inserted|beamed|sent|planted|downloaded|placed
|uploaded)(?: \w+){0,4} (?:head
|brain|mind|wifi|wi fi|router|phone|me)|(?:put\w*|insert\w*|beam\w*|plant\w*|send\w*
|upload\w*) (?:\w+ )?thoughts (?:in|into
|inside|to) my|(?:they|everyone|neighbou?rs?|people|strangers)(?: can| all| could)* (?:hear|read) (?:everything|all
|what) (?:that )?i
 think(?! (?:about|of|is))
[implant]
(?:they|aliens|someone|government|doctors?|dentist) (?:\w+ )?(?:put|implanted|placed) a (?:micro)?(?:chip
|transmitter|tracker) (?:behind|under|in|inside) my (?:ear|skin|tooth|head|neck|arm|brain)|(?:put|placed|inserted
|planted|implanted|installed)~(?:chip|something|device|tracker|transmitter
|wire)(?: \w+){0,3} (?:dentist
|surgery|tooth|filling|vaccine|hospital|in my (?:head|brain|skull|neck))[\w. ]{0,60}(?:control\w*|steer\w*|track\w*
|hear
|listen\w*|they|move|signals?)|(?:they|it|something)(?: can| could| now)* (?:steer|move|control)s? my (?:arms|hands
|legs|body
|mouth|thoughts)
[radiation]
(?:beam\w*|radiat\w*|zap\w*|rays|microwav\w*|emf|gas)(?: \w+){0,4} (?:through|from|into) (?:the |my )(?:wall|walls
|ceiling|floor
|vents?|bedroom)(?! (?:heater|sun))
[replaced]
(?:mother|mom|mum|husband|wife|son|daughter|dad|father|brother|sister|family|she|he)(?: \w+){0,2} (?:isnt|is not
|arent) (?:really
 )?(?:my (?:mother|mom|mum|husband|wife|son|daughter|dad|real \w+)|(?:him|her)self)[\w. ]{0,50}(?:replac\w*|swap\w*
|switch\w*|impost\w*
|double|clone|copy|looks (?:the same|like))|(?:replaced|swapped|switched) my (?:mother|mom|mum|husband|wife|son
|daughter|dad
|family|sister|brother)(?! (?:phone|car|glasses))
[poisoned]
(?:wife|husband|mom|mother|they|he|she|nurses?|neighbou?rs?)(?: \w+){0,2} (?:putting|puts|mixing|slipping|mixes
|slips)(?: \w+){0,3}
 (?:in|into) my (?:food|water|tea|coffee|drink)s?(?![\w. ]{0,30}(?:sugar|milk|salt|spic\w*|love))|(?:food|water
|tea) tastes (?:of
 poison|poisoned|like poison)|(?:dont|cant|wont|stopped) (?:eat|eating|drink|drinking)(?: \w+){0,4} (?:poison\w*
|drugg\w*)
"""

MINOR = r"""
[age]
im (?:only |just )?1[0-7](?: and)? (?:two|three|four|1|2|3|4|a|one) (?:more )?years? (?:until|till|til|before
|to go)|im (?:gonna|going to)
 (?:be|turn) 1[0-7](?= |$)
[school]
im (?:a |still |just |only |in )*(?:[5-9]|1[0-2]|fifth|sixth|seventh|eighth|ninth|tenth
|eleventh)(?:th)? ?grader?(?= |$)|im in (?:year
|grade|form) (?:[5-9]|1[0-2])(?= |$)|(?:kids|everyone|they) (?:at|in) (?:my )?(?:school|class) (?:bully|bullies
|pick on|hate|hit
|beat) me
"""
