### Personal data: what is stored of somebody, a copy of it, and erasure.

## What stands where
person-part-account = Account
person-part-sign-in = Signing in
person-part-devices = Devices
person-part-roles = Roles
person-part-notices = Notices
person-part-selections = Kept selections
person-part-disposals = Decisions on disposal
person-part-secrecy = Marks of secrecy
person-part-program = The program's own data
person-outcome-goes = It is removed.
person-outcome-blank = It is made anonymous.
person-outcome-fades = It goes by itself within a day.
person-outcome-kept = It stays: { $why } It may be removed from { $day }.
person-outcome-kept-open = It stays: { $why } The years until disposal have not begun, or the record is preserved.
person-outcome-record = It stays as a public record: { $why }
person-outcome-protocol = It stays: the protocol of disposal shows who decided.
person-outcome-secrecy = It stays: it shows who answers for what was held back.
person-outcome-reference = It stays as a number that points at nobody once the account is anonymous.
person-outcome-elsewhere = It stays: the person has a place in another organisation too. Ask the system administrator.
person-outcome-namesake = It stays: only the name is the same. If it is the same person, erase that one by itself.
person-withheld = The text is not given here: the report is not delivered, or only the name is the same.
person-erased = Erased person
person-not-found = People are looked for by account, e-mail address and name. Names in running text, in files and in delivered reports are not found that way. Read them, and mark what is secret where it is needed.

## My data
person-mine = My data
person-mine-lead = Everything that is stored about you, where it stands, and what becomes of it if you ask to be erased.
person-mine-open = Show
person-caption = Where the data stands
person-column-part = What
person-column-evaluation = Evaluation
person-column-rows = Number
person-column-outcome = When erased
person-by-name = same name, perhaps somebody else
person-download = Download everything (JSON)
person-how = How to ask for erasure
person-how-text = Turn to whoever administers your organisation in Kompass. They see the same list, and erase what the law allows. What is a public record the municipality may not remove before it may be disposed of.
person-how-to = Administrators of { $organisation }: { $names }
person-none = Nothing is stored.

## Searching in an organisation
persons = Personal data
persons-lead = Find a person to hand out a copy of their data, or to erase what the law allows.
persons-who = E-mail address or name
persons-who-help = The whole e-mail address, or a part of the name.
persons-go = Find
persons-none = Nobody of that name or address is in the organisation.
persons-none-next = Try another part of the name. Names in running text are not found.
persons-none-here = Nobody of that name or address is here.
persons-caption = People
persons-name = Name
persons-email = E-mail address
persons-no-email = no address
person-lead = What there is of the person in the organisation, and what becomes of it when they are erased.
person-erase = Erase the person
person-erase-heading = Erase { $name }
person-erase-lead = This is what happens. Read the list before you go on.
person-erase-nothing = Nothing would be erased: all that is stored of this person stays, and the list says why.
person-erase-consequence = It cannot be undone. What is removed does not come back, and its text in the log goes too. Older backups have it until they are overwritten.
person-erase-part = The account stays, because the person has a place in another organisation too. Only what belongs to this organisation is removed.
person-yes = Nothing was changed. Run the same command with --yes to erase.
person-obstacles = Cannot be erased now
person-obstacle-role = Has a role in { $evaluation }, whose report is not delivered. Take the role away first.
person-obstacle-link = Has a personal link to { $evaluation }, whose report is not delivered. Revoke the link first.
person-obstacle-interview = Is among those who are interviewed in { $evaluation }, whose report is not delivered. Take the person off the list first, or wait.
person-obstacle-last = Nobody else is a system administrator. Appoint another first.
person-obstacle-leads = Nobody else is an administrator of { $organisation }. Appoint another first.
done-person-erased = The person is erased. What the law demands is still there.
problem-pd01 = There is no such person. Look for the e-mail address, or a part of the name.
problem-pd02 = Several people fit. Choose one of them.
problem-pd03 = The person has work in an evaluation whose report is not delivered. Take the role, the link or the interview away first.
problem-pd04 = Nobody else is a system administrator. Appoint another first.
problem-pd05 = Nobody erases themselves. Ask another administrator.
problem-pd06 = Nobody else is an administrator of an organisation that this person runs. Appoint another there first.
