### The map as a picture.

map-title = You are on the way,
map-above = The known world
map-below = The unknown world
map-of-twelve = of 12
map-here = You are here
map-little = too little to tell yet
map-percent = { $percent }%
map-times = Time on each stage
map-times-note = Everyone has their own pace. Longer is not worse.
map-time-day = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
map-time-hour = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
map-time-minute = { $count ->
    [0] less than a minute
    [one] { $count } minute
   *[other] { $count } minutes
}
journey-time = · { $name }: { $time }
