"""English: harm to others, and violence suffered."""

from __future__ import annotations

HARM_TO_OTHERS = r"""
[intent]
(?<!\bdont )(?<!\bnot )(?<!never )(?<!didnt )(?<!wouldnt )(?<!wont )(?:want|wanna|going|gonna
|plan\w*|will|ill|ready|would love|thinking|think|about|tempted|could|might|urge|urges|swear|need
|going over|tried|afraid|scared|decided|fantasi\w*|dream|dreaming|im so angry i|so mad i
|feel like)~(?:to |of |about |that |ill |i )?(?:<KILL>|<KILL>ing|killing|stabbing|shooting
|strangling|hurting|beating|poisoning|choking|smothering
|smother) (?:every single one of |the hell out of |the shit out of |all of )?<THEM>
[intent]
(?<!\bdont )(?<!\bnot )(?:ill|i will|im gonna|im going to|i could
|id) (?:just |really |fucking |so |literally )*<KILL> <THEM>|<THEM>~(?:deserves? to die
|will pay with|needs? to die|is going to die by|wont live)|make (?:him|her|them) (?:bleed|suffer
|pay with)|(?:want|wanna|need)~<THEM>(?: all)? dead(?! (?:tired|serious))|put a bullet in (?:him|her
|them|his|my)
[weapon]
(?:bring|brought|bringing|take|taking|took|get|got|getting|buy|bought|grab\w*|load\w*
|sharpen\w*)~(?:gun|knife|rifle|weapon|bat|axe|machete|pistol|shotgun)~(?:to (?:school|work
|the office|his|her|their|class|use|kill|hurt|make|scare|deal|settle|face)|for (?:him|her|them)
|and (?:go|im|ill|show)|(?:him|her|them))|shoot up (?:the|my|a) (?:school|office|church|place|class
|mall|work)|blow up (?:the|my|a) (?:school|building|office|house|place|mall)|mass shooting
|school shooting~(?:plan\w*|i|my)|(?:set|setting)~(?:house|home|apartment|car|office) on fire
|build\w* (?:a )?bomb
[child]
(?:afraid|scared|worried|terrified|fear)~(?:that )?(?:i|ill|i will|i might|i could|i may)~(?:hurt
|harm|kill|shake|drop|hit|snap and)~(?:my (?:baby|kid|kids|child|children|son|daughter)|the (?:baby
|kids?|children)|him|her|them|someone|somebody)|(?:want|wanna|urge|urges|feel like|almost
|nearly)~(?:shake|shook|throw|threw|smother|smothered|drown|hit|choke|choked)~(?:my |the )(?:baby
|kid|kids|child|children|newborn|son|daughter|toddler)
[did_harm]
i (?:just |really |have |ve |keep |always )*(?:hit|hitting|beat|beating|choked|choking|slapped
|slapping|punched|punching|stabbed|strangled|hurt) (?:up )?my (?:wife|husband|girlfriend|boyfriend
|kid|kids|son|daughter|child|children|baby|mother|mom|father|dad|partner|little brother
|little sister)(?! (?:s? ?feelings|at (?:chess|cards|tennis|golf|scrabble|monopoly)|in (?:chess
|cards|a game|the)|with a pillow|by accident)\b)|i (?:killed|stabbed|murdered) (?:someone|somebody
|a man|him|her)
[intent]
(?:feel like|thinking about|thoughts of|urge to|urges to|want to|wanna|going to|might
|fantasi\w* about) (?:hurting|hurt|killing|kill|stabbing|stab|attacking|attack|murdering
|murder) (?:someone|somebody|people|others|another person|a person)
[weapon]
(?:gun|knife|rifle|weapon)~(?:use it on|going to use|gonna use)~(?:him|her|them|someone|my|people)
|(?:burn|set)~(?:house|home|place|apartment|building|school|office)~(?:down|on fire)
|plan\w*~(?:school )?(?:shooting|bombing|massacre|attack)~(?:school|work|office|my|at|on)?
"""

ABUSE = r"""
[violence]
(?<!if )(?:my )?<CLOSE>~<HIT> (?:on )?(?:me|us|my face|my head)(?! (?:at|to it|in (?:chess|cards
|tennis|a|the|every|scrabble|ping)|out|of|with a (?:question|joke|pillow|hug|text|bill)|up (?:for
|about|on|with)|like a|that|as (?:a|an)|down to|off balance|under the table)\b)
|(?:my )?<CLOSE>~(?:is|gets|got|has been|was|became|being) (?:physically |sexually )?(?:violent
|abusive|abusing|hitting|beating|choking|raping|hurting)(?: (?:with|to|towards|toward|me|again|when)
|$| \.)|(?:lays?|laid|put|puts|raised|raises) (?:his |her |their )?(?:a )?hands? on me
|tried to (?:strangle|kill|choke|rape|drown|stab) me|(?:gives|gave|leaves|left) me (?:bruises
|black eyes?|with bruises|a black eye)
[violence]
(?:i am|im|i|was|been|being|be|get|gets|getting|got|keep getting|me)~(?:raped|molested
|sexually assaulted|sexually abused|abused|assaulted|beaten|battered|hit (?=by (?:my|him|her))
|trafficked|held captive|locked up) (?:by|at home|every|again|daily|last|yesterday|today|on a|when
|for|since|and|as i|$|\.)|i was (?:raped|molested|assaulted|sexually \w+)|(?:abusive
|violent) (?:relationship|husband|boyfriend|marriage|home|partner|father|stepfather|wife|dad
|household|ex)|domestic (?:violence|abuse)~(?:victim|me|i|my|home|situation)|(?:victim of|suffering
|experiencing|living with|living in)~(?:domestic|abuse|violence)|(?:raped|molested|groped
|assaulted) me
[sexual]
(?:forces?|forced|forcing|making|makes|made|pressur\w*|coerc\w*|blackmail\w*)~me~(?:to have sex
|have sex|into sex|to sleep with|sleep with|sexual\w*|to do sexual|undress|send (?:him )?nudes
|into bed|to touch)|(?:touch\w*|grop\w*|fondl\w*|feel\w* up)~me~(?:down there|inappropriately
|sexually|without|in my sleep|private|where|at night|under|when)|(?:uncle|stepdad|stepfather|father
|dad|brother|teacher|coach|boss|cousin|grandpa)~(?:keeps |is |was |still )?(?:touch\w*|grop\w*
|fondl\w*) me|(?:sex|slept)~(?:against my will|without my consent|while i was (?:asleep|passed out))
|comes (?:in)?to my (?:room|bed) at night|wont (?:stop|take no)~(?:touching|for an answer and)
[threat]
(?:threaten\w*|says|said|swore|swears|promis\w*|told me|tells me|keeps saying
|warned)~(?:to |hell |shell |theyll |he will |he would |hed |she will |that )?(?:kill|shoot|stab
|hurt|beat|burn|bury|strangle) (?:me|us|my kids)|threatens? me|threatened me|threatening me
|(?:point\w*|pull\w*|put|puts|held|holds|wav\w*)~(?:gun|knife|blade)~(?:at|on|to|against) (?:me|my)
|(?:afraid|scared|terrified|fear)~(?:of (?:my (?:husband|boyfriend|partner|father|dad|stepdad
|stepfather|ex|wife|mother|brother)|him|what he)|to go home(?! (?:late|alone|on|at|in|by|after)\b)
|of going home|to be home|(?:hell|shell|he will|he might|he is going to|hes going to|he would
|she will)~(?:kill|hurt|hit|beat|find|murder) (?:me|us))|hes going to kill me (?:one day|someday
|this time|eventually)
[control]
(?:lock\w*|keeps?|kept|hold\w*|trap\w*)~me~(?:in (?:the|a|my) (?:house|room|basement|closet
|apartment|bedroom|home)|inside|at home against|prisoner|hostage|locked)|wont let me (?:leave|out
|see (?:my family|anyone)|go out|have (?:money|a phone))|(?:took|takes|taken|hid
|hides)~my (?:passport|phone|documents|papers|keys)~(?:so|and|wont|away|to)|(?:hid\w*|cover\w*
|conceal\w*)~(?:the |my )?bruises|bruises from (?:my|him|her|when)|stalk(?:s|ing|ed) me|(?:he
|ex)~(?:follows|following) me everywhere
[threat]
(?:afraid|scared|terrified|worried)~(?:my )?(?:husband|boyfriend|dad|father|stepdad|ex|partner|wife
|he|she)~(?:will|is going to|might|would|could|ll|gonna)~(?:kill|hurt|beat|hit|murder|find) me|(?:he
|she|husband|boyfriend|ex)~(?:said|says|told me|swore|promised)~(?:hed|hell|shed|shell|he would
|she would|he will|she will|to)~(?:kill|hurt|burn|shoot|stab) (?:me|us)
[violence]
(?:punch|hit|slap|kick|shov|push|spit|smack|threw|throw|slam)\w* me (?:in|on|across|against|down|to
|into) (?:the |my |a )?(?:face|head|stomach|belly|stairs|wall|walls|floor|ground|chest|ribs|cheek
|mouth|nose|eye|ear)|(?:grab|grabs|grabbed|drag|drags|dragged|pull\w*|held|holds
|choke\w*) me by (?:the|my) (?:throat|neck|hair|arm)|(?:gets?|got|getting) physical with me
|i said no (?:but|and) (?:he|she) (?:didnt stop|kept|did it|wouldnt stop|still)|forced (?:him
|her)self on me|(?:hitting|beating|choking|raping|abusing|hurting) (?:me|us) (?:again|every|when
|since|for|at home|and|in front)
[violence]
(?:threw|throws|hurled|throwing|swung)~at (?:me|my head|my face)
[violence]
violence (?:at|in my) home|violent at home|hands? (?:around|round) my (?:neck|throat)
"""
