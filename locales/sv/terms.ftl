### Ord som återkommer i gränssnitt, rapporter och kommandorad.

## Antal
n-evaluations = { $n ->
    [one] { $n } utvärdering
   *[other] { $n } utvärderingar
}
points-of-max = { $points } av { $max } poäng

## Hur utvärderingen har gjorts
kind-external = extern utvärdering
kind-peer = kollegial utvärdering
kind-self = självvärdering
kind-imported = publicerat resultat

## Utvärderingens steg
state-planned = planerad
state-preparation = förberedelse
state-interviews = intervjuer
state-scoring = bedömning
state-consensus = sambedömning
state-review = kvalitetsgranskning
state-fact-check = faktagranskning
state-delivered = levererad
state-follow-up = uppföljning
state-closed = avslutad

## Roller
role-system-administrator = systemadministratör
role-organisation-administrator = organisationsadministratör
role-lead = utvärderingsledare
role-evaluator = utvärderare
role-reviewer = kvalitetsgranskare
role-coordinator = samordnare
role-contributor = medverkande
role-interviewee = intervjuad
role-reader = läsare
role-account = inloggad
role-public = allmänheten

## Bedömning
judgement-not-assessed = ej bedömt

## Vad varje källa säger om det som står i dokumenten
impact-documents = Dokument
impact-confirms = bekräftar
impact-contradicts = motsäger
impact-silent = säger inget

## Vad som har hänt med ett förbättringsområde sedan förra utvärderingen
since-last-done = genomfört
since-last-begun = påbörjat
since-last-not-begun = inte påbörjat
since-last-declined = valt bort
since-last-origin = Ursprung
since-last-origin-report = rapporten { $year }
since-last-origin-plan = handlingsplanen efter { $year }
since-last-origin-own = kommunens eget tillägg
since-last-origin-unknown = inte noterat

## Läge bland de jämförda
position-highest-quarter = högsta fjärdedelen
position-upper-half = övre halvan
position-middle = mitten
position-lower-half = nedre halvan
position-lowest-quarter = lägsta fjärdedelen

## Varifrån en del av ramverket kommer
provenance-source = hämtat från källan
provenance-kompass-default = skrivet av Kompass
provenance-titles = rubriker
provenance-structure = indelning
provenance-rubric = bedömningsskala
provenance-points = poäng per delområde
provenance-questions = frågor
provenance-groups = intervjugrupper

## Upplysningar som alltid ska synas
default-weights-note = egen bedömning med Kompass standardvikter, inte SKR:s
fictional-note = Kommunen är påhittad. Exemplet visar hur Kompass fungerar.
sub-area-points-not-published = poäng per delområde ej publicerade
not-published = ej publicerat
