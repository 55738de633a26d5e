"""English: wishing to die, being tired of life, being a burden."""

from __future__ import annotations

WISHES = r"""
[wish_to_die]
(?<!\bdont )(?<!\bnot )(?<!never )(?<!didnt )\b<WISH>~(?:to |of |about )?<DIE>
[wish_to_die]
(?:i )?(?:just |really |fucking )*(?:want|wanna|wish|deserve|choose|prefer) (?:to be )?(?:death
|dead)|wish(?:ed)? (?:that )?i (?:was|were|wasnt|werent|had|hadnt|could|would|wouldnt|didnt
|never)~(?:dead|born|exist\w*|here anymore|alive|wake up|disappear forever|fall asleep and never|die
|died|been hit)|(?:wish|hope|hoping|pray) (?:that )?(?:i|a (?:car|bus|truck)|something|someone
|cancer|it)~(?:dont wake up|never wake up|wont wake up|die|dies in my sleep|kills? me|hit me|hits me
|would kill me|would end me|would hit me)|better off dead|id rather be dead
|would rather be dead|i should (?:just )?(?:die|be dead)|hate (?:being alive|that im alive
|that i woke up)|want it (?:all )?to (?:end|stop|be over)(?= (?:\.|forever|for good|so bad
|and never)(?!\w)|$)|want (?:everything|the pain|this pain|the suffering) to (?:end|stop|be over)
[tired_of_life]
(?:dont|do not|dnt|no longer|not|didnt|never) (?:really |even |just |truly
 |bear to |have the strength to |see (?:a|any|the) (?:point
|reason) (?:in|to|of) |see the point of |have (?:a
|any) reason to |have any will to |have the will to )*(?:want |wanna |wish |feel like |care |deserve )*(?:to )?(?:live
|liv|living|be alive|being alive|exist|existing|wake up(?= (?:anymore|any more|tomorrow|again|ever
|\.)(?!\w)|$)|go on living|keep living|continue living|stay alive|staying alive|be on this (?:earth
|planet)|be in this world|survive this)(?! (?:here|there|with|in (?:this|a|the|my|fear)|like|alone
|at|on|under|by|near|without|this way|up to|off|someone|my parents|for|together|a lie|next)\b)
[tired_of_life]
(?:dont|do not|dnt|no longer|not) (?:really |even |just )*(?:want |wanna |wish )(?:to )?(?:be here
|go on|keep going|continue|be around|do life|do this life) (?:any ?more|any longer|at all|on earth)
|(?:cant|cannot) (?:go on|live|keep living|keep going|carry on|do life)(?: like this)? (?:any ?more
|any longer)|(?:no|any|lost the|lost all|without a|without any|have no) (?:reason|will|desire
|strength|energy|point) (?:left )?(?:to|in|for|of) (?:live|living|be alive|staying alive|stay alive
|being alive|go on living|keep living|exist|existing|life)|no reason for me to be (?:here|alive)
|nothing (?:left |more )?(?:to|worth) liv\w+ for|whats the point (?:of|in) (?:living|being alive
|staying alive|waking up)|why (?:am i|should i|do i) (?:still |even |have to |keep )*(?:alive
|be alive|living|live|stay alive|exist)(?! (?:in|at|with|here|like|for|on|under|so|this way|by)\b)
|(?:tired|sick|exhausted|done|finished|over|fed up) (?:of|with|from) (?:living(?! (?:in|with|here|like
|at|on|under|for|by|paycheck|next|so)\b)|life|being alive
|existing|my life|this life|existence|breathing)|(?:giving|given|give|gave) up on (?:life|living)
|life (?:is|isnt|is not|aint|feels|seems|has become)~(?:not worth|worth living|worth it anymore
|pointless|unbearable|meaningless|no longer worth)|not worth living|ready to (?:go
|give up) (?:forever|for good|on life)|ready to leave this (?:world|life|earth)
[better_off]
(?:better|happier|easier|relieved|beter)~(?:without me|if i (?:was|were|am|wasnt|werent) (?:dead
|gone|not here|here|around|alive|never)|if i (?:died|disappeared|never existed|didnt exist)
|once im gone|when im gone)|without me~(?:better|happier|easier)|(?:im|i am|feel like|feel|just
|being|only)~(?:a )?burden (?:to|on|for) (?:everyone|everybody|my|them|others|all|people)|(?:no ?one
|nobody) (?:would|will|ll)~(?:miss me|care if i (?:die|died|disappear\w*|was gone|were gone|killed)
|notice if i (?:die|died|disappear\w*|was gone|were gone))|if i (?:died|disappeared|was dead
|were dead|killed)~(?:no ?one|nobody|everyone|they|people|would)|(?:everyone|they|world|family
|kids)~(?:would|will)~better~(?:without me|off without me)
[never_born]
(?:never|shouldnt|not) (?:have )?been born|wish~(?:aborted|never had me)|i should(?:nt
| not) (?:be alive|exist|have been born|have survived)|i dont deserve to (?:live|be alive|exist
|breathe)
[not_wake_up]
(?:go to sleep|fall asleep|sleep|asleep|bed)~(?:and )?(?:never|not|dont) (?:have to )?(?:wake
|get) up|(?:hope|wish|pray|want|like)~(?:dont|never|not|wont|didnt)~wake up (?:tomorrow|again
|anymore|in the morning|ever)|never (?:want to )?wake up(?: again)?(?= (?:\.|again)(?!\w)|$)|(?:want
|wanna|wish i could|just) (?:to )?(?:just )?(?:go to )?sleep forever(?! (?:on|in my)\b)
[suicide_word]
suicid\w*|sucid\w*|suicd\w*|suisid\w*|suacid\w*|sui ?cide|sewer ?slid\w*|unaliv(?:e|ing) (?:my ?self
|me)|unaliving|kms|ctb|catch the bus tonight|commit (?:sewer|unalive|toaster bath)|toaster bath
|self ?delet\w*|sudoku my ?self|commit sudoku
[death_thoughts]
(?:think|thinking|thoughts?|fantasi\w*|dream\w*|obsess\w*|daydream\w*|ideat\w*)~(?:about
|of) (?:my own death|dying|death all|death every|death constantly|being dead|killing my ?self
|not existing|ending (?:it|things|everything|my life|it all)|not being here|jumping
|hanging(?! (?:out|up|pictures|the|a|on|around|with|in)\b)
|driving (?:off|into)|disappearing forever|taking my)(?! (?:my hair|plant))|death (?:is|seems|feels
|sounds|would be)~(?:only way|only option|relief|better|peaceful|escape|answer|way out|solution
|comforting|the end of)|only way out~(?:is death|is to die|is suicide)|(?:only|no other) (?:way
|option|choice|escape) (?:left )?(?:is|but)~(?:die|death|dying|end it|end my life)
|want to disappear(?= (?:\.|forever|for good|completely|and never)(?!\w)|$)|(?:want|wanna
|wish i could) (?:just )?(?:disappear|vanish) (?:forever|completely|for good|from this world
|and never come back)|dont (?:want to )?(?:be|exist) any ?more|dont want to exist
|my life is over(?= (?:\.|and|goodbye|i)(?!\w)|$)|want to (?:just )?(?:stop breathing|stop existing)
|dont care if i (?:live|die|live or die|get hit)
[wish_to_die]
please kill me|want (?:someone|somebody|him|god|you) to (?:just )?kill me|(?:im|i am) (?:going to
|gonna|about to) jump(?= (?:\.|now|tonight)(?!\w)|$)|(?:wouldnt|would not
|wont) mind~(?:if (?:a (?:car|bus|truck)|i (?:died|didnt wake|got hit))|dying|not waking)|(?:want
|long|ready) to be with (?:him|her|them|my (?:late )?\w+) (?:in heaven|again in heaven
|on the other side)|ready for (?:it|everything|this|life) to be over(?= \.|$)
|want out of (?:this )?life|had enough of (?:life|living|being alive)|(?:i )?(?:just )?want (?:it
|everything|all of (?:it|this)) to (?:be over|end) (?:forever|for good|already and)|(?:want|like
|need) to (?:be|feel) (?:nothing|dead)(?= \.|$)|waste of (?:space|oxygen|air)~(?:die|dead|gone|world
|better)
[tired_of_life]
(?:dont|cant|cannot|do not) see (?:a|any) future (?:for me|for myself|with me in it|worth)|(?:no
|nobody|not)~cares? (?:if|whether) i (?:live|die|live or die|am alive)|(?:make
|want) the pain (?:to )?(?:stop|end|go away) (?:forever|for good|permanently)|life (?:has
|holds) no meaning~(?:want|die|end|dead|out)|i (?:dont|do not) (?:have
|see) (?:a |any )?reasons? to (?:live|keep living|stay alive|be here|wake up|go on)
[better_off]
if i (?:wasnt|werent|were not|was not) (?:here|around|alive|born)~(?:everyone|they|people|would
|nobody|no ?one|things|it)|(?:just|please) end me|hate (?:my )?existence
[wish_to_die]
(?:wish|hope|want|wishing|hoping|if only)~(?:car|truck|bus|train|plane)~(?:hit|hits|would|crash\w*
|run|runs|ran|kill\w*)~me|(?:feel like|thinking (?:of|about)|think (?:of|about)|thoughts (?:of
|about)|want|dream (?:of|about)|fantasi[sz]e about) dying(?! (?:my|inside|to|of|down|out))|i(?:ll
| will) (?:be dead|die) (?:tonight|soon|today|tomorrow)|i (?:just )?want (?:to be )?(?:gone
|dead)(?= (?:\.|forever|for good)|$)
[tired_of_life]
dont think i (?:want|can|wanna|should)~(?:live|be alive|be here|exist|survive|keep living)
|(?:cant stop |keep |always |constantly |been )?thinking (?:about|of) (?:death|dying|suicide)(?! of)
[wish_to_die]
wish~never~(?:woken|woke|wake)|(?:want|wanna|going|hope|need) to bleed (?:out|to death)
[better_off]
better off~(?:not (?:being )?(?:here|alive|around)|dead|gone)|wont be (?:a )?(?:problem|burden
|bother\w*)~(?:much longer|any ?more|soon)|no (?:point|reason) (?:in|of|for) (?:me )?(?:being|to be
|staying) (?:here|around|alive)|dont deserve to (?:live|be alive|exist|breathe)|end everything
|(?:fall )?asleep forever
[better_off]
(?:happier|better|relieved|easier)~(?:when|once|if) im (?:dead|gone)
[tired_of_life]
(?:cant|cannot|couldnt) (?:go on living|bear (?:to live|living|to be alive|another day)|face another day
|live any ?more|keep on living)
"""
