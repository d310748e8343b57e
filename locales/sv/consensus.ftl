### Sambedömning, och texter som två har skrivit.

conflict-heading = Någon annan ändrade samma text
conflict-lead = Medan du skrev sparade en kollega samma text. Inget har skrivits över. Jämför texterna och välj vad som ska gälla.
conflict-theirs = Sparat av din kollega
conflict-mine = Ditt
conflict-empty = Tomt.
conflict-only-here = bara här:
conflict-end = slut på det som bara finns här
conflict-field = Text att spara
conflict-field-help = Här står din text. Ändra den om du vill innan du sparar.
conflict-save-mine = Spara min text
conflict-save-both = Spara båda
conflict-keep-theirs = Behåll den andra texten
conflict-both-help = Sparar du båda står kollegans text först och din efter. Sedan kan du arbeta ihop dem.
style-conflict = Två har skrivit samma text
style-conflict-mine = Målen är kända i hela kommunen och följs upp varje tertial. Bolagen är inte med.
style-conflict-theirs = Målen är kända i hela kommunen men följs inte upp. Bolagen är inte med.
