### The comparison rule in words. Every comparison figure is shown with its rule and its count.

## Statistics
comparison-statistic-mean = mean
comparison-statistic-median = median
comparison-statistic-rank = rank
comparison-quartile-lower = lower quartile
comparison-quartile-upper = upper quartile
comparison-minimum = lowest
comparison-maximum = highest
comparison-rank = rank { $rank } of { $n }
comparison-rank-alone = no others to compare with
comparison-rank-shared = joint rank { $rank } of { $n }

## How the results came about
comparison-origin-published = published results
comparison-origin-external = external evaluations
comparison-origin-peer = peer evaluations
comparison-origin-self = self-assessments
comparison-origin-mixed = mixed origins: { $origins }

## How the points were set
comparison-basis-official = points set by the owner of the instrument
comparison-basis-kompass-default = points on the default weights of Kompass
comparison-basis-direct = points set directly per sub-area
comparison-basis-mixed = mixed bases: { $bases }

## Version of the instrument
comparison-version-original = original version
comparison-version-2-0 = version 2.0
comparison-version-2020 = 2020 version
comparison-version-no-2010 = Norwegian version of 2010
comparison-version-no-2020 = Norwegian version of 2020
comparison-version-unknown = unknown version
comparison-version-mixed = mixed versions: { $versions }

## Time
comparison-window-all = all years
comparison-window-since-version = since the version was introduced in { $year }
comparison-window-latest = { $n ->
    [one] the latest evaluation
   *[other] the { $n } latest evaluations
}
comparison-window-year = the year { $year }
comparison-window-years = the years { $from-year }–{ $to-year }

## Repeated evaluations
comparison-repeat-every = every evaluation counts
comparison-repeat-latest = only the latest of each municipality counts

## The own municipality
comparison-own-included = own municipality included
comparison-own-excluded = own municipality not included

## Which municipalities
comparison-group-all = all municipalities
comparison-group-first-timers = municipalities evaluated for the first time
comparison-group-size = municipalities of { $from }–{ $to } inhabitants
comparison-group-size-below = municipalities of fewer than { $to } inhabitants
comparison-group-size-above = municipalities of at least { $from } inhabitants
comparison-group-skr = the municipality group { $name }
comparison-group-similar = similar municipalities by { $by } ({ $names })
comparison-group-chosen = chosen municipalities ({ $names })

## The whole rule
comparison-n = n = { $n }
comparison-n-unknown = number not stated
comparison-rule = { $statistic }: { $parts }
comparison-mixed-note = Results that are not directly comparable have been mixed on request.
comparison-estimate-note = Estimated points are used only in the municipality's own trend and are never ranked.

## Change
comparison-previous = previous ({ $year })
comparison-left-out-aggregates = { $n } printed means or records are not counted.
comparison-left-out-year = { $n } of unknown year are not counted.
comparison-left-out-population = { $n } of unknown population are not counted.
comparison-left-out-group = { $n } of unknown group are not counted.
comparison-left-out-code = { $n } of unknown municipality code are not counted.
comparison-areas-have = The total is compared with more results than the areas: for the areas n is between { $least } and { $most }.
comparison-label = Other evaluations, { $statistic }
comparison-areas-too-few = The areas are not compared: too few of the results are published with points per area.
