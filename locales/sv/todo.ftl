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
