"""English: ways and means of self-harm, farewells."""

from __future__ import annotations

METHODS = r"""
[kill_self]
(?<!not going to )(?<!not gonna )(?:kil|kill|kilin|killing|killed|end|ending|off|offing|murder
|destroy|finish|gut) my ?self(?! (?:at|to|over|with|for|trying|laughing|in the gym|off to|up to
|here with|working))|kill ?my ?self|(?:end|ending|ended) (?:it all|my (?:own )?life|my existence
|my suffering|this life)|(?:take|taking|took|taken) my (?:own )?life|(?:end|ending) it (?:tonight
|today|now|soon|for good|once and for all|tomorrow)|put an end to (?:my life|it all|my suffering)
|make it (?:all )?stop forever|do something to my ?self|do something (?:stupid|bad
|terrible) to my ?self|check out (?:early|for good|permanently)
[method]
(?:jump|jumping|jumped|throw my ?self|throwing my ?self|step|stepping|walk|walking|leap|leaping|fall
|lie down|lay down|lying)~(?:off|from|out of|in front of|under|on)~(?:bridge|roof|rooftop|building
|balcony|train|cliff|window|traffic|bus|truck|subway|overpass|tracks|ledge|\w+ floor)|(?:drive
|driving|steer|crash)~(?:into|off)~(?:wall|tree|truck|bridge|cliff|traffic|pole|lake|oncoming)
|(?:standing|sitting|stood|sat|im) (?:here )?on (?:the|a) (?:edge of (?:the|a|this) (?:roof|bridge
|building|cliff|platform|balcony|rooftop|overpass)|(?:ledge|roof|rooftop|bridge|railing|tracks
|windowsill)(?= (?:\.|and|ready|looking|thinking|right)(?!\w)|$))
[method]
overdos\w*(?! on (?:chocolate|coffee|caffeine|sugar|tv|netflix|content|memes|vitamin\w*|social media
|news|self help)\b)|(?:swallow|take|taking|took|down|downing|eat|ate|drink|have|got|bought|saved
|saving|hoard\w*|stockpil\w*|stash\w*|counting)~(?:all|whole|bottle|handful|entire|enough|too many
|bunch|up|my|of)~(?:pills|tablets|sleeping pills|meds|medication|painkillers|tylenol|xanax
|bleach)(?! (?:for my|every|as prescribed|twice|once|on time|daily|with food)\b)|drink bleach
|(?:pills|rope|razor|blade|gun|knife|noose)~(?:in my hand|in front of me|ready|next to me
|on my (?:lap|neck|bed)|to (?:my|the) (?:head|wrist|throat|temple))|(?:hang|hanging|shoot|shooting
|drown|drowning|gas|strangle|poison) my ?self|noose|gun (?:to|in|against) my (?:head|mouth|temple)
|bullet (?:in|through|to) my (?:head|brain|skull)|blow my (?:own )?(?:brains|head)|carbon monoxide
|(?:bought|buy|buying|found|got|tied|tying) (?:a |the |some )?(?:rope|noose)|painless~(?:way|death
|method)|(?:how|ways?|methods?|easiest|quickest|fastest)~to (?:die|kill my ?self|end my life|commit)
|lethal dose|how many (?:pills|tylenol|xanax|sleeping pills)
[self_injury]
(?<!accidentally )(?:cut|cuts|cutting|burn|burning|burned|hurt|hurting|harm|harming|harmed
|scratch\w*|slash\w*|starv\w+|punish\w*|hit|hitting|punch\w*|stab\w*|carv\w*|bruis\w*
|injur\w*)~(?:my ?self|my (?:own )?(?:wrists?|arms?|thighs?|legs?|skin|veins?))(?! (?:shaving
|cooking|some slack|a slice|a piece|off|while (?:cooking|shaving|chopping|making|gardening|slicing)
|at the gym|running|playing|on paper|on the (?:stove|oven|iron)|making|chopping|short|loose
|in the kitchen|workout|in the sun|skiing)\b)|self ?harm\w*|self ?injur\w*|slit\w* my (?:wrists?
|throat|veins?)|slic\w* my (?:wrists?|arms?|skin|veins?)|(?:cuts|scars|burns|scabs) on my (?:arms?
|wrists?|thighs?|legs?)|(?:razor|blade)s?~(?:my skin|wrists?|arms?|again|hidden|under my)
|cutting (?:again|to cope|every day|when i)|started cutting|back to cutting|relaps\w*~(?:cutting|self)
[farewell]
(?:goodbye|suicide|farewell) (?:note|letter|message|video|text)s?(?! (?:to (?:my )?(?:the )?(?:team
|old|boss|class|colleagues|coworkers|job|clients|work)|for work)\b)|(?:writ\w*|wrote|left|leaving
|record\w*|made)~(?:goodbye|farewell|final|last)~(?:note|letter|video|message)s?(?! (?:to my (?:team
|old|boss|class|colleagues|coworkers|job|clients)|of the|to colleagues|for work|to the team))
|wont be (?:here|around|alive)~(?:tomorrow|much longer|next week|for long|by|to see
|soon)(?!~(?:vacation|holiday|office|trip|day of|meeting|travel\w*|leave|work)\b)|(?:this is|its
|these are) (?:goodbye forever|my (?:last|final) (?:message|goodbye|night|day on|words|day alive)
|the end for me|my last day alive)|goodbye (?:forever|cruel world|world|everyone)|(?:saying
|said) goodbye to everyone (?:i love|forever|before i go)|(?:gave|giving
|given) away (?:all )?(?:of )?my (?:things|stuff|belongings|possessions|pets)~(?:i|wont|dont|goodbye
|where)|last (?:night|day) alive|you wont hear from me (?:again|ever)|(?:ill|i will
|soon ill) be (?:gone|dead) (?:soon|by|tomorrow|tonight|forever)|dont (?:look for|blame) (?:me
|yourself|anyone) (?:when|after|for what)|when im (?:dead|gone)~(?:tell|please|take care|they|youll
|you|everyone|nobody)
[farewell]
(?:tonight|today|tomorrow) is the (?:night|day) i (?:die|end|go|do it)|im (?:going to
|gonna) do it tonight(?= \.|$)|(?:set|picked|chosen|chose) (?:a|the) date (?:to (?:die|end|do it)
|for my (?:death|suicide))|(?:all|it) be over (?:tonight|soon|by morning)|ill be (?:dead|gone) (?:by
|before|tonight)|made (?:my |a )?(?:plan|plans) to (?:die|end)|(?:written|wrote|writing
|updated) my (?:will|note) (?:and|because|im)
[method]
(?:ways?|how|methods?)~to (?:kill|hang|hurt|drown|poison) (?:your|one) ?self
|no (?:other )?way out (?:except|but|other than|besides) (?:death|dying|suicide|to die)
|swallow\w*~(?:pills|tylenol|tablets|xanax|meds|bleach|medication|paracetamol|ibuprofen)|(?:took
|take|taken|swallowed|taking) (?:like |about )?(?:\d\d+|twenty|thirty|forty|fifty) (?:pills|tablets
|tylenol|xanax|paracetamol|ibuprofen)|cut too deep|bleeding out|(?:looking|look|staring
|stare) at~(?:knife|blade|razor|pills|rope|bridge)~(?:and )?(?:think\w*|want\w*|my wrists?|tempt\w*)
[how_to]
(?:painful|hurts?|painless|quick|easy)~to (?:hang|drown|shoot|kill|poison) (?:your|my) ?self
"""
