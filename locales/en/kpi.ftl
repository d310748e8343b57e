### Key figures of the national database, and what is computed from them.

place-key-figures = Key figures
kpi-heading = Key figures
kpi-lead = Search { $n } key figures of municipalities and regions. The values are here and need no network.
kpi-fallen-back = The latest edition of the key figures cannot be read here. Until it can, those that come with the program are shown, with their own dates of fetching. Whoever runs the system sees why with the command kompass doctor.
kpi-search = What do you want to know?
kpi-search-help = Use your own words, in Swedish as in the database: sjukfrånvaro, nöjda medborgare, kostnad förskola. The id of a key figure works too.
kpi-found = Key figures that fit
kpi-none = No key figure fits “{ $asked }”.
kpi-none-next = Try another word, or start over and browse the tree.
kpi-ended = ended
kpi-begin-again = Start over
kpi-to-selection = Put it in a selection
kpi-no-values = no values here
kpi-values-until = values until { $year }
kpi-of-municipality = A municipality or region
kpi-choose-area = Municipality or region
kpi-choose-area-help = Name or code.
kpi-open-profile = Show the profile
kpi-all-areas = All municipalities and regions
kpi-collections = Collections
kpi-collections-lead = Key figures that are often read together, and your own selection.
kpi-tree = Browse
kpi-tree-lead = The tree of Kolada, topic by topic.

## What a key figure is
kpi-id = Key figure
kpi-title = Title
kpi-unit = Unit
kpi-code = Code
kpi-area = Municipality or region
kpi-gender = Gender
kpi-gender-name = { $code ->
    [K] women
    [M] men
   *[T] everybody
}
kpi-year = Year
kpi-value = Value
kpi-status = Remark
kpi-preliminary = Preliminary
kpi-preliminary-value = { $value } p
kpi-fetched = Fetched
kpi-withheld = value missing
kpi-no-value = no value
kpi-signs = – means that the value is missing, p that it is preliminary. Kolada writes “-” for not reported, “.” for not applicable and “..” for secret.
kpi-download = Download:
kpi-download-all = Download the values of all municipalities and regions:

## Selection
kpi-selection = Own selection
kpi-selection-lead = Put key figures, municipalities and years side by side. The address keeps the choice, so you can save or share it.
kpi-change = Change the selection
kpi-which = Which key figure do you mean?
kpi-views = Show as
kpi-view-table = Table
kpi-view-chart = Chart
kpi-view-map = Map
kpi-show = Show
kpi-chosen-kpis = Chosen key figures
kpi-add-kpi = Add a key figure
kpi-add-kpi-help = Its id, or words to search for.
kpi-chosen-areas = Chosen municipalities and regions
kpi-add-area = Add a municipality or region
kpi-groups = Groups
kpi-group-all = all municipalities
kpi-group-nation = the nation
kpi-group-regions = all regions
kpi-group-similar = municipalities like { $area } ({ $year })
kpi-from = From year
kpi-to = To year
kpi-cut = The selection has { $n } cells. The page shows the first { $shown }; the files have all of them.
kpi-selection-empty = There is nothing to show yet.
kpi-selection-empty-next = Choose at least one key figure and at least one municipality, or a group. If you chose both, there are no values of those years.

## Chart and map
kpi-chart-table = The table has the same values.
kpi-map-title = { $kpi }, { $year }
kpi-map-table = One tile for each municipality, about where it lies. The table has the values.
kpi-map-caption = { $year }, { $gender }, { $n } municipalities with a value
kpi-map-values = The values as a table
kpi-map-fourth = Quarter
kpi-fourth-lowest = lowest quarter
kpi-fourth-lower = second lowest quarter
kpi-fourth-upper = second highest quarter
kpi-fourth-highest = highest quarter

## Kept selections
kpi-save = Keep the selection
kpi-save-lead = The selection is kept with its key figures, municipalities and years. The values are those of the day on which you open it.
kpi-save-name = Name
kpi-saved = Kept selections
kpi-saved-lead = The values are those of the day on which you open the selection.
kpi-saved-since = Kept on
kpi-saved-empty = You have not kept a selection.
kpi-saved-empty-next = Make a selection and keep it, and you come back to the same view.
kpi-remove = Remove the selection { $name }
kpi-remove-go = Remove
kpi-remove-means = The selection goes from your list. No values are removed.
done-kpi-saved = The selection is kept.
done-kpi-removed = The selection is removed.

## One key figure
kpi-change-view = Choose municipality, group, gender and target
kpi-area-without = { $gender ->
    [K] { $area } has no value for women in this key figure. There may be one for everybody.
    [M] { $area } has no value for men in this key figure. There may be one for everybody.
   *[T] { $area } has no value of this key figure.
}
kpi-area-withheld = For { $year } Kolada says: { $status }.
kpi-status-unknown = the value is missing, no reason is given
kpi-status-missing = not reported (-)
kpi-status-not-applicable = not applicable (.)
kpi-status-secret = secret, too few persons (..)
kpi-among-all = Among all
kpi-source-fetched = { $source }, fetched { $date }
kpi-compared = Compared with others
kpi-compared-caption = Values of { $year }. Means are unweighted: each municipality counts as much as any other.
kpi-compared-caption-regions = Values for { $year }. Means are unweighted: every region counts the same.
kpi-whom = Compared with
kpi-n = Number
kpi-mean = Mean
kpi-difference = Difference
kpi-median = Median
kpi-rank = Place
kpi-own-value = a value of its own, often weighted
kpi-over-time = Over time
kpi-changed-since = { $verdict } since { $year }: { $change }
kpi-unchanged-since = unchanged since { $year }
kpi-aim = The target is
kpi-target = Target
kpi-target-help = A number to hold the value against, such as 80 or 5.5.
kpi-target-met = The target { $target } is met. Distance: { $difference }
kpi-target-missed = The target { $target } is not met. Distance: { $difference }
kpi-composed = What the value is made of
kpi-composed-result = What the rule gives
kpi-composed-efficiency = The mean of the resource index and the quality index, moved so that the 2.5th percentile of all municipalities is 0 and the 97.5th is 100. What lies outside becomes 0 or 100.
kpi-composed-net-cost = The difference between net cost and reference cost, in percent of the reference cost.
kpi-composed-engagement = The mean of the three parts.
kpi-composed-three-years = The latest measurement of the year or the two years before.
kpi-composed-same = The rule gives { $value }, the same as the published value.
kpi-composed-other = The rule gives { $value }, but { $published } is published. The parts may have changed after the value was computed, or it was computed in another way.
kpi-women-men = Women and men
kpi-women = Women
kpi-men = Men
kpi-gap = Women { $women }, men { $men }.
kpi-gap-difference = Difference: { $difference }
kpi-every-year = All years
kpi-line-peers = the group
kpi-line-all = all, unweighted
kpi-nation = The nation
kpi-map = Map
kpi-spread-title = The spread among { $n }
kpi-about = About the key figure
kpi-direction = Direction
kpi-no-direction = no direction
kpi-direction-why = The direction rests on
kpi-why-hand = a judgement of this very key figure, made by us
kpi-why-word = the word “{ $word }” in the title, by a rule we made
kpi-why-unit = the unit, by a rule we made
kpi-why-nothing = no rule: the key figure counts as neutral
kpi-operating-area = Area of operations
kpi-perspective = Perspective
kpi-published-on = Next publication
kpi-preliminary-on = Next preliminary one
kpi-described-by = The description was
kpi-fetched-on = fetched from { $provider } { $date }
kpi-retired = The key figure is no longer published. Older values remain.
kpi-ended-in = The series has ended: its last year is { $year }.
kpi-with = Compare with
kpi-bands = Bands
kpi-bands-three = best quarter, middle half, worst quarter
kpi-bands-four = four quarters
kpi-similar-in = Similar, { $family } ({ $year })

## A municipality
kpi-profile = { $area } in key figures
kpi-deviations = What deviates
kpi-similar = Similar municipalities
kpi-similar-to = Municipalities like { $area }
kpi-similar-lead = For each service Kolada chooses those that are most alike. Likeness does not always go both ways, and it changes over the years.
kpi-similar-empty = There are no groups of similar municipalities here.
kpi-alike-in = Alike in
kpi-model-year = Model of
kpi-members = Municipalities and regions
kpi-compare-them = Compare them
kpi-other-groups = Other groups
kpi-other-groups-lead = Groups that { $area } belongs to. The link opens a selection with everybody in the group.
kpi-find-in = Search key figures of { $area }
kpi-population = Population
kpi-population-of = { $number } ({ $year })
kpi-skr-group = Municipality group (SKR)
kpi-fields = Areas of operations
kpi-fields-caption = Key figures with a value for everybody, latest year. Those without a direction count in no quarter.
kpi-no-field = No area
kpi-known = Key figures
kpi-with-band = Of which comparable
kpi-in-best = In the best quarter
kpi-in-worst = In the worst quarter
kpi-of = { $part } of { $n }
kpi-peers-n = { $mean } (n = { $n })
kpi-profile-empty = There are no values here.
kpi-profile-empty-next = Choose another municipality, or wait until the values have been fetched.
kpi-band = Band
kpi-mean-of-all = Mean, all
kpi-mean-of-similar = Mean, similar
kpi-change-from-previous = Change since the previous measurement
kpi-package-lead = These key figures are read together. Choose a municipality to see where it stands.
kpi-package-dated = The list is of the year in its title and may have changed since. Choose a municipality to see where it stands.
kpi-in-package = Key figures in the collection
kpi-package-origin = The list comes from { $origin }.
kpi-package-gone = Of the { $all } key figures of the list, { $count } are not in the catalogue that is loaded: { $ids }.

## Deviations
kpi-deviations-of = What deviates in { $area }
kpi-deviations-lead = Here an analysis begins: key figures in which the municipality differs most from others, from similar ones or from its own earlier years. What only looks like chance comes far down.
kpi-deviations-peers = Similar municipalities are those that Kolada counts as most alike, { $family } ({ $year }): { $members }.
kpi-deviations-nation = The nation is not compared: there is no other of its kind.
kpi-deviations-nation-next = Choose a municipality or a region.
kpi-deviations-none = Nothing deviates with these choices.
kpi-deviations-none-next = Take away a filter, or let fewer have a value.
kpi-change-filter = Filter
kpi-any = all
kpi-way = Which way
kpi-way-both = better and worse, and what has no direction
kpi-way-worse = worse than the middle
kpi-way-better = better than the middle
kpi-against = Compared with
kpi-against-any = whatever is furthest away
kpi-against-all = all municipalities
kpi-against-peers = similar municipalities
kpi-against-past = own earlier years
kpi-least = At least so many have a value
kpi-signals = Only what may be more than chance
kpi-only-gap = Only where women and men differ more than usual
kpi-background = With what describes the municipality and nobody decides
kpi-better-than-middle = better than the middle
kpi-worse-than-middle = worse than the middle
kpi-spreads = Spreads
kpi-evidence = Chance or signal
kpi-in-words = In words
kpi-evidence-lasting = lasting
kpi-evidence-new = new
kpi-evidence-unknown = too few measurements
kpi-evidence-chance = may be chance
kpi-how-deviations = How is it chosen what deviates?
kpi-how-deviations-text = Each value is held against the median of all, of similar municipalities and of its own three measurements before. The distance is measured in spreads, so that a few extremes do not count. A distance counts less the more the values of the municipality vary from one measurement to the next, and the fewer inhabitants it has. What has lasted counts most.

## Updates
kpi-editions = Updates of the key figures
kpi-editions-lead = Values are sometimes changed afterwards without notice. Here is every update, and what it changed.
kpi-editions-none = The key figures are those that come with the program.
kpi-editions-none-next = When values are fetched or read from files, it will stand here.
kpi-editions-first = The first update is compared with what comes with the program.
kpi-edition = Update { $number }
kpi-edition-name = Update
kpi-edition-when = Taken into use
kpi-edition-from = From
kpi-edition-import = Files
kpi-edition-full = Kolada, everything
kpi-edition-changes = Kolada, what had changed
kpi-edition-as-of = Fetched
kpi-edition-values = Values
kpi-edition-added = New values
kpi-edition-revised = Changed values
kpi-edition-removed = Removed values
kpi-edition-new = New key figures
kpi-edition-gone = Discontinued key figures
kpi-edition-in-kpis = { $kpis ->
    [one] { $n } in one key figure
   *[other] { $n } in { $kpis } key figures
}
kpi-edition-unknown = Key figures without a description, left out
kpi-edition-more = … and { $n } more
kpi-changes = Changed values
kpi-changes-lead = Values that were there and became others, or were removed.
kpi-changes-none = No value that was there has changed.
kpi-changes-none-next = Remove a filter to see more.
kpi-changes-kpi-help = The id of the key figure, such as N01951.
kpi-changes-first = From the beginning
kpi-changes-more = Show more
kpi-changes-cut = The file has the first { $n } changes.
kpi-changes-all = All areas
kpi-changes-own = Here
kpi-changed-values = { $n ->
    [one] one value
   *[other] { $n } values
}
kpi-never-changed = No value has been changed afterwards, as far as Kompass has seen.
kpi-was = Was
kpi-is = Is

## A comparison group of your own
kpi-own = A comparison group of your own
kpi-own-lead = Choose what the municipalities are to be alike in. This is our own measure, not Kolada’s model.
kpi-own-features = What counts
kpi-own-most = Number of municipalities
kpi-own-distance = Distance
kpi-own-group = the { $n } most alike by our own processing
kpi-own-counts = What counts: { $features }.
kpi-own-n = { $n } municipalities have a value in everything that counts. The others are left out.
kpi-own-without = The municipality has no value, so this does not count: { $features }.
kpi-own-profile = The profile of { $area } compared with them
kpi-own-none = It cannot be worked out which are most alike with these choices.
kpi-own-how = How is the distance counted?
kpi-own-how-text = For each key figure the difference between the municipalities is taken, without its sign, divided by the standard deviation among all municipalities. The distance is the mean of these, and every key figure weighs the same. Zero means that they are alike in everything that counts. The population counts by its logarithm, so that a thousand more people mean more in a small municipality than in a large one. A municipality that lacks a value is left out.
kpi-compared-with = Compared with: { $group }.
kpi-compared-usual = Compare as usual

## Errors
problem-k01 = There is no key figure { $first }. Search for words of its title.
problem-k02 = There is no such municipality or region. Write its name or its code of four digits.
problem-k03 = There is no such year among the values. Write a past year with four digits.
problem-k04 = The first year comes after the last. Change one of them.
problem-k05 = These are too many key figures at once. Choose at most 50.
problem-k06 = These are too many municipalities one by one. Choose at most 60, or all of them.
problem-k07 = There is no such group. Choose one of the list.
problem-k08 = There is no such choice. Choose one of the list.
problem-k09 = Write a name of at most 100 characters.
problem-k10 = You already have 100 saved selections. Remove one you do not need.
problem-k11 = Write a whole number from 1 to 50.
problem-k12 = Write a number, with at most three decimals.
problem-k13 = That day has not come yet. Write the day on which the files were fetched.
problem-k14 = Where the files come from is missing. Write an address, or a repository with its commit.
