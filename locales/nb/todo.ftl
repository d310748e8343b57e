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
