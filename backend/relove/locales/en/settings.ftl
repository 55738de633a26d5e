### /settings: what the person is called, how they are spoken with, where and when; and what is asked of them once.

command-settings = Settings: name, address, time
settings-card =
    <b>Settings</b>

    Name: <b>{ $called }</b>
    Tone: { settings-formality-name }
    In words about you: { settings-gender-name }
    Language: English
    Country: { country-name }
    Time: { $zone }{ $confirmed ->
        [yes] {""}
       *[no] {" "}(not checked)
    }
    Directness: { directness-name }
    Quiet hours: { $quiet }
    Pause: { $paused ->
        [yes] on
       *[no] off
    }

    What would you like to change?
settings-called-none = as in Telegram
settings-formality-name = { $formality ->
    [ty] as close friends
   *[vy] courteous
}
settings-gender-name = { $gender ->
    [female] feminine
    [male] masculine
   *[none] not given
}
settings-button = { $what ->
    [called] Name
    [formality] Tone
    [gender] Gender
    [language] Language
    [country] Country
    [zone] Time
    [directness] Directness
    [quiet] Quiet hours
   *[pause] Pause
}
settings-called-ask = What shall I call you? Write the name in one message.
settings-called-drop = As in Telegram
settings-called-set = All right, { $called }.
settings-called-dropped = All right, I will take the name from Telegram.
settings-called-bad = This does not look like a name. Write it in letters, up to 40 characters.
settings-formality-ask = Which tone suits you?
settings-ty = As close friends
settings-vy = Courteous
settings-formality-set = { $formality ->
    [ty] All right, as close friends from now on.
   *[vy] All right, courteous from now on.
}
settings-gender-ask = This only matters where words about you have to agree, as they do in Russian.
settings-gender-button = { $gender ->
    [female] Feminine
    [male] Masculine
   *[none] Rather not say
}
settings-gender-set = { $gender ->
    [female] Noted: feminine.
    [male] Noted: masculine.
   *[none] All right, we will do without it.
}
settings-language-ask = Which language do we speak?
settings-language-name = { $language ->
    [en] English
   *[ru] Русский
}
settings-language-set = English from now on.
settings-country-ask = Which country are you in? It decides which help lines I show: each country has its own.
settings-country-set = Noted: { country-name }. The help lines are from there now.
country-name = { $country ->
    [RU] Russia
    [BY] Belarus
    [KZ] Kazakhstan
    [UA] Ukraine
    [US] United States
    [GB] United Kingdom
    [DE] Germany
    [EU] another country in Europe
   *[other] another country
}
settings-hour-ask = What time is it where you are? For example: 2:30 pm or 14:30.
settings-hour-once = So that I do not write at a bad hour: what time is it where you are?
settings-hour-unclear = I cannot read that as a time. Write it in figures, such as 14:30.
settings-zone-ask = Which city is nearest to you?
settings-zone-none = It is not that time now in any of the cities I know. Check the clock and write again, such as 14:30. Any zone can be chosen in the app too.
settings-zone-set = Noted: { city-name }, { $time } now.
settings-hour-again = None of these
settings-quiet-ask = Which hours should be quiet? Choose, or write your own, such as 23-8.
settings-quiet-set = All right: from { $from } to { $to } I will not write first.
settings-quiet-bad = I cannot read these hours. Write them like this: 23-8 or 22:30-07:00.
settings-cancel = Cancel
settings-cancelled = All right, it stays as it is.
address-ask = By the way, the button below is for a name to call you by. The rest is in /settings.
address-name = A name
address-skipped = All right. It can be changed in /settings.
city-name = { $city ->
    [kaliningrad] Kaliningrad
    [moscow] Moscow
    [samara] Samara
    [yekaterinburg] Yekaterinburg
    [omsk] Omsk
    [novosibirsk] Novosibirsk
    [krasnoyarsk] Krasnoyarsk
    [irkutsk] Irkutsk
    [yakutsk] Yakutsk
    [vladivostok] Vladivostok
    [magadan] Magadan
    [kamchatka] Kamchatka
    [minsk] Minsk
    [kyiv] Kyiv
    [almaty] Almaty
    [london] London
    [berlin] Berlin
    [new_york] New York
    [chicago] Chicago
    [denver] Denver
    [los_angeles] Los Angeles
    [anchorage] Anchorage
    [honolulu] Honolulu
    [tbilisi] Tbilisi
    [yerevan] Yerevan
    [tashkent] Tashkent
    [bishkek] Bishkek
    [istanbul] Istanbul
    [jerusalem] Jerusalem
    [lisbon] Lisbon
    [helsinki] Helsinki
    [dubai] Dubai
    [tehran] Tehran
    [kabul] Kabul
    [delhi] Delhi
    [bangkok] Bangkok
    [shanghai] Shanghai
    [tokyo] Tokyo
    [adelaide] Adelaide
    [sydney] Sydney
    [auckland] Auckland
    [halifax] Halifax
    [sao_paulo] São Paulo
    [azores] Azores
   *[other] { $zone }
}
