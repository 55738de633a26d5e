"""English: signs that weigh only together. Each is a list of words; which ones have to meet stands in MEETINGS."""

from __future__ import annotations

from relove.domains.content.schemas import CareCategory

SIGNS = r"""
[SOMEBODY_CLOSE]
(?:husband|wife|boyfriend|girlfriend|bf|gf|partner|dad|father|daddy|stepdad|stepfather|mom|mum|mother
|stepmom|stepmother|brother|stepbrother|sister|uncle|grandpa|grandfather|cousin|son|daughter|ex|fiance
|roommate|coach|teacher|boss|priest|pastor|carer|caregiver|in ?laws?|he|she|they|hes|shes)
[HURT]
(?:hits?|hitting|punch\w*|slaps?|slapped|kick\w*|choke[sd]?|choking|strangl\w*|slam\w*|shov\w*|throws|threw
|beats?|beaten|beating|whip\w*|burn(?:s|ed|t)|drag\w*|pull\w*|yank\w*|grab\w*|pin(?:s|ned)|spit\w*|twist\w*
|broke|breaks|stabb?\w*|cuts?|smack\w*|pushes|pushed|bites|hurts|hurting|knocked|headbutt\w*|slic\w*)
[ME_HURT]
(?:me|my (?:arm|face|hair|wrist|throat|neck|head|ribs|nose|jaw|finger|leg|back|tooth|teeth|lip|eye)|us)
[NOT_REALLY_HURT]
(?:feelings|heart|chess|game|games|tennis|cards|joke|jokes|record|hug|hugs|pillow|laugh\w*|ball|snow\w*|sand
|party|text|idea|question|compliment|news|song|birthday|surprise|accident\w*|wave|wall of|up for
|out of the way|sleeve|coffee|dream|to the (?:movies|gym|store|concert|shop|park)|shopping|along|leg about
|into (?:a hug|it|this|the project)|forward|training|spar\w*|boxing|massage|stereotypes?|hit on me
|hits on me|check\w*|budget|back together|through|over|off guard|hours|pay|broke up|breaks up
|in the right direction|my phone|laptop|promise|work|workload|expectations|to the airport)
[MAKES_ME]
(?:makes|made|making|forces|forced|forcing|coerces?|blackmail\w*|pressures?)
[INTIMATE]
(?:touch\w*|undress\w*|strip|naked|nudes?|sex|kiss\w*|sleep with|lie next|watch (?:him|porn)|suck
|shower with|private parts)
[NEGLECT]
(?:doesnt feed|dont feed|wont feed|doesnt let|starv\w*|sleep in the (?:shed|garage|basement|car|yard)|locks?
|locked|cage\w*|chain\w*|wont let|never lets|takes? my (?:money|phone|passport)|not allowed)
[GENTLE]
(?:sundays?|bless|haha|lol|late|breakfast|weekends?|tea|diet|fasting|dessert|laugh|smile|happy|loved|safe
|win|proud|chess)
[I_ATTACK]
(?:ill|im gonna|im going to|i will|i want to|i wanna|gonna|going to|about to|cant stop thinking (?:about|of)
|keep thinking (?:about|of)|planning to|ready to|imagin\w*|afraid ill|scared ill|waiting with)
[DEADLY]
(?:stab\w*|shoot\w*|strangl\w*|smother\w*|poison\w*|slit|gut|drown\w*|burn (?:him|her|them|it|the)|blow up
|bomb|run (?:him|her|them) over|put a (?:knife|bullet) in|kill\w*|murder\w*|hammer|knife|gun|axe|bat|machete
|crowbar|acid|bury)
[A_TARGET]
(?:him|her|them|his|everyone|everybody|she|he|they|my (?:boss|husband|wife|baby|son|daughter|kid|kids|mother
|mom|mum|father|dad|brother|sister|neighbou?r\w*|ex|stepdad|landlord|teacher|roommate|classmates)
|the (?:baby|school|office|bank|church|kids|neighbou?r\w*|police|mosque|bus)|this (?:school|office|place
|bank|town))
[FIGURE_OF_ATTACK]
(?:game|games|chess|presentation|interview|exam|audition|test|photo\w*|video|wedding|film|scene|movie
|shoot hoops|basketball|bbq|barbecue|cake|bread|nails?|shelf|boss level|dragon|zombie\w*|monster\w*|weeds
|mosquito\w*|rat|rats|lol|haha|jk|kidding|time|bugs?|spider|wasps?|cockroach\w*|texts?|email|questions?
|clock|vibe|mood|calories|candle\w*|novel|story|character|hatchet|the gym|workout|ball|cricket|baseball|glue
|stage|kindness|feelings|debt|bills?|fat|lawn|album|flash|goal|playlist|bread|for (?:forgetting|eating
|snoring|being late|leaving))
[MEANS]
(?:razors?|razor blades?|blades?|rope|noose|pills|gun|knife|bleach|lighter|bridge|ledge|rooftop|roof|cliff
|overpass|tracks|train|wheel|oncoming|balcony|bottle of)
[PULL]
(?:calls? (?:me|to me|out)|calling me|keeps calling|not for shaving|let go|veer|swerve|so easy|be easy
|end it|tempting|tempted|pull me|pulls me|looks so (?:peaceful|easy|inviting)|in my (?:bag|drawer|pocket
|hand|hands)|one step|step off|make it stop|my skin|quiet|take (?:them|it) all|and finally|water is)
[ORDINARY_MEANS]
(?:running spot|run|jog\w*|photo\w*|sunset|view|commut\w*|shave|shaving(?<!not for shaving)|beard|kitchen
|climb\w*|cook\w*|vitamin\w*|doctor|prescri\w*|nearly crashed|ticket|station|card ?game|steering|fix\w*
|paint\w*|tour|hike|hiking|picnic|gym)
[NO_LIFE]
(?:(?:done|finished|tired)(?: \w+){0,3} (?:breathing|existing|being alive|with life)|with breathing|(?:why
|how) am i (?:even |still )? (?:alive|here on this earth|breathing)|(?:this )?life thing
|cant do (?:this )?life|my own (?:funeral|death|grave)|(?:dont|cant) see my ?self in the future
|no future for me|i (?:should|shouldve|was supposed to)(?: have)? (?:died|be dead|been killed|die)(?! of)
|should have been me|tonight is it|last sunset|last day on earth|never have to wake)
[GOES]
(?:want to|wanna|going to|ready to|time to|coming to|see you soon|take me|go be|join|be with)
[THE_DEAD]
(?:dead (?:son|daughter|mom|mum|dad|wife|husband|brother|sister|baby|friend|squad)|late (?:son|daughter|wife
|husband|mother|father)|(?:in heaven|on the other side|in the grave|six feet))
[SPIRIT]
(?:angels?|demons?|god|voices?|spirits?|aliens?|satan|the devil|shadows?|the dead|entities|static|they)
[COMMANDS]
(?:command\w*|order\w*|dictat\w*|messages? from|instruct\w*|demand\w*|want me to|tell me to|telling me to
|makes? me)
[A_DEED]
(?:burn|kill|jump|hurt|cut|punish|sacrifice|cleanse|do it|must|mission|die|attack|step)
[ORDINARY_COMMAND]
(?:boss|manager|bible|church|dog trainer|teacher|doctor|customers?|clients?|scripture|pizza|food|online
|amazon|coach|doctors|parents)
[OTHERS_MINDS]
(?:they|neighbou?rs?|everyone|people|strangers|government|cia|the machines?|agents)
[MIND_READ]
(?:(?:hear|read|steal|control|know|record|broadcast|insert|watch)(?:s|ing)? (?:what i think
|my (?:every )?thoughts|inside my (?:head|mind)|every thought|my mind|my brain|my dreams)|replaced my (?:dog
|cat|wife|husband|mother|mom|family|son|daughter|friends?|kids)|robot to spy|spy on me)
[NOT_MIND_READ]
(?:like a book|lol|haha|love|knows? me so well|therapist|diary|blog|share|post\w*|podcast|toy)
"""

MEETINGS: tuple[tuple[CareCategory, str, tuple[str, ...], str | None], ...] = (
    ("abuse", "violence", ("SOMEBODY_CLOSE", "HURT", "ME_HURT"), "NOT_REALLY_HURT"),
    ("abuse", "sexual", ("SOMEBODY_CLOSE", "MAKES_ME", "ME_HURT", "INTIMATE"), None),
    ("abuse", "control", ("SOMEBODY_CLOSE", "NEGLECT", "ME_HURT"), "GENTLE"),
    ("harm_to_others", "intent", ("I_ATTACK", "DEADLY", "A_TARGET"), "FIGURE_OF_ATTACK"),
    ("self_harm", "place", ("MEANS", "PULL"), "ORDINARY_MEANS"),
    ("self_harm", "tired_of_life", ("NO_LIFE",), None),
    ("self_harm", "join_the_dead", ("GOES", "THE_DEAD"), None),
    ("psychosis", "voices", ("SPIRIT", "COMMANDS", "A_DEED"), "ORDINARY_COMMAND"),
    ("psychosis", "thoughts", ("OTHERS_MINDS", "MIND_READ"), "NOT_MIND_READ"),
)
"""Category, code, the signs that have to meet within a sentence, and the one that speaks against them."""
