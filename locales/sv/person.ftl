### Personuppgifter: vad som finns om någon, registerutdrag och radering.

## Vad som finns var
person-part-account = Konto
person-part-sign-in = Inloggning
person-part-devices = Enheter
person-part-roles = Roller
person-part-notices = Aviseringar
person-part-selections = Sparade urval
person-part-disposals = Gallringsbeslut
person-part-secrecy = Sekretessmarkeringar
person-part-program = Programmets egna uppgifter
person-outcome-goes = Tas bort.
person-outcome-blank = Görs anonymt.
person-outcome-fades = Försvinner av sig självt inom ett dygn.
person-outcome-kept = Finns kvar: { $why } Får tas bort tidigast { $day }.
person-outcome-kept-open = Finns kvar: { $why } Åren till gallring har inte börjat räknas, eller handlingen bevaras.
person-outcome-record = Finns kvar som allmän handling: { $why }
person-outcome-protocol = Finns kvar: gallringsprotokollet visar vem som beslutade.
person-outcome-secrecy = Finns kvar: visar vem som svarar för att något hölls tillbaka.
person-outcome-reference = Finns kvar som ett nummer som inte pekar ut någon när kontot är anonymt.
person-outcome-elsewhere = Finns kvar: personen har en plats i en annan organisation också. Be systemadministratören.
person-outcome-namesake = Finns kvar: bara namnet stämmer. Är det samma person raderas den för sig.
person-withheld = Texten lämnas inte ut här: rapporten är inte levererad, eller bara namnet stämmer.
person-erased = Raderad person
person-not-found = Personer söks på konto, e-postadress och namn. Namn som står i löpande text, i filer och i levererade rapporter hittas inte så. Läs dem och markera för sekretess där det behövs.

## Mina uppgifter
person-mine = Mina uppgifter
person-mine-lead = Allt som är lagrat om dig, var det står, och vad som händer med det om du ber att bli raderad.
person-mine-open = Visa
person-caption = Var uppgifterna finns
person-column-part = Vad
person-column-evaluation = Utvärdering
person-column-rows = Antal
person-column-outcome = Vid radering
person-by-name = samma namn, kanske någon annan
person-download = Ladda ner allt (JSON)
person-how = Så ber du om radering
person-how-text = Vänd dig till den som administrerar din organisation i Kompass. Den ser samma lista, och raderar det som lagen tillåter. Det som är allmän handling får kommunen inte ta bort förrän det får gallras.
person-how-to = Administratörer i { $organisation }: { $names }
person-none = Ingenting är lagrat.

## Sökning i en organisation
persons = Personuppgifter
persons-lead = Sök en person för att lämna ett registerutdrag eller radera det som lagen tillåter.
persons-who = E-postadress eller namn
persons-who-help = Hela e-postadressen, eller en del av namnet.
persons-go = Sök
persons-none = Ingen som heter så, eller har den adressen, finns i organisationen.
persons-none-next = Pröva en annan del av namnet. Namn i löpande text hittas inte.
persons-none-here = Ingen som heter så, eller har den adressen, finns här.
persons-caption = Personer
persons-name = Namn
persons-email = E-postadress
persons-no-email = ingen adress
person-lead = Det som finns om personen i organisationen, och vad som händer med det vid radering.
person-erase = Radera personen
person-erase-heading = Radera { $name }
person-erase-lead = Det här händer. Läs listan innan du går vidare.
person-erase-nothing = Inget skulle raderas: allt som finns om personen finns kvar, och skälet står i listan.
person-erase-consequence = Det går inte att ångra. Det som tas bort går inte att få tillbaka, också texten i loggen försvinner. Äldre säkerhetskopior har det tills de skrivs över.
person-erase-part = Kontot finns kvar, för personen har en plats i en annan organisation också. Bara det som hör till den här organisationen tas bort.
person-yes = Ingenting är ändrat. Kör samma kommando med --yes för att radera.
person-obstacles = Går inte att radera nu
person-obstacle-role = Har en roll i { $evaluation }, där rapporten inte är levererad. Ta bort rollen först.
person-obstacle-link = Har en personlig länk till { $evaluation }, där rapporten inte är levererad. Återkalla länken först.
person-obstacle-interview = Finns bland dem som intervjuas i { $evaluation }, där rapporten inte är levererad. Ta bort personen ur listan först, eller vänta.
person-obstacle-last = Ingen annan är systemadministratör. Utse en till först.
person-obstacle-leads = Ingen annan är administratör för { $organisation }. Utse en till först.
done-person-erased = Personen är raderad. Det som lagen kräver finns kvar.
problem-pd01 = Ingen sådan person finns. Sök på e-postadressen eller en del av namnet.
problem-pd02 = Flera personer passar. Välj en av dem.
problem-pd03 = Personen har arbete i en utvärdering där rapporten inte är levererad. Ta bort rollen, länken eller intervjun först.
problem-pd04 = Ingen annan är systemadministratör. Utse en till först.
problem-pd05 = Ingen raderar sig själv. Be en annan administratör.
problem-pd06 = Ingen annan är administratör för en organisation som personen ansvarar för. Utse en till där först.
