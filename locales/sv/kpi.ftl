### Nyckeltal ur den nationella databasen, och det som räknas fram ur dem.

place-key-figures = Nyckeltal
kpi-heading = Nyckeltal
kpi-lead = Sök bland { $n } nyckeltal för kommuner och regioner. Värdena finns här och behöver inget nät.
kpi-fallen-back = Den senaste utgåvan av nyckeltalen går inte att läsa här. Tills vidare visas de som följer med programmet, med sina egna hämtningsdatum. Den som sköter systemet ser varför i kommandot kompass doctor.
kpi-search = Vad vill du veta?
kpi-search-help = Skriv med egna ord, till exempel sjukfrånvaro, nöjda medborgare eller kostnad för förskola. Nyckeltalets id går också bra.
kpi-found = Nyckeltal som passar
kpi-none = Inget nyckeltal passar ”{ $asked }”.
kpi-none-next = Pröva ett annat ord, eller börja om och bläddra i trädet.
kpi-ended = upphört
kpi-begin-again = Börja om
kpi-to-selection = Lägg i ett urval
kpi-no-values = inga värden här
kpi-values-until = värden till och med { $year }
kpi-of-municipality = En kommun eller region
kpi-choose-area = Kommun eller region
kpi-choose-area-help = Namn eller kod.
kpi-open-profile = Visa profilen
kpi-all-areas = Alla kommuner och regioner
kpi-collections = Samlingar
kpi-collections-lead = Nyckeltal som brukar läsas tillsammans, och ditt eget urval.
kpi-tree = Bläddra
kpi-tree-lead = Samma träd som i Kolada: ämne för ämne.

## Vad ett nyckeltal är
kpi-id = Nyckeltal
kpi-title = Titel
kpi-unit = Enhet
kpi-code = Kod
kpi-area = Kommun eller region
kpi-gender = Kön
kpi-gender-name = { $code ->
    [K] kvinnor
    [M] män
   *[T] alla
}
kpi-year = År
kpi-value = Värde
kpi-status = Anmärkning
kpi-preliminary = Preliminärt
kpi-preliminary-value = { $value } p
kpi-fetched = Hämtat
kpi-withheld = värde saknas
kpi-no-value = inget värde
kpi-signs = – betyder att värdet saknas, p att det är preliminärt. Kolada skriver ”-” för bortfall, ”.” för ej tillämplig och ”..” för sekretess.
kpi-download = Ladda ned:
kpi-download-all = Ladda ned alla kommuners och regioners värden:

## Urval
kpi-selection = Eget urval
kpi-selection-lead = Lägg nyckeltal, kommuner och år bredvid varandra. Adressen behåller valet, så att du kan spara eller dela den.
kpi-change = Ändra urvalet
kpi-which = Vilket nyckeltal menar du?
kpi-views = Visa som
kpi-view-table = Tabell
kpi-view-chart = Diagram
kpi-view-map = Karta
kpi-show = Visa
kpi-chosen-kpis = Valda nyckeltal
kpi-add-kpi = Lägg till ett nyckeltal
kpi-add-kpi-help = Id eller sökord.
kpi-chosen-areas = Valda kommuner och regioner
kpi-add-area = Lägg till en kommun eller region
kpi-groups = Grupper
kpi-group-all = alla kommuner
kpi-group-nation = riket
kpi-group-regions = alla regioner
kpi-group-similar = kommuner som liknar { $area } ({ $year })
kpi-from = Från år
kpi-to = Till år
kpi-cut = Urvalet har { $n } celler. Sidan visar de första { $shown }; alla finns i filerna.
kpi-selection-empty = Det finns inget att visa än.
kpi-selection-empty-next = Välj minst ett nyckeltal och minst en kommun, eller en grupp. Har du valt båda finns det inga värden för de åren.

## Diagram och karta
kpi-chart-table = Samma värden står i tabellen.
kpi-map-title = { $kpi }, { $year }
kpi-map-table = En ruta per kommun, ungefär där kommunen ligger. Värdena står i tabellen.
kpi-map-caption = { $year }, { $gender }, { $n } kommuner med värde
kpi-map-values = Värdena i tabell
kpi-map-fourth = Fjärdedel
kpi-fourth-lowest = lägsta fjärdedelen
kpi-fourth-lower = näst lägsta fjärdedelen
kpi-fourth-upper = näst högsta fjärdedelen
kpi-fourth-highest = högsta fjärdedelen

## Sparade urval
kpi-save = Spara urvalet
kpi-save-lead = Urvalet sparas med sina nyckeltal, kommuner och år. Värdena är de som gäller när du öppnar det.
kpi-save-name = Namn
kpi-saved = Sparade urval
kpi-saved-lead = Värdena är de som gäller när du öppnar urvalet.
kpi-saved-since = Sparat
kpi-saved-empty = Du har inte sparat något urval.
kpi-saved-empty-next = Gör ett urval och spara det, så kommer du tillbaka till samma vy.
kpi-remove = Ta bort urvalet { $name }
kpi-remove-go = Ta bort
kpi-remove-means = Urvalet försvinner ur din lista. Inga värden tas bort.
done-kpi-saved = Urvalet är sparat.
done-kpi-removed = Urvalet är borttaget.

## Ett nyckeltal
kpi-change-view = Välj kommun, grupp, kön och mål
kpi-area-without = { $gender ->
    [K] { $area } har inget värde för kvinnor i det här nyckeltalet. Det kan finnas ett för alla.
    [M] { $area } har inget värde för män i det här nyckeltalet. Det kan finnas ett för alla.
   *[T] { $area } har inget värde för det här nyckeltalet.
}
kpi-area-withheld = För { $year } anger Kolada: { $status }.
kpi-status-unknown = värdet saknas, ingen anledning är angiven
kpi-status-missing = bortfall (-)
kpi-status-not-applicable = ej tillämplig (.)
kpi-status-secret = sekretess (..)
kpi-among-all = Bland alla
kpi-source-fetched = { $source }, hämtat { $date }
kpi-compared = Jämfört med andra
kpi-compared-caption = Värden för { $year }. Medelvärden är ovägda: varje kommun räknas lika mycket.
kpi-compared-caption-regions = Värden för { $year }. Medelvärden är ovägda: varje region räknas lika mycket.
kpi-whom = Jämförs med
kpi-n = Antal
kpi-mean = Medelvärde
kpi-difference = Skillnad
kpi-median = Median
kpi-rank = Plats
kpi-own-value = eget värde, ofta vägt
kpi-over-time = Över tid
kpi-changed-since = { $verdict } sedan { $year }: { $change }
kpi-unchanged-since = oförändrat sedan { $year }
kpi-aim = Målet är
kpi-target = Mål
kpi-target-help = Ett tal att hålla värdet mot, till exempel 80 eller 5,5.
kpi-target-met = Målet { $target } är nått. Avstånd: { $difference }
kpi-target-missed = Målet { $target } är inte nått. Avstånd: { $difference }
kpi-composed = Så är värdet sammansatt
kpi-composed-result = Regelns resultat
kpi-composed-efficiency = Medelvärdet av resursindex och kvalitetsindex, flyttat så att 2,5-percentilen bland alla kommuner blir 0 och 97,5-percentilen 100. Det som ligger utanför blir 0 eller 100.
kpi-composed-net-cost = Skillnaden mellan nettokostnad och referenskostnad, i procent av referenskostnaden.
kpi-composed-engagement = Medelvärdet av de tre delarna.
kpi-composed-three-years = Den senaste mätningen under året eller de två åren före.
kpi-composed-same = Regeln ger { $value }, samma som det publicerade värdet.
kpi-composed-other = Regeln ger { $value }, men { $published } är publicerat. Delarna kan ha ändrats efter att värdet räknades fram, eller så räknades det på ett annat sätt.
kpi-women-men = Kvinnor och män
kpi-women = Kvinnor
kpi-men = Män
kpi-gap = Kvinnor { $women }, män { $men }.
kpi-gap-difference = Skillnad: { $difference }
kpi-every-year = Alla år
kpi-line-peers = gruppen
kpi-line-all = alla, ovägt
kpi-nation = Riket
kpi-map = Karta
kpi-spread-title = Spridningen bland { $n }
kpi-about = Om nyckeltalet
kpi-direction = Riktning
kpi-no-direction = utan riktning
kpi-direction-why = Riktningen bygger på
kpi-why-hand = en bedömning av just det här nyckeltalet, gjord av oss
kpi-why-word = ordet ”{ $word }” i titeln, enligt en regel vi har gjort
kpi-why-unit = enheten, enligt en regel vi har gjort
kpi-why-nothing = ingen regel: nyckeltalet räknas som neutralt
kpi-operating-area = Verksamhetsområde
kpi-perspective = Perspektiv
kpi-published-on = Publiceras nästa gång
kpi-preliminary-on = Preliminärt nästa gång
kpi-described-by = Beskrivningen är
kpi-fetched-on = hämtad från { $provider } { $date }
kpi-retired = Nyckeltalet publiceras inte längre. Äldre värden finns kvar.
kpi-ended-in = Serien är avslutad: sista året är { $year }.
kpi-with = Jämför med
kpi-bands = Grupper
kpi-bands-three = bästa fjärdedelen, mellersta hälften, sämsta fjärdedelen
kpi-bands-four = fyra fjärdedelar
kpi-similar-in = Liknande, { $family } ({ $year })

## En kommun
kpi-profile = { $area } i nyckeltal
kpi-deviations = Det som avviker
kpi-similar = Liknande kommuner
kpi-similar-to = Kommuner som liknar { $area }
kpi-similar-lead = Kolada väljer för varje verksamhet ut dem som liknar mest. Likheten går inte alltid åt båda hållen, och den ändras mellan åren.
kpi-similar-empty = Det finns inga grupper med liknande kommuner här.
kpi-alike-in = Liknar i
kpi-model-year = Modell för
kpi-members = Kommuner och regioner
kpi-compare-them = Jämför dem
kpi-other-groups = Andra grupper
kpi-other-groups-lead = Grupper som { $area } är med i. Länken öppnar ett urval med alla i gruppen.
kpi-find-in = Sök nyckeltal för { $area }
kpi-population = Invånare
kpi-population-of = { $number } ({ $year })
kpi-skr-group = Kommungrupp (SKR)
kpi-fields = Verksamhetsområden
kpi-fields-caption = Nyckeltal med värde för alla, senaste året. De som saknar riktning räknas inte till någon fjärdedel.
kpi-no-field = Utan område
kpi-known = Nyckeltal
kpi-with-band = Varav jämförbara
kpi-in-best = I bästa fjärdedelen
kpi-in-worst = I sämsta fjärdedelen
kpi-of = { $part } av { $n }
kpi-peers-n = { $mean } (n = { $n })
kpi-profile-empty = Det finns inga värden här.
kpi-profile-empty-next = Välj en annan kommun, eller vänta tills värdena har hämtats.
kpi-band = Grupp
kpi-mean-of-all = Medel, alla
kpi-mean-of-similar = Medel, liknande
kpi-change-from-previous = Ändring sedan förra mätningen
kpi-package-lead = Nyckeltalen läses tillsammans. Välj kommun för att se var den står.
kpi-package-dated = Listan är från det år som står i titeln och kan ha ändrats sedan dess. Välj kommun för att se var den står.
kpi-in-package = Nyckeltal i samlingen
kpi-package-origin = Listan kommer från { $origin }.
kpi-package-gone = Av listans { $all } nyckeltal finns { $count } inte i katalogen som är inläst: { $ids }.

## Avvikelser
kpi-deviations-of = Det som avviker i { $area }
kpi-deviations-lead = Här börjar en analys: nyckeltal där kommunen skiljer sig mest från andra, från liknande kommuner eller från sina egna tidigare år. Sådant som bara ser ut som slump hamnar långt ned.
kpi-deviations-peers = Liknande kommuner är de som Kolada räknar som mest lika, { $family } ({ $year }): { $members }.
kpi-deviations-nation = Riket jämförs inte: det finns inget annat av samma slag.
kpi-deviations-nation-next = Välj en kommun eller en region.
kpi-deviations-none = Inget avviker med de här valen.
kpi-deviations-none-next = Ta bort ett filter, eller kräv att färre har ett värde.
kpi-change-filter = Filtrera
kpi-any = alla
kpi-way = Åt vilket håll
kpi-way-both = både bättre och sämre, och det som saknar riktning
kpi-way-worse = sämre än mitten
kpi-way-better = bättre än mitten
kpi-against = Jämfört med
kpi-against-any = det som ligger längst bort
kpi-against-all = alla kommuner
kpi-against-peers = liknande kommuner
kpi-against-past = egna tidigare år
kpi-least = Minst så många har ett värde
kpi-signals = Bara det som kan vara mer än slump
kpi-only-gap = Bara där kvinnor och män skiljer sig mer än vanligt
kpi-background = Ta med det som beskriver kommunen men ingen styr över
kpi-better-than-middle = bättre än mitten
kpi-worse-than-middle = sämre än mitten
kpi-spreads = Spridningar
kpi-evidence = Slump eller signal
kpi-in-words = I ord
kpi-evidence-lasting = bestående
kpi-evidence-new = nytt
kpi-evidence-unknown = för få mätningar
kpi-evidence-chance = kan vara slump
kpi-how-deviations = Hur väljs det som avviker?
kpi-how-deviations-text = Varje värde jämförs med medianen för alla, för liknande kommuner och för de egna tre mätningarna före. Avståndet mäts i spridningar, så att ett fåtal ytterligheter inte påverkar. Ett avstånd räknas mindre ju mer kommunens värden brukar variera från en mätning till nästa, och ju färre invånare den har. Det som har hållit i sig räknas mest.

## Uppdateringar
kpi-editions = Uppdateringar av nyckeltalen
kpi-editions-lead = Värden ändras ibland i efterhand utan att det sägs. Här står varje uppdatering och vad den ändrade.
kpi-editions-none = Nyckeltalen är de som följer med programmet.
kpi-editions-none-next = När värden hämtas eller läses in från filer står det här.
kpi-editions-first = Den första uppdateringen jämförs med det som följer med programmet.
kpi-edition = Uppdatering { $number }
kpi-edition-name = Uppdatering
kpi-edition-when = Togs i bruk
kpi-edition-from = Varifrån
kpi-edition-import = Filer
kpi-edition-full = Kolada, allt
kpi-edition-changes = Kolada, det som ändrats
kpi-edition-as-of = Hämtad
kpi-edition-values = Värden
kpi-edition-added = Nya värden
kpi-edition-revised = Ändrade värden
kpi-edition-removed = Borttagna värden
kpi-edition-new = Nya nyckeltal
kpi-edition-gone = Upphörda nyckeltal
kpi-edition-in-kpis = { $kpis ->
    [one] { $n } i ett nyckeltal
   *[other] { $n } i { $kpis } nyckeltal
}
kpi-edition-unknown = Nyckeltal utan beskrivning, utelämnade
kpi-edition-more = … och { $n } till
kpi-changes = Ändrade värden
kpi-changes-lead = Värden som fanns och som blev andra, eller togs bort.
kpi-changes-none = Inget värde som fanns har ändrats.
kpi-changes-none-next = Ta bort ett filter för att se fler.
kpi-changes-kpi-help = Nyckeltalets id, till exempel N01951.
kpi-changes-first = Från början
kpi-changes-more = Visa fler
kpi-changes-cut = Filen har de första { $n } ändringarna.
kpi-changes-all = Alla områden
kpi-changes-own = Här
kpi-changed-values = { $n ->
    [one] ett värde
   *[other] { $n } värden
}
kpi-never-changed = Inget värde har ändrats i efterhand, så långt Kompass har sett.
kpi-was = Var
kpi-is = Är

## Egen jämförelsegrupp
kpi-own = Egen jämförelsegrupp
kpi-own-lead = Välj vad kommunerna ska likna varandra i. Det här är vårt eget mått och inte Koladas modell.
kpi-own-features = Räknas
kpi-own-most = Antal kommuner
kpi-own-distance = Avstånd
kpi-own-group = de { $n } mest lika enligt egen bearbetning
kpi-own-counts = Räknas: { $features }.
kpi-own-n = { $n } kommuner har värde i allt som räknas. De andra är inte med.
kpi-own-without = Kommunen saknar värde och därför räknas inte: { $features }.
kpi-own-profile = Profilen för { $area } jämförd med dem
kpi-own-none = Det går inte att räkna ut vilka som är mest lika med de här valen.
kpi-own-how = Hur räknas avståndet?
kpi-own-how-text = För varje nyckeltal tas skillnaden mellan kommunerna, utan tecken, delad med standardavvikelsen bland alla kommuner. Avståndet är medelvärdet av dem, och varje nyckeltal väger lika. Noll betyder att kommunerna är lika i allt som räknas. Folkmängden räknas som logaritm, så att tusen invånare till betyder mer i en liten kommun än i en stor. En kommun som saknar något värde är inte med.
kpi-compared-with = Jämförelse med: { $group }.
kpi-compared-usual = Jämför som vanligt

## Fel
problem-k01 = Nyckeltalet { $first } finns inte. Sök på ord ur titeln.
problem-k02 = Den kommunen eller regionen finns inte. Skriv namnet eller koden med fyra siffror.
problem-k03 = Det året finns inte bland värdena. Skriv ett år som har varit, med fyra siffror.
problem-k04 = Det första året kommer efter det sista. Ändra ett av dem.
problem-k05 = Det är för många nyckeltal på en gång. Välj högst 50.
problem-k06 = Det är för många kommuner en och en. Välj högst 60, eller alla kommuner.
problem-k07 = Den gruppen finns inte. Välj en i listan.
problem-k08 = Det valet finns inte. Välj ett i listan.
problem-k09 = Skriv ett namn på högst 100 tecken.
problem-k10 = Du har redan 100 sparade urval. Ta bort något du inte behöver.
problem-k11 = Skriv ett helt tal från 1 till 50.
problem-k12 = Skriv ett tal, med högst tre decimaler efter ett komma.
problem-k13 = Den dagen har inte varit än. Skriv dagen då filerna hämtades.
problem-k14 = Det saknas varifrån filerna kommer. Skriv en adress, eller ett förråd med dess commit.
