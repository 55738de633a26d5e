"""English: what only sounds like danger, and signs that weigh only together."""

from __future__ import annotations

MASKS = r"""
[]
(?:standing|stand|stood|step|walk\w*|cross\w*)(?: \w+){0,2} bridge between|bridge between (?:my |the )?(?:past|old
|who|two|then)|(?:leap|step|jump)
 (?:in)?to (?:the |a |my )?(?:unknown|new|next|other (?:side|shore|bank)|future)|(?:dying|die|died
|dead)(?: \w+){0,2} (?:at|in|on|after|from) (?:the
 |this |my |that |leg )*(?:gym|workout|leg day|spin|crossfit|cardio|practice|training|burpees|treadmill|run|meeting
|heat|heatwave|shift|zoom)
[]
(?:dying|die|died|dies) (?:to (?:see|know|try|hear|meet|go|get|tell|read|visit|taste|find|watch|eat|learn
|ask|be)|for (?:a|an|some|this|that|the (?:weekend|new))|of (?:laughter|laughing|embarrassment|boredom
|curiosity|hunger|thirst|shame|heat|cringe|cuteness|happiness|cold|anticipation)|(?:from )?laughing
|over here|inside at|on stage|trying to)|(?:embarrass\w*|asham\w*|mortified|cringe\w*)~(?:to )?(?:die|died)
|die (?:a little|of|laughing|on (?:that|this) hill|hard)|to die for|do or die|old habits die|never say die
|diehard|(?:die|died)~(?:of old age|peacefully|in (?:his|her|their) sleep)
[]
(?:killing|kill|killed|kills|slay|slaying|crushing|murdered|murder|murdering) (?:it|the (?:mood|vibe|game
|lights|engine|process|time|bill|competition|presentation|interview|weeds|bacteria|germs|boss|dragon
|zombies?|monsters?|enem\w*|deal|exam|test)|time|some time|two birds|an hour|a few hours|weeds|bugs
|mosquito\w*|bacteria|zombies|them with kindness|him with kindness|her with kindness|the (?:final )?boss
|my (?:darlings|mood|vibe|appetite|battery|back|buzz|motivation|creativity|feet|knees|productivity
|presentation|interview|exam))|(?:is|are|was|were|s)~killing me(?= (?:\.|today|right|with|at|lol|haha|but
|these)(?!\w)|$)|killing me (?:softly|smalls)|(?:my|these|this|the)~(?:back|feet|shoes|head|knees?|boss
|commute|job|deadline|suspense|heels|work|heat|wifi|headache|homework|workload|traffic|schedule)~(?:is|are
|was|were)? ?killing me|dressed to kill|make a killing|license to kill|buzz ?kill|overkill
|painkill\w* for my|killjoy|killer|could kill for|kill for (?:a|some|that|this)|(?:would|id) kill for
|lady ?killer|killed it
[]
(?<!afraid my )(?<!scared my )(?<!afraid that my )(?<!says my )(?:mom|mum|mother|dad|father|boss|wife
|husband|parents|teacher|coach|roommate|gf|bf)(?: is| are| will| would|s|ll| re|d)?(?: so)? (?:going to
|gonna|will|would|going)? ?(?:kill|murder) me(?= (?:if|when|for|because|over|\.)(?!\w)|$)|(?:ill|i will
|im going to|im gonna|i could|i want to|id) (?:kill|murder|strangle|shoot) (?:him|her|them|you
|my (?:roommate|husband|brother|sister|cat|wife|dog|printer|alarm|boss))~(?:if|for|forget\w*|spoil\w*|eats?
|eating|ate|lol|haha|jk|leaving|snor\w*|dishes|socks|late again|joking|not literally)|(?:want|wanted
|wanna) to (?:kill|strangle) (?:him|her|my \w+) (?:sometimes )?(?:lol|haha|jk|for (?:snoring|leaving|eating
|being late|forgetting))
[]
(?:shoot|shot|shooting) (?:him|her|them|you|me|over|us) (?:an?|over|a (?:text|message)|some|the)
|shoot (?:the|a) (?:video|film|movie|breeze|photo|hoops|scene)|photo ?shoot|beat(?:s|ing)? (?:him|her|them
|everyone|me|us|my \w+) (?:at|in|to(?! death)|by|fair|every time (?:at|in|we play)|on the)|hit (?:him|her
|them|me|us) (?:up|with (?:a|the)(?! (?:pan|belt|bat|bottle|stick|shoe|cord|cable|pot|hammer|chair|iron|wire
|hanger|fist|broom|plate|ruler|spoon|phone|rod|pipe|car))|that|like)|(?:hits|hit) me (?:that|like|up|how
|different|in the feels)|(?:it|this|that|song|reality|news|realisation|realization) (?:really |just
 |finally )?(?:hits|hit) me|(?:pushed|pushes|push) me (?:to|into|out of|forward|hard|beyond|past)|hurt (?:his
|her|their|my|anyones|someones|peoples|her husbands|my \w+) feelings|beat my (?:personal|own|previous|record
|best)|cut (?:him|her|them|me|myself|him) (?:some slack|off|out|short|loose|a (?:break|deal|slice|check)
|in on)|kicked me (?:out|off)|burn(?:ed|t|ing)? (?:myself )?out|(?:burn|burned|burnt) my (?:tongue|bridges
|toast|dinner|ships)|stab(?:bing)? (?:at|in the dark)|choked? (?:up|on)
[]
(?:dont|do not|didnt|never|not|wont|wouldnt|cant) (?:really |actually |ever |going to |gonna |planning to
 |even |want to |wanna |wanted to |intend to |think about |thinking about |plan to )+(?:hurt|harm|kill|die
|dying|killing|end my life|suicide|hurting)(?: (?:my ?self|anyone|anybody|him|her|them|someone|people|others
|you))?|(?:not|isnt|never been|wasnt|no longer) suicidal|not (?:having|having any|suicidal
|about suicide)~suicidal|no (?:thoughts of |intention of |plans? (?:of|to) )(?:suicid\w*|killing|kill
|self ?harm|hurting|harming|die|dying)(?: my ?self)?|(?:afraid|scared|fear|terrified) (?:of|to) (?:dying|die
|death)|fear of (?:death|dying)
[]
(?:phone|battery|laptop|car|computer|engine|plant\w*|grandm\w*|grandp\w*|dog|cat|conversation|party|trend
|meme|wifi|charger|hero|character|protagonist|villain|old (?:me|self|story|version)|part of me|caterpillar
|ego|my father|my mother|my dad|my mom)~(?:died|dies|is dying|dying|die|is dead|was dead|killed (?:him
|her)self)|(?:die|dies|died|dying|death) and (?:be |is |was |gets |being |come back |then )?(?:reborn
|rebirth|resurrect\w*|rise)|(?:ego|symbolic|metaphorical) death|let~(?:old|former|that)~die|dead (?:tired
|line|lines|serious|end|set|wrong|weight|sea|poets|beat|pan|lift\w*)|deadline\w*|suicide (?:squad|prevention
|doors|hotline training|silence|mission in)|(?:career|political|financial|business|social|commercial|brand
|market\w*) suicide|suicidal (?:tendencies the band|deadline|pricing|business plan|sprint|move)|(?:running
|run|ran|did|doing) suicides|suicides (?:at|in|on) (?:practice|the court|training|basketball)
[]
(?:wrap\w*|tie\w*|jump\w*|climb\w*) (?:a )?rope|rope (?:climb\w*|course|bridge)|jump (?:rope|the gun|ship
|in the (?:pool|lake)|on (?:a call|the train|the bandwagon|board))|jump(?:ed|ing)? (?:off|from
|out of)~(?:diving|plane|bungee|parachute|board|bed|couch|swing)|(?:bungee|parachut\w*|skydiv\w*
|base jump\w*|cliff ?div\w*|zip ?lin\w*)~(?:jump\w*|off|from)?~(?:bridge|plane|cliff|building)?
|hang my ?self out to dry|hang out|hanging out|kick my ?self|beat(?:ing)? my ?self up (?:about|over|for)
|beating my ?self up|shoot my ?self in the foot|hate my ?self for eating|throw my ?self (?:into|in) (?:work
|my work|the project|dating|this|my)|lose my ?self in|(?:nearly|almost) killed my ?self (?:tripping|laughing
|on the (?:stairs|ice)|slipping)|kill(?:ing|ed)? my ?self (?:laughing|at|to|over|with|for|trying|in the gym
|working|studying)|end (?:it|things|this) (?:with|between|on a|here and|well|early|at)|ending things (?:with
|between)
[]
(?:want|would like|wanna|wish i could|going|need|let me|feel like|love to) (?:to )?(?:just )?(?:disappear
|vanish) (?:for (?:a|the)|into|on vacation|in(?:to)? the|from (?:social|instagram|this party|the)|under)
|(?:dont|do not) (?:want to|wanna) be here(?= (?:at|in the|with|for the|on a))|wake up (?:early|late|at|for
|to|before|on|next to)|(?:a )?matter of life and death|life and death|death (?:by powerpoint|of a salesman
|star|metal|valley|row the|march project|certificate|in the family)|death of (?:my|a|the|his|her)
|bored to death|scared to death|love(?:d)? (?:\w+ )?to death|worried to death|tickled to death|sick to death
|worked to death|done to death|cute i could die|could have died (?:of|from|right there)|i(?:ll
| will)? die (?:on this|if i (?:eat|hear|see|have to)|without (?:coffee|my phone|wifi|chocolate))|(?:just
|nearly|almost) died (?:when|of|laughing|from)
[]
(?:the |their |loud |these )*voices? (?:in the (?:next|other|hall\w*|street|corridor|office|room next)|next door
|(?:from|through) (?:the )?(?:next|other|neighbou?r\w*|flat|apartment|street|yard|hallway)|of the neighbou?rs?)
|(?:inner|small|quiet|little|still) voice|voice of reason|voices of (?:my|the|reason|doubt)|(?:moms?|mothers?
|fathers?|dads?|critics?|partners?) voice|lost my voice|found my voice|read(?:s|ing)? my mind (?:like|you
|lol|exactly)|you (?:can )?read my mind|watching me (?:grow|on (?:stage|tv|instagram|youtube|twitch)|play
|dance|perform|cook|sleep like)|(?:following|follow|follows) me on|followers|god (?:knows|willing|help|bless
|damn)|im (?:a )?god (?:fearing|awful|father|mother|send|damn)|im godmother
[]
when i (?:was|turned|were) (?:only |just |about |like )?\w+|i was (?:only |just )?(?:1[0-7]|[7-9]|\w+teen
|twelve|ten) (?:years? old|when|at the time|and)|since i was \w+|back when i was|my (?:\d+|\w+teen|ten
|twelve|five|six|seven|eight|nine|eleven) ?(?:year|yr|yo) ?(?:old|olds)?|(?:im|i am|i m) \d+ (?:minutes?
|mins?|min|hours?|hrs?|days?|weeks?|months?|pounds?|lbs?|kilos?|kg|km|miles?|percent|steps?|pages?|chapters?
|cm|feet|inches|pm|am|people|sessions?|years? (?:into|in|sober|clean|late|married|older|younger|ahead|behind
|deep|away))
[]
rather (?:die|be dead) than (?!(?:keep|go|live|feel|stay|wake|face|suffer|be|continue|carry|deal|see
|endure)\b)(?:\w+)(?: \w+){0,2}|kill me (?:now|already|please)(?= (?:\. )?(?:another|its|this|these
|my (?:boss|code)|monday|more|lol|haha|so))|tired of (?:living|being) in (?:this|the|that|my)
[]
(?:my|our|his|her) (?:\w+ )?(?:son|daughter|kid|boy|girl|niece|nephew|brother|sister|grandson|granddaughter
|cousin|student|godson|goddaughter)s?(?: has| have)? (?:just |is |is just |are |will be |turns? )*(?:turned
|turning|turns|turn|almost|only|about)? ?<NUM>
[]
(?:raining|team|we|they|us|our side|the market) (?:got|were|was|getting) (?:slaughtered|murdered|killed
|destroyed|massacred)
[]
(?:cut|burn\w*|stabbed|sliced|nicked|hurt) my ?(?:self|(?:finger|thumb|hand|tongue|lip|knuckle
|toe)s?)~(?:chopping|cooking|shaving|slicing|opening|peeling|gardening|paper|onions?|cheese|by accident
|accidentally|on (?:the|a))
[]
(?:havent|have not|didnt|dont|never) (?:cut|hurt|harm\w*|burn\w*) my ?self(?: \w+){0,2} (?:in|for|since
|any ?more|again)(?: \w+){0,2} (?:years?|months?|weeks?|days?|then)?
[]
(?:jump\w*)~(?:bridge|cliff|plane|crane)~(?:on (?:a |the )?)?(?:bungee|parachute|cord|rope swing)
[]
suicide (?:squeeze|doors?|hotline\w*|helpline\w*|prevention|awareness|watch duty)|(?:my|her|his|their
|our)~suicides? (?:squad|pact album)
|(?:anniversary|years since|months since) (?:of )?(?:my |her |his |our |the )*\w+s suicide
|(?:boss|manager|editor|supervisor|trainer)~(?:is|s|will|going to|gonna) (?:going to |gonna )?kill me~(?:i|the
|this)
|(?:some|a|this|that|another) (?:\w+ )?(?:twelve|eleven|ten|thirteen|fourteen|fifteen|sixteen|1\d) year old
|(?:cant|cannot|hate|struggle to|trouble) swallow\w* (?:pills|tablets)|im not beaten
|(?:burn|burned|burnt) (?:my (?:arm|hand|finger\w*|thumb|wrist|lip) on|the (?:garlic|toast|rice|bread|dinner|soup
|onions))
|cut my ?self (?:within|while|when|on (?:a|the|my)|shaving|cooking|slicing|chopping|opening)
|(?:threw|throws|throw|throwing|tossed) (?:the |a |some |her |his |their )*(?:toast|bark|ball|confetti|popcorn
|sock\w*|paper plane|cushion|pillow|snowball\w*|flowers|rice) at me
"""

FICTION = r"""
[]
movies?|films?|series|books?|novels?|characters?|hero|heroes|protagonist|plots?|plays?|songs?|lyrics|games?
|article|lecture|research|statistics|thesis|podcast|documentar\w*|shakespeare|romeo|juliet|hamlet
|anna karenina|karenina|werther|poem|episode|volunteer\w*|prevention|im a (?:therapist|psychologist|doctor
|nurse|counselor)|as a (?:therapist|psychologist|nurse|doctor|counselor)|essay|museum|history class|training
|poetry|for (?:a |my |the )?class|school project|plath|biography|memoir
"""

LIGHT = r"""
[]
lol|lmao|haha\w*|hehe\w*|jk|joking|kidding|just a joke|not literally|figuratively|socks?|dishes|toilet seat
|snor\w*|spoil\w*|alarm clock|coffee|pizza|fries|chess|tennis|scrabble|monopoly|ping ?pong|mario
|video ?games?|game night|match|tournament|debate|printer|cookies?|leftovers|late again
"""

PAST = r"""
[]
as a (?:kid|child|teen\w*)|when i was (?:a )?(?:kid|child|little|young|small|\w+|\d+)|in (?:my )?childhood
|years ago|long ago|growing up|in the past|back then|used to|my first (?:husband|wife|marriage)
|previous (?:relationship|marriage)|back in school
"""

# What happens now, whatever else the sentence tells of earlier.
NOW = r"""
[]
hits|beats|chokes|kicks|slaps|punches|rapes|threatens|locks|hurts|controls|forces|grabs|throws|keeps|stalks
|(?:is|are|s) (?:hitting|beating|choking|threatening|stalking|hurting)|im (?:afraid|scared)|now|today|tonight
"""

# Signs that weigh only together, within one sentence: death, a wish, oneself, and nobody else's death.
DEATH = r"""
[]
(?:die|dies|dying|dead|death|killed|grave|coffin|funeral|suicid\w*|not exist|kill my ?self|never woke|buried
|end my life)
"""

WISH = r"""
[]
(?:want|wanna|wish|hope|should|ready|better|deserve|rather|tired|cant|plan\w*|please|let me|time to|going to
|gonna|only way|escape|relief|why not|decided)
"""

SELF = r"""
[]
(?:i|im|me|my|my ?self|id|ill|ive)
"""

OTHERS = r"""
[]
(?:mom|mum|mother|dad|father|brother|sister|grand\w*|husband|wife|son|daughter|friend\w*|cat|dog|pet|uncle
|aunt|he|she|his|her|him|they|them|people|line|lines|end|tired|serious|weight|career|phone|battery|idea
|relationship|marriage|scared|afraid|fear|dream\w*|book|movie|film|hero|old|part|ego|habit|project|inside
|hair|job|plant\w*)
"""
