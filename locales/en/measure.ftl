### Key figures in words: direction, band, change. A band is never shown by a colour alone.

measure-higher-is-better = higher is better
measure-lower-is-better = lower is better
measure-neutral = neither higher nor lower is better

measure-second-highest-quarter = second highest quarter
measure-middle-half = middle half
measure-second-lowest-quarter = second lowest quarter
measure-no-band-few = fewer than four have a value
measure-no-band-equal = all have the same value
## The rule of bands
measure-bands-three = The quarter with the best values, the half in the middle and the quarter with the worst. Those with the same value are in the same group, and in the better one if it could be two. A group only shows the place among those compared, not whether the value is good enough.
measure-bands-four = Four groups of equal size by value. Those with the same value are in the same group, and in the better one if it could be two. A group only shows the place among those compared, not whether the value is good enough.

## Change
measure-better = better
measure-worse = worse
measure-unchanged = unchanged
measure-rose = higher
measure-fell = lower
measure-unbroken-years = { $verdict } every year since { $since-year }
measure-unbroken-measurements = { $verdict } at every measurement since { $since-year }
measure-at-least = at least { $number }
measure-at-most = at most { $number }
measure-above = above { $number }
measure-below = below { $number }

## Women and men
measure-women-better = better for women
measure-men-better = better for men
measure-total-outside = The value of all lies outside the values of women and men. Some answers may lack the gender, or it was computed by itself.

## What stands out, in a sentence
measure-n-municipalities = { $n } municipalities
measure-n-regions = { $n } regions
measure-above-middle = above the median
measure-below-middle = below the median
measure-at-middle = at the median
measure-away = { $value } in { $year }, { $side } of { $among } ({ $middle })
measure-middle-peers = { $middle }; of { $n } similar ones { $peers }
measure-lasting = { $held ->
    [one] so it was at the measurement before, and it is more than the values usually vary
   *[other] so it was at { $held } measurements before, and it is more than the values usually vary
}
measure-new = it breaks with the measurements before ({ $past })
measure-chance = it is no more than the values usually vary
measure-unknown = there are too few measurements to tell chance from pattern
measure-divided = women and men stand out in opposite directions
measure-wide-gap = the difference between women and men is unusual
