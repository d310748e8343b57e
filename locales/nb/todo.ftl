### Å gjøre: det som venter på startsiden.

todo = Å gjøre
todo-declaration = Skriv under erklæringen din om inhabilitet
todo-lead = Oppnevn den som skal lede evalueringen
todo-coordinator = Oppnevn en koordinator i kommunen
todo-invitations = { $n ->
    [one] Én invitasjon venter på svar
   *[other] { $n } invitasjoner venter på svar
}
todo-missing = Før { $step } mangler { $n ->
    [one] én ting
   *[other] { $n } ting
}
todo-step = Alt er på plass: gå videre til { $step }
todo-documents = { $n ->
    [one] Ett dokument å levere
   *[other] { $n } dokumenter å levere
}
todo-areas = { $n ->
    [one] Ett område å vurdere og låse
   *[other] { $n } områder å vurdere og låse
}
todo-review = Gransk, og skriv under eller send tilbake
todo-fact-check = Les teksten og gi merknader
todo-fact-check-answers = { $n ->
    [one] Én merknad å besvare
   *[other] { $n } merknader å besvare
}
todo-answers-open = { $n ->
    [one] Ett forhåndsspørsmål å besvare
   *[other] { $n } forhåndsspørsmål å besvare
}
todo-answers-asked = { $n ->
    [one] Ett spørsmål tilbake å svare på
   *[other] { $n } spørsmål tilbake å svare på
}
todo-answers-late = { $n ->
    [one] Ett spørsmål som en kollega skulle ha svart på
   *[other] { $n } spørsmål som kolleger skulle ha svart på
}
todo-answers-ready = { $n ->
    [one] Ett svar å godkjenne
   *[other] { $n } svar å godkjenne
}
todo-answers-approved = { $n ->
    [one] Ett godkjent svar å levere
   *[other] { $n } godkjente svar å levere
}
todo-interviews = { $n ->
    [one] Ett intervju skulle vært holdt: si om det ble noe av
   *[other] { $n } intervjuer skulle vært holdt: si om det ble noe av dem
}
todo-notes = { $n ->
    [one] Ett intervju som du ikke har skrevet notater fra
   *[other] { $n } intervjuer som du ikke har skrevet notater fra
}
todo-supplements = { $n ->
    [one] En sen supplering å ta stilling til
   *[other] { $n } sene suppleringer å ta stilling til
}
todo-actions-late = { $n ->
    [one] Ett tiltak skulle vært ferdig
   *[other] { $n } tiltak skulle vært ferdige
}
todo-actions-quiet = { $n ->
    [one] Ett tiltak er ikke fulgt opp på { $days } dager
   *[other] { $n } tiltak er ikke fulgt opp på { $days } dager
}
todo-due = senest { $date }
todo-late = forsinket, skulle vært ferdig { $date }
todo-account = Kontoen din
todo-none = Ingenting venter på deg akkurat nå
todo-next-lead = Når noe i evalueringene dine må gjøres, står det her, det som er sent først.
todo-next-evaluator = Når det er tid for å vurdere, står områdene dine her.
todo-next-reviewer = Når en evaluering er klar til granskning, står den her.
todo-next-coordinator = Når evaluatorene spør om noe, eller teksten er klar til å leses, står det her.
todo-next-administrator = Når en evaluering trenger noen som leder eller koordinerer, står det her.
todo-next-reader = Når rapporten er levert, kan du lese den fra evalueringens side.
todo-more = Vis alle { $n } evalueringene
todo-installation = Installasjonen
todo-administrators = Administratorer
