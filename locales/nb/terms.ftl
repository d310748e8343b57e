### Ord som går igjen i grensesnitt, rapporter og på kommandolinjen.

## Språk
lang-sv = svensk
lang-en = engelsk
lang-nb = norsk (bokmål)

## Ord
term-municipality = kommune
term-area = område
term-sub-area = delområde
term-field = hovedområde
term-question = spørsmål
term-pre-question = forhåndsspørsmål
term-framework = rammeverk
term-evaluation = evaluering
term-judgement = vurdering
term-points = poeng
term-evidence = grunnlag
term-strengths = styrker
term-improvement-areas = forbedringsområder
term-good-examples = gode eksempler
term-feedback = tilbakemelding
term-agreement = samsvar
term-self-assessment = egenvurdering
term-impact = gjennomslag
term-record-number = saksnummer
term-assessment-date = vurderingsdato
term-evaluator = evaluator
term-coordinator = koordinator
term-conflict-of-interest = inhabilitet

## Antall
n-evaluations = { $n ->
    [one] { $n } evaluering
   *[other] { $n } evalueringer
}
n-municipalities = { $n ->
    [one] { $n } kommune
   *[other] { $n } kommuner
}
n-people = { $n ->
    [one] { $n } person
   *[other] { $n } personer
}
n-points = { $points } poeng
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

## Hvordan et område vurderes
way-independent = hver for seg
way-primary-second = én vurderer, én leser
way-joint = sammen

## Vurdering
judgement-planned = planlagt, ikke gjort
judgement-not-assessed = ikke vurdert
judgement-inapplicable = gjelder ikke her

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

## Plassering blant dem det sammenlignes med
position-highest-quarter = høyeste fjerdedel
position-upper-half = øvre halvdel
position-middle = midten
position-lower-half = nedre halvdel
position-lowest-quarter = laveste fjerdedel

## Medvirkningstrappen
participation-information = informasjon
participation-consultation = konsultasjon
participation-dialogue = dialog
participation-involvement = innflytelse
participation-co-decision = medbestemmelse

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
