### Organisationer, människorna i dem, inbjudningar och systemadministratörer.

## Slag
organisation-kind-federation = förbund
organisation-kind-municipality = kommun
organisation-kind-region = region
organisation-kind-consultancy = konsultföretag

## Alla organisationer
organisations = Organisationer
organisations-lead = Alla som använder den här installationen. De ser inte varandra.
organisations-find = Sök organisation
organisations-find-help = Skriv början av namnet.
organisations-find-go = Sök
organisations-caption = Organisationer i bokstavsordning
organisations-name = Namn
organisations-kind = Slag
organisations-people = Personer
organisations-state = Läge
organisations-open = öppen
organisations-closed = stängd
organisations-more = Visa fler
organisations-from-start = Till början av listan
organisations-all = Visa alla
organisations-not-found = Ingen organisation börjar på ”{ $search }”.
organisations-not-found-next = Kontrollera stavningen, eller visa alla.

organisation-new = Lägg till en organisation
organisation-new-lead = När organisationen finns bjuder du in dess första administratör, som sedan sköter resten.
organisation-name = Namn
organisation-name-help = Som det ska stå på alla sidor, till exempel Granviks kommun.
organisation-kind = Slag
organisation-kind-federation-help = Har kommuner som medlemmar och utvärderar dem.
organisation-kind-municipality-help = Blir utvärderad, eller utvärderar sig själv.
organisation-kind-region-help = Blir utvärderad, eller utvärderar sig själv.
organisation-kind-consultancy-help = Utvärderar på uppdrag av andra.
organisation-code = Kommunkod eller regionkod
organisation-name-only = Slag och kommunkod ändras av den som sköter installationen.
organisation-code-help = Fyra siffror med inledande nolla, till exempel 0138. Bara för kommuner och regioner.
organisation-country = Land
organisation-country-se = Sverige
organisation-country-no = Norge
organisation-add = Lägg till

## En organisation
organisation-people = Personer
organisation-evaluations = Utvärderingar
organisation-evaluations-not-yours = Utvärderingarna ser bara organisationens egna administratörer och läsare.
organisation-closed-note = Organisationen är stängd sedan { $when }. Ingen har längre någon roll i den. Dess utvärderingar finns kvar.
organisation-to-people = Visa personer
organisation-edit = Ändra uppgifter
organisation-close = Stäng organisationen
organisation-close-consequence = Alla roller i { $name } upphör genast: den som är inloggad ser inget mer vid nästa klick. Utvärderingarna finns kvar, och det går inte att öppna organisationen igen här.
organisation-close-go = Stäng { $name }
organisation-save = Spara
done-organisation-made = Organisationen finns nu. Bjud in dess första administratör.
done-organisation-closed = Organisationen är stängd.

## Personer
people = Personer
people-lead = De som har en roll i { $organisation }. Vem som är med i en enskild utvärdering står på utvärderingens sida.
rows-act = Åtgärder
people-caption = Personer i bokstavsordning
people-name = Namn
people-email = E-postadress
people-roles = Roller
people-factor = Andra faktor
people-factor-yes = ja
people-factor-no = nej
people-seen = Aktiv
people-not-active = inte nu
people-disabled = avstängd
people-none = Ingen har någon roll här än
people-none-next = Bjud in den som ska administrera organisationen. Hen får en personlig länk och väljer själv hur hen loggar in.
people-invite = Bjud in någon
people-invitations = { $n ->
    [0] Inbjudningar
    [one] { $n } öppen inbjudan
   *[other] { $n } öppna inbjudningar
}
people-member = medlem
people-own-role = Roll i organisationen
people-from-provider = Rollen kommer från inloggningstjänsten och ändras där.
people-role-organisation-administrator = Administratör
people-role-organisation-administrator-help = Bokar utvärderingar, utser team och bjuder in andra.
people-role-reader = Läsare
people-role-reader-help = Läser det som kommunen får läsa, när rapporten är levererad.
people-role-account = Medlem
people-role-account-help = Har ett konto men ser inget förrän någon utser hen i en utvärdering.

person-roles = Ändra roller
person-roles-help = Ändringen gäller genast, även för den som är inloggad.
person-save = Spara rollerna
person-password = Nytt lösenord
person-password-lead = Har { $name } glömt sitt lösenord? Gör en personlig länk och lämna den till hen. Det gamla lösenordet gäller tills ett nytt är valt.
person-password-go = Gör en länk för nytt lösenord
person-remove = Ta bort { $name }
person-remove-link = Ta bort från organisationen
person-remove-consequence = { $name } förlorar genast alla roller i { $organisation }. Kontot finns kvar, och det som hen har skrivit i utvärderingar står kvar med namn.
person-remove-go = Ta bort
done-person-saved = Rollerna är sparade och gäller från och med nu.
done-person-removed = Personen är borttagen ur organisationen.

## Inbjudningar
invite = Bjud in någon
invite-lead = Personen får en personlig länk till { $organisation } och väljer själv hur hen loggar in.
invite-email = E-postadress
invite-name = Namn
invite-role = Roll
invite-go = Gör en personlig länk
invitations = Inbjudningar
invitations-lead = Personliga länkar till { $organisation } som ingen har använt än.
invitations-caption = Öppna inbjudningar, den äldsta först
invitations-until = Gäller till
invitations-expired = gick ut { $when }
invitations-renew = Gör ny länk
invitations-revoke = Återkalla
invitations-revoke-heading = Återkalla inbjudan till { $name }
invitations-revoke-consequence = Länken till { $name } slutar att fungera. Du kan bjuda in hen på nytt.
invitations-none = Inga öppna inbjudningar
invitations-none-next = När du bjuder in någon står inbjudan här tills länken är använd.
done-invitation-revoked = Inbjudan är återkallad. Länken fungerar inte längre.

## En personlig länk som visas en gång
handout-invitation = Inbjudan till { $name } är klar
handout-password = Länken till { $name } är klar
handout-lead = Länken visas bara nu. Kopiera den och lämna den själv till { $name }, på ett sätt som ingen annan kan läsa.
handout-until = Den gäller till { $when }.
handout-once = Den fungerar en gång.
handout-many = Den får öppnas flera gånger.
handout-label = Personlig länk
handout-copy = Kopiera länken
handout-copied = Länken är kopierad
handout-back = Tillbaka till listan

## Systemadministratörer
administrators = Systemadministratörer
administrators-lead = De sköter installationen och lägger till organisationer. De ser inte innehållet i någon utvärdering.
administrators-caption = Systemadministratörer i bokstavsordning
administrators-emergency = nödkonto
administrators-new = Utse en systemadministratör
administrators-new-lead = Personen får en personlig länk. Har hen redan ett konto loggar hen in med det; annars skapas ett.
administrators-new-consequence = Med länken kan personen lägga till och stänga organisationer, bjuda in deras administratörer och utse fler systemadministratörer.
administrators-remove = Ta bort rollen
administrators-remove-heading = Ta bort { $name } som systemadministratör
administrators-remove-consequence = { $name } sköter inte längre installationen. Kontot och rollerna i organisationer finns kvar.
administrators-remove-go = Ta bort rollen
done-administrator-removed = Personen är inte längre systemadministratör.
