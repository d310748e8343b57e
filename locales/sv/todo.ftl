### Att göra: det som väntar på startsidan.

todo = Att göra
todo-declaration = Skriv under din jävsdeklaration
todo-lead = Utse den som ska leda utvärderingen
todo-coordinator = Utse en samordnare i kommunen
todo-invitations = { $n ->
    [one] En inbjudan väntar på svar
   *[other] { $n } inbjudningar väntar på svar
}
todo-missing = Inför { $step } saknas { $n ->
    [one] en sak
   *[other] { $n } saker
}
todo-step = Allt är klart: gå vidare till { $step }
todo-documents = { $n ->
    [one] Ett dokument att lämna
   *[other] { $n } dokument att lämna
}
todo-areas = { $n ->
    [one] Ett område att bedöma och låsa
   *[other] { $n } områden att bedöma och låsa
}
todo-review = Granska, och skriv under eller skicka tillbaka
todo-fact-check = Läs texten och lämna synpunkter
todo-fact-check-answers = { $n ->
    [one] En synpunkt att besvara
   *[other] { $n } synpunkter att besvara
}
todo-answers-open = { $n ->
    [one] En förhandsfråga att besvara
   *[other] { $n } förhandsfrågor att besvara
}
todo-answers-asked = { $n ->
    [one] En fråga tillbaka att svara på
   *[other] { $n } frågor tillbaka att svara på
}
todo-answers-late = { $n ->
    [one] En fråga som en kollega skulle ha svarat på
   *[other] { $n } frågor som kollegor skulle ha svarat på
}
todo-answers-ready = { $n ->
    [one] Ett svar att godkänna
   *[other] { $n } svar att godkänna
}
todo-answers-approved = { $n ->
    [one] Ett godkänt svar att lämna in
   *[other] { $n } godkända svar att lämna in
}
todo-interviews = { $n ->
    [one] En intervju som skulle ha hållits: säg om den blev av
   *[other] { $n } intervjuer som skulle ha hållits: säg om de blev av
}
todo-notes = { $n ->
    [one] En intervju som du inte har skrivit anteckningar från
   *[other] { $n } intervjuer som du inte har skrivit anteckningar från
}
todo-supplements = { $n ->
    [one] En sen komplettering att ta ställning till
   *[other] { $n } sena kompletteringar att ta ställning till
}
todo-actions-late = { $n ->
    [one] En åtgärd skulle ha varit klar
   *[other] { $n } åtgärder skulle ha varit klara
}
todo-actions-quiet = { $n ->
    [one] En åtgärd har inte följts upp på { $days } dagar
   *[other] { $n } åtgärder har inte följts upp på { $days } dagar
}
todo-due = senast { $date }
todo-late = försenat, skulle varit klart { $date }
todo-account = Ditt konto
todo-none = Inget väntar på dig just nu
todo-next-lead = När något i dina utvärderingar behöver göras står det här, det som är sent först.
todo-next-evaluator = När det är dags att bedöma står dina områden här.
todo-next-reviewer = När en utvärdering är klar att granska står den här.
todo-next-coordinator = När utvärderarna frågar något, eller texten är klar att läsa, står det här.
todo-next-administrator = När en utvärdering behöver någon som leder eller samordnar står det här.
todo-next-reader = När rapporten är levererad kan du läsa den från utvärderingens sida.
todo-more = Visa alla { $n } utvärderingar
todo-installation = Installationen
todo-administrators = Administratörer
