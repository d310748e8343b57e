### Ord som går igjen i grensesnitt, rapporter og på kommandolinjen.

## Antall
n-evaluations = { $n ->
    [one] { $n } evaluering
   *[other] { $n } evalueringer
}
points-of-max = { $points } av { $max } poeng

## Hvordan evalueringen er gjort
kind-external = ekstern evaluering
kind-peer = kollegaevaluering
kind-self = egenvurdering
kind-imported = publisert resultat

## Trinnene i evalueringen
state-planned = planlagt
state-preparation = forberedelse
state-interviews = intervjuer
state-scoring = vurdering
state-consensus = samordnet vurdering
state-review = kvalitetssikring
state-fact-check = faktasjekk
state-delivered = levert
state-follow-up = oppfølging
state-closed = avsluttet

## Roller
role-system-administrator = systemadministrator
role-organisation-administrator = organisasjonsadministrator
role-lead = evalueringsleder
role-evaluator = evaluator
role-reviewer = kvalitetssikrer
role-coordinator = koordinator
role-contributor = bidragsyter
role-interviewee = intervjuet
role-reader = leser
role-account = innlogget
role-public = allmennheten

## Vurdering
judgement-not-assessed = ikke vurdert

## Hva hver kilde sier om det som står i dokumentene
impact-documents = Dokumenter
impact-confirms = bekrefter
impact-contradicts = motsier
impact-silent = sier ingenting

## Hva som har skjedd med et forbedringsområde siden forrige evaluering
since-last-done = gjennomført
since-last-begun = påbegynt
since-last-not-begun = ikke påbegynt
since-last-declined = valgt bort
since-last-origin = Opphav
since-last-origin-report = rapporten { $year }
since-last-origin-plan = handlingsplanen etter { $year }
since-last-origin-own = kommunens eget tillegg
since-last-origin-unknown = ikke notert

## Plassering blant dem det sammenlignes med
position-highest-quarter = høyeste fjerdedel
position-upper-half = øvre halvdel
position-middle = midten
position-lower-half = nedre halvdel
position-lowest-quarter = laveste fjerdedel

## Hvor en del av rammeverket kommer fra
provenance-source = hentet fra kilden
provenance-kompass-default = skrevet av Kompass
provenance-titles = overskrifter
provenance-structure = inndeling
provenance-rubric = vurderingsskala
provenance-points = poeng per delområde
provenance-questions = spørsmål
provenance-groups = intervjugrupper

## Opplysninger som alltid skal vises
default-weights-note = egen vurdering med Kompass sine standardvekter, ikke SKR sine
fictional-note = Kommunen er oppdiktet. Eksempelet viser hvordan Kompass virker.
sub-area-points-not-published = poeng per delområde er ikke publisert
not-published = ikke publisert
