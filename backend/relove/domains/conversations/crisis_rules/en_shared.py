"""English: pieces that several rules use, by name."""

from __future__ import annotations

SHARED = r"""
[DIE]
(?:die(?! my hair)|be dead|be gone forever|be gone for good|kill my ?self|killing my ?self
|end my ?self|end my life|end (?:it|this|things) all|end it|not exist|stop existing
|stop living(?! (?:for|in|with|like|up|as|my mothers|other|a)\b)|stop being alive|disappear forever
|cease to exist|never wake up|not wake up|not be alive|not be here anymore|take my (?:own )?life
|hang my ?self|shoot my ?self|drown my ?self|off my ?self|unalive(?: my ?self)?|commit suicide
|commit sucide|do suicide|go to sleep forever|kms|slit my (?:wrists?|throat)|jump off (?:a|the
|this) \w+|overdose|od|cut my ?self|hurt my ?self|harm my ?self|be six feet under|join (?:him|her
|them) in heaven)
[WISH]
(?:want|wants|wanna|wan na|wnat|wana|wanted|wanting|wish|wishing|ready|going|gonna|plan|planning
|planned|plans|hope|hoping|need|rather|decided|prepared|thinking|think|thought|thoughts|longing|long
|trying|tried|try|tempted|about|like|urge|urges|better|deserve|ought|should|might|could|just
|considering|contemplating|fantasi[sz]e|fantasi[sz]ing|dream|dreaming|begging|praying|pray|time
|ways?|feel like|let me|please|easier|best|how)
[CLOSE]
(?:husband|boyfriend|dad|father|daddy|stepdad|stepfather|mom|mum|mother|stepmom|partner|wife
|girlfriend|ex|brother|uncle|grandpa|grandfather|he|she|they|boss|coach|teacher|cousin|roommate
|fiance|parents|bf|gf|hubby|son|man i live with)
[THEM]
(?:him|her|them|everyone|everybody|someone|somebody|people|those people|this guy|that guy|that man
|this man|that woman|that bastard|this bastard|that bitch|these people|my (?:husband|wife|boss
|mother|mom|mum|father|dad|brother|sister|son|daughter|kids?|baby|child|children|ex|exwife
|neighbou?rs?|boyfriend|girlfriend|teacher|coworkers?|classmates?|family|stepdad|stepfather|roommate
|partner|parents)|the (?:baby|kids?|neighbou?rs?|teacher|whole class|children)|all of them)
[KILL]
(?:kill|murder|stab|shoot|strangle|hurt|beat up|beat|poison|choke|smash|burn|torture|slaughter
|suffocate|drown|harm|cut|make~suffer|attack|bash|knife|throttle|bury)
[HIT]
(?:hits|hit|hitting|beats|beat|beating|beaten|punch\w*|chok\w*|strangl\w*|rap(?:e|es|ed|ing)|slap\w*
|kick\w*|molest\w*|abus\w+|assault\w*|burn\w*|shov\w+|bites|bit|throws things at|threw
|pull\w* my hair|drag\w*|whip\w*|smack\w*|hurts|hurting)
[NUM]
(?:[7-9]|1[0-7]|eight|nine|ten|eleven|twelve|thirteen|fourteen|fourten|fifteen|fiften|sixteen|sixten
|seventeen|seventen)
"""
