### Vurdering: tabellen, ett kriterium om gangen, låsing, og hvordan områdene vurderes.

judgement-section = Vurdering
judgement-areas = Områder
judgement-area = Område
judgement-question = Spørsmål
judgement-judged = Vurdering
judgement-points = Poeng
judgement-most = Høyst
judgement-missing = mangler
judgement-caption = Nivåene står i rekkefølgen { $dimensions }
judgement-weights = Poengene er: { $note }.
judgement-of = { $n } av { $of }
judgement-left = { $n ->
    [one] { $n } vurdering mangler.
   *[other] { $n } vurderinger mangler.
}
judgement-all-done = Alt er vurdert.
judgement-show-missing = Vis bare det som mangler
judgement-show-all = Vis alle spørsmål
judgement-over = Vurderingen er avsluttet. Her står det hver enkelt vurderte.
judgement-planned-only = Planlagt, men ikke innført
judgement-locked-by = Disse har låst: { $names }.
judgement-to-lock = Har igjen å låse: { $names }.
judgement-direct = { $points } poeng direkte
judgement-direct-label = Poeng for hele delområdet
judgement-direct-help = Fra 0 til { $max }. Desimaler går fint: 12,5.
judgement-not-here = Gjelder ikke kommunen: «{ $condition }» stemmer ikke. Poengene går til de andre spørsmålene.

## Før vurderingen
judgement-before = Vurderingen har ikke begynt
judgement-before-next = Den begynner når intervjuene er ferdige. Da står alle spørsmålene her, område for område. Bestem før det hvordan hvert område skal vurderes.

## Slik vurderes områdene
judgement-ways = Slik vurderes områdene
judgement-ways-lead = Hvordan et område vurderes, bestemmes før noen har begynt. Etterpå ligger det fast, så verken et skjema eller en feilmelding røper hva en kollega har gjort.
judgement-ways-read = Den som leder evalueringen, bestemmer hvordan hvert område vurderes, før noen har begynt.
judgement-ways-fixed = Dette ble bestemt før vurderingen begynte, og ligger fast. Skal det endres, tar den som leder evalueringen et steg tilbake.
judgement-ways-caption = Områdene i rammeverkets rekkefølge
judgement-ways-way = Måte
judgement-ways-scale = Målestokk
judgement-ways-change = Endre
judgement-ways-direct = Delområder som vurderes direkte i poeng
judgement-ways-direct-help = De andre vurderes spørsmål for spørsmål.
judgement-ways-consequence = Er evalueringen tatt et steg tilbake, fjernes vurderinger gjort på den andre måten i delområdene du endrer.
judgement-ways-go = Lagre
judgement-way-independent = hver for seg
judgement-way-independent-help = Alle vurderer alt. Ingen ser hva de andre har vurdert før alle har låst området.
judgement-way-primary = første- og andreleser
judgement-way-primary-help = Én vurderer hele området og låser. En annen leser deretter og vurderer det som burde være annerledes.
judgement-way-joint = sammen
judgement-way-joint-help = Det finnes én vurdering av hvert spørsmål, og alle kan endre den. Området låses ikke.
judgement-by-question = spørsmål for spørsmål
judgement-all-direct = direkte i poeng
judgement-some-direct = spørsmål for spørsmål; direkte i poeng: { $codes }
judgement-most-points = Høyst { $points } poeng
done-judgement-way = Måten er lagret.

## Låsing
judgement-lock = Lås området
judgement-unlock = Lås opp
judgement-locked-own = Du har låst området.
judgement-locked-open = Området er låst og åpent for dem som vurderer.
judgement-together = Området vurderes sammen og låses ikke.
judgement-lockable = Alt er vurdert.
judgement-not-lockable = { $n ->
    [one] { $n } vurdering mangler før du kan låse.
   *[other] { $n } vurderinger mangler før du kan låse.
}
judgement-lock-heading = Lås { $area }
judgement-lock-go = Lås vurderingene mine
judgement-lock-independent = Når du har låst, kan du ikke endre vurderingene dine i området. Du kan låse opp så lenge noen andre ikke har låst. Når alle har låst, ser dere hverandres vurderinger, og da ligger de fast.
judgement-lock-primary = Når du har låst, kan du ikke endre vurderingene dine i området, og andreleseren ser dem. Du kan låse opp så lenge ingen andre har låst.
judgement-lock-joint = Dette området vurderes sammen. Alle kan endre vurderingene til den samordnede vurderingen begynner, så området låses ikke.
judgement-lock-missing = { $n ->
    [one] { $n } vurdering mangler. Gjør den først, så kan du låse.
   *[other] { $n } vurderinger mangler. Gjør dem først, så kan du låse.
}
judgement-unlock-heading = Lås opp { $area }
judgement-unlock-go = Lås opp
judgement-unlock-lead = Da kan du endre vurderingene dine i området igjen. Det må låses på nytt før den samordnede vurderingen kan begynne.
done-judgement-locked = Området er låst.
done-judgement-unlocked = Området er låst opp. Husk å låse det igjen.

## Ett kriterium
judgement-place = spørsmål { $n } av { $of } i området, { $left } mangler
judgement-between = Mellom spørsmålene
judgement-previous = Forrige
judgement-next = Neste
judgement-to-sheet = Til tabellen
judgement-counts = Dette teller
judgement-not-counts = Dette teller ikke
judgement-planned-help = Det finnes et vedtak eller en plan, men ingenting er endret ennå. Noteres og gir 0 poeng, uansett hvilke nivåer du har valgt.
judgement-gives = Gir { $points } av { $max } poeng
judgement-points-of = { $points } av { $max } poeng
judgement-reason = Begrunnelse
judgement-reason-help = Hva så du, og hvor? Én setning er ofte nok. De andre ser den først når vurderingene åpnes.
judgement-evidence = Grunnlag
judgement-evidence-help = Kryss av for det vurderingen bygger på.
judgement-crosswalk = Fra { $framework }: delområde { $codes }, som tilsvarer dette.
judgement-crosswalk-none = Ingen delområder i { $framework } tilsvarer dette. Underlaget er merket etter det rammeverket.
judgement-answers = Svar på forhåndsspørsmål
judgement-more = { $n ->
    [one] { $n } dokument til
   *[other] { $n } dokumenter til
}
judgement-save-next = Lagre og neste
judgement-save-last = Lagre og til tabellen
judgement-save = Lagre
judgement-save-both = Lagre med begge begrunnelsene
judgement-clear = Fjern vurderingen
judgement-take-back = Ta poengene tilbake
judgement-own = Vurderingen
judgement-others = Slik har andre vurdert
judgement-joint = Området vurderes sammen: det finnes én vurdering, og alle kan endre den.
judgement-closed = Vurderingen kan ikke endres her og nå.
judgement-closed-locked = Du har låst området, så vurderingen kan ikke endres.
judgement-stale = Vurderingen ble ikke lagret, fordi den er endret siden du åpnet siden. Slik er den nå:
judgement-stale-next = I skjemaet under står det du valgte og skrev. Sammenlign, endre om nødvendig og lagre. Da erstatter vurderingen din den som står her.
judgement-stale-keep = Behold den som står her
judgement-keys = Taster
judgement-keys-text = J går til neste spørsmål og K til forrige. Sifrene velger nivå på dimensjonen du står i, ellers på den første som er tom. Ctrl og Enter lagrer og går videre. Piltastene bytter nivå. I tekstfelt gjør J, K og sifrene ingenting spesielt.
judgement-keys-on = Bruk J, K og sifre

## Ved siden av
judgement-beside = Grunnlag for spørsmålet
judgement-documents = Dokumenter om delområdet
judgement-documents-none = Ingen dokumenter er merket med delområdet.
judgement-passages = Sider med ord fra overskriften til delområdet: { $words }.
judgement-passages-none = ingen side har ord fra overskriften til delområdet
judgement-leaf-close = Lukk siden
judgement-notes = Notater fra intervjuene
judgement-notes-none = Ingen notater er merket med spørsmålet eller delområdet.
judgement-last = Forrige gang: { $name }
judgement-last-none = Den evalueringen sier ingenting om delområdet som du får lese.
judgement-key-figures = Nøkkeltall i Kolada
judgement-key-figures-about = De hører til spørsmålet i rammeverket og sier noe om utfallet. Titler fra Kolada, på svensk.

## Problemer
problem-ju01 = Evalueringen er ikke i steget vurdering, så ingenting kan vurderes nå.
problem-ju02 = Bare de som leder og evaluerer i teamet, vurderer.
problem-ju03 = Du har låst området. Lås det opp først, hvis ingen andre vurderinger er åpnet.
problem-ju04 = Delområdet vurderes på den andre måten. Åpne det på nytt fra tabellen.
problem-ju05 = Spørsmålet gjelder ikke kommunen. Gå videre til neste.
problem-ju06 = Velg et nivå på hver dimensjon, eller kryss av for at det bare er planlagt.
problem-ju07 = Skriv poeng fra 0 til det delområdet høyst kan gi, for eksempel 12,5.
problem-ju08 = Begrunnelsen er for lang. Kort den ned til høyst 5 000 tegn.
problem-ju09 = Et grunnlag finnes ikke lenger. Kryss av for det som finnes, og lagre igjen.
problem-ju10 = Et område som vurderes sammen, låses ikke.
problem-ju11 = Ikke alt er vurdert. Gjør det som mangler, så kan du låse.
problem-ju12 = Du har ikke låst området.
problem-ju13 = Vurderingene er åpne for andre, så låsen ligger fast. Den som leder evalueringen, kan ta et steg tilbake.
problem-ju14 = Vurderingen har begynt, så måten ligger fast. Den som leder evalueringen, kan ta et steg tilbake.
problem-ju15 = Et av delområdene finnes ikke i området. Velg blant dem som vises.
problem-ju16 = Velg hvordan området skal vurderes.
