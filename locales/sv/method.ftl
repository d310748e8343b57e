### Hur utvärderingen har gjorts, i rapportens metodavsnitt (Markdown), och vad en utgåva heter.

edition-draft = Utkast
edition-final = Slutrapport
edition-corrected = Rättad slutrapport, utgåva { $number }

method-external =
    Utvärderarna har läst kommunens svar på förhandsfrågorna, dokument och webbsidor, och sedan intervjuat grupper från politik, ledning, verksamhet och fack. Varje fråga gäller ett arbetssätt i hela kommunen och bedöms på samma skala: finns det, omfattar det alla berörda verksamheter, ger det effekt och följs det upp.

    Bedömningen gäller en bestämd dag. Det som är planerat men inte genomfört ger inga poäng. Utvärderarna har först bedömt var för sig och därefter enats i en gemensam bedömning. Ingen enskild person pekas ut.
method-peer =
    Utvärderare från andra kommuner har läst kommunens svar på förhandsfrågorna, dokument och webbsidor, och sedan intervjuat grupper från politik, ledning, verksamhet och fack. Alla har intygat att de inte är jäviga. Varje fråga gäller ett arbetssätt i hela kommunen och bedöms på samma skala.

    Bedömningen gäller en bestämd dag. Det som är planerat men inte genomfört ger inga poäng. Utvärderarna har först bedömt var för sig och därefter enats i en gemensam bedömning. Ingen enskild person pekas ut.
method-self =
    Kommunen har själv bedömt sina arbetssätt mot ramverkets frågor. Varje fråga gäller ett arbetssätt i hela kommunen och bedöms på en gemensam skala. Det som är planerat men inte genomfört ger inga poäng. Ingen utomstående har granskat bedömningen, så resultatet ska läsas som kommunens egen bild.
method-imported =
    Rapporten återger en publicerad återföring. Poängen är de som källan anger. Det som källan inte innehåller, till exempel poäng per delområde, skrivs som ett streck och har inte räknats fram i efterhand.
method-region = Ramverket är skrivet för regioner.
