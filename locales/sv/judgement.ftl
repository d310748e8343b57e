### Bedömning: tabellen, ett kriterium i taget, låsning, och hur områdena bedöms.

judgement-section = Bedömning
judgement-areas = Områden
judgement-area = Område
judgement-question = Fråga
judgement-judged = Bedömning
judgement-points = Poäng
judgement-most = Högst
judgement-missing = saknas
judgement-caption = Nivåerna står i ordningen { $dimensions }
judgement-weights = Poängen är en { $note }.
judgement-of = { $n } av { $of }
judgement-left = { $n ->
    [one] { $n } bedömning saknas.
   *[other] { $n } bedömningar saknas.
}
judgement-all-done = Allt är bedömt.
judgement-show-missing = Visa bara det som saknas
judgement-show-all = Visa alla frågor
judgement-over = Bedömningen är avslutad. Här står vad var och en bedömde.
judgement-planned-only = Planerat men inte infört
judgement-locked-by = Har låst: { $names }.
judgement-to-lock = Har kvar att låsa: { $names }.
judgement-direct = { $points } poäng direkt
judgement-direct-label = Poäng för hela delområdet
judgement-direct-help = Från 0 till { $max }. Decimaler går bra: 12,5.
judgement-not-here = Gäller inte kommunen: ”{ $condition }” stämmer inte. Frågans poäng fördelas på de andra.

## Före bedömningen
judgement-before = Bedömningen har inte börjat
judgement-before-next = Den börjar när intervjuerna är klara. Då står alla frågor här, område för område. Bestäm innan dess hur varje område ska bedömas.

## Så bedöms områdena
judgement-ways = Så bedöms områdena
judgement-ways-lead = Hur ett område bedöms bestäms innan någon har börjat bedöma. Sedan ligger det fast, så att varken ett formulär eller ett felmeddelande avslöjar vad en kollega har gjort.
judgement-ways-read = Den som leder utvärderingen bestämmer hur varje område bedöms, innan någon har börjat.
judgement-ways-fixed = Det här bestämdes innan bedömningen började och ligger fast. Ska det ändras tar den som leder utvärderingen ett steg tillbaka.
judgement-ways-caption = Områden i ramverkets ordning
judgement-ways-way = Sätt
judgement-ways-scale = Skala
judgement-ways-change = Ändra
judgement-ways-direct = Delområden som bedöms direkt i poäng
judgement-ways-direct-help = De andra bedöms fråga för fråga.
judgement-ways-consequence = Har utvärderingen tagit ett steg tillbaka tas de bedömningar bort som gjordes på det andra sättet i ett delområde som du ändrar.
judgement-ways-go = Spara
judgement-way-independent = var för sig
judgement-way-independent-help = Var och en bedömer allt. Ingen ser vad de andra har bedömt förrän alla har låst området.
judgement-way-primary = första och andra läsare
judgement-way-primary-help = En bedömer hela området och låser. En annan läser sedan och bedömer det som borde vara annorlunda.
judgement-way-joint = tillsammans
judgement-way-joint-help = Det finns en bedömning av varje fråga, och alla kan ändra den. Området låses inte.
judgement-by-question = fråga för fråga
judgement-all-direct = direkt i poäng
judgement-some-direct = fråga för fråga; direkt i poäng: { $codes }
judgement-most-points = Högst { $points } poäng
done-judgement-way = Sättet är sparat.

## Låsning
judgement-lock = Lås området
judgement-unlock = Lås upp
judgement-locked-own = Du har låst området.
judgement-locked-open = Området är låst och öppet för dem som bedömer.
judgement-together = Området bedöms tillsammans och låses inte.
judgement-lockable = Allt är bedömt.
judgement-not-lockable = { $n ->
    [one] { $n } bedömning saknas innan du kan låsa.
   *[other] { $n } bedömningar saknas innan du kan låsa.
}
judgement-lock-heading = Lås { $area }
judgement-lock-go = Lås mina bedömningar
judgement-lock-independent = När du har låst kan du inte ändra dina bedömningar i området. Du kan låsa upp så länge någon annan har kvar att låsa. När alla har låst ser ni varandras bedömningar, och då ligger de fast.
judgement-lock-primary = När du har låst kan du inte ändra dina bedömningar i området, och den andra läsaren ser dem. Du kan låsa upp så länge ingen annan har låst.
judgement-lock-joint = Det här området bedöms tillsammans. Alla kan ändra bedömningarna tills sambedömningen börjar, så området låses inte.
judgement-lock-missing = { $n ->
    [one] { $n } bedömning saknas. Gör den först, sedan kan du låsa.
   *[other] { $n } bedömningar saknas. Gör dem först, sedan kan du låsa.
}
judgement-unlock-heading = Lås upp { $area }
judgement-unlock-go = Lås upp
judgement-unlock-lead = Då kan du ändra dina bedömningar i området igen. Du behöver låsa det på nytt innan sambedömningen kan börja.
done-judgement-locked = Området är låst.
done-judgement-unlocked = Området är upplåst. Glöm inte att låsa det igen.

## Ett kriterium
judgement-place = fråga { $n } av { $of } i området, { $left } saknas
judgement-between = Mellan frågorna
judgement-previous = Föregående
judgement-next = Nästa
judgement-to-sheet = Till tabellen
judgement-counts = Det här räknas
judgement-not-counts = Det här räknas inte
judgement-planned-help = Det finns ett beslut eller en plan, men inget har ännu förändrats. Antecknas och ger 0 poäng, vilka nivåer du än har valt.
judgement-gives = Ger { $points } av { $max } poäng
judgement-points-of = { $points } av { $max } poäng
judgement-reason = Skäl
judgement-reason-help = Vad såg du, och var? En mening räcker ofta. Skälet syns för de andra först när bedömningarna öppnas.
judgement-evidence = Underlag
judgement-evidence-help = Kryssa för det som bedömningen bygger på.
judgement-crosswalk = Ur { $framework }: delområde { $codes }, som motsvarar det här.
judgement-crosswalk-none = Inget delområde i { $framework } motsvarar det här. Underlaget är märkt efter det ramverket.
judgement-answers = Svar på förhandsfrågor
judgement-more = { $n ->
    [one] { $n } dokument till
   *[other] { $n } dokument till
}
judgement-save-next = Spara och nästa
judgement-save-last = Spara och till tabellen
judgement-save = Spara
judgement-save-both = Spara med båda skälen
judgement-clear = Ta bort bedömningen
judgement-take-back = Ta tillbaka poängen
judgement-own = Bedömningen
judgement-others = Så har andra bedömt
judgement-joint = Området bedöms tillsammans: det finns en bedömning, och alla kan ändra den.
judgement-closed = Bedömningen kan inte ändras här och nu.
judgement-closed-locked = Du har låst området, så bedömningen kan inte ändras.
judgement-stale = Bedömningen sparades inte, för den har ändrats sedan du öppnade sidan. Så här står den nu:
judgement-stale-next = I formuläret under står det du valde och skrev. Jämför, ändra om det behövs och spara. Då ersätter din bedömning den som står här.
judgement-stale-keep = Behåll den som står här
judgement-keys = Tangenter
judgement-keys-text = J går till nästa fråga och K till föregående. Siffrorna väljer nivå på den dimension du står i, annars på den första som är tom. Ctrl och Enter sparar och går vidare. Piltangenterna byter nivå. I textfält gör J, K och siffrorna inget särskilt.
judgement-keys-on = Använd J, K och siffror

## Bredvid
judgement-beside = Underlag till frågan
judgement-documents = Dokument om delområdet
judgement-documents-none = Inga dokument är märkta med delområdet.
judgement-passages = Sidor där ord ur delområdets rubrik står: { $words }.
judgement-passages-none = ingen sida har ord ur delområdets rubrik
judgement-leaf-close = Stäng sidan
judgement-notes = Anteckningar från intervjuerna
judgement-notes-none = Ingen anteckning är märkt med frågan eller delområdet.
judgement-last = Förra gången: { $name }
judgement-last-none = Den utvärderingen säger inget om delområdet som du får läsa.
judgement-key-figures = Nyckeltal i Kolada
judgement-key-figures-about = De hör till frågan enligt ramverket och säger något om utfallet. Titlar enligt Kolada.

## Problem
problem-ju01 = Utvärderingen är inte i steget bedömning, så inget kan bedömas nu.
problem-ju02 = Bara de som leder och utvärderar i teamet bedömer.
problem-ju03 = Du har låst området. Lås upp det först, om ingen annan bedömning har öppnats.
problem-ju04 = Delområdet bedöms på det andra sättet. Öppna det på nytt från tabellen.
problem-ju05 = Frågan gäller inte kommunen. Gå vidare till nästa.
problem-ju06 = Välj en nivå på varje dimension, eller kryssa för att det bara är planerat.
problem-ju07 = Skriv poäng från 0 till det delområdet högst kan ge, till exempel 12,5.
problem-ju08 = Skälet är för långt. Korta det till högst 5 000 tecken.
problem-ju09 = Ett underlag finns inte längre. Kryssa för det som finns och spara igen.
problem-ju10 = Ett område som bedöms tillsammans låses inte.
problem-ju11 = Allt är inte bedömt. Gör det som saknas, sedan kan du låsa.
problem-ju12 = Du har inte låst området.
problem-ju13 = Bedömningarna är öppna för andra, så låset ligger fast. Den som leder utvärderingen kan ta ett steg tillbaka.
problem-ju14 = Bedömningen har börjat, så sättet ligger fast. Den som leder utvärderingen kan ta ett steg tillbaka.
problem-ju15 = Ett av delområdena finns inte i området. Välj bland dem som visas.
problem-ju16 = Välj hur området ska bedömas.
