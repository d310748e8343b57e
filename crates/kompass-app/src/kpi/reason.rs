//! Why a question about key figures cannot be answered.

use crate::reason::reasons;

reasons! {
    UNKNOWN_KPI "K01" "this key figure is not known" "search for it by words of its title";
    UNKNOWN_AREA "K02" "this municipality or region is not known" "write its name or its code of four digits";
    NO_YEAR "K03" "this is no year of the key figures" "choose a year that has passed";
    YEARS_REVERSED "K04" "the first year is after the last" "change one of them";
    TOO_MANY_KPIS "K05" "these are too many key figures at once" "choose at most 50";
    TOO_MANY_AREAS "K06" "these are too many municipalities and regions by name" "choose at most 60, or all of them";
    UNKNOWN_GROUP "K07" "this group is not known" "choose one of the list, or the number of a group of this area";
    NO_SUCH_CHOICE "K08" "this choice is not known" "choose one of the list, or see --help";
    NOT_FETCHED_YET "K13" "this day has not come yet" "write the day on which the files were fetched";
    NO_ORIGIN "K14" "where the files come from is missing" "write an address, or a repository with its commit";
    NAME_OF_SELECTION "K09" "a name is missing or is longer than 100 characters" "write a short name";
    HOW_MANY "K11" "this is not from 1 to 50 municipalities" "write a whole number from 1 to 50";
    NO_NUMBER "K12" "this is no number" "write digits, and at most three decimals after a comma";
    TOO_MANY_SELECTIONS "K10" "you have 100 saved selections" "remove one you no longer need";
}
