### The pages about one's own account: sign-in, personal links, profile, security, devices, start page.

## Signing in
sign-in = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-by-passkey = Sign in with a passkey
sign-in-by-provider = Sign in with { $provider }
sign-in-other-ways = Other ways to sign in
sign-in-passkey-needs-script = Passkeys need JavaScript. A password always works.
sign-in-help = Forgotten your password, or no account yet? Ask your administrator for a link. If you were sent a personal link, just open it.
passkey-not-used = The passkey was not used. Try again, or choose another way.
sign-in-code = Enter the code
sign-in-code-lead = Your password is right. Now we need a code, so that nobody else can use it.
sign-in-code-field = Code from the app
sign-in-code-help = Six digits. A new code comes every thirty seconds.
sign-in-recovery-field = Recovery code
sign-in-recovery-help = One of your ten recovery codes, such as k3fp-9xqa-2m. Each works once.
sign-in-use-recovery = Use a recovery code instead
sign-in-use-app = Use the app instead
sign-in-stopped = You are not signed in yet
sign-in-stopped-lead = Nothing is lost. Starting again usually works.
sign-in-again = Start again
confirm-stopped = We could not confirm that it is you
connect-stopped = The account was not connected

## The first time
first-start = Get started with Kompass
first-start-lead = There is no administrator yet. The first one is made on the computer that runs Kompass, so that nobody outside can take the place.
first-start-one = When Kompass starts, the program prints a link that works for an hour. Open it and choose a name and a password.
first-start-two = Is the link lost or too old? Restart Kompass, or run the command below with your own address.
first-start-after = Then sign in here, add organisations and invite the others.
first-start-ready = I have an account

## Personal links
link-administrator = Become administrator
link-administrator-lead = You add organisations and invite the people who run them. You do not see what the evaluations contain.
link-administrator-sign-in = You are invited to become an administrator. There is already an account with the address { $email }. Sign in with it, then accept on the next page.
link-team = Invitation to the evaluation of { $municipality } { $year }
link-team-lead = You are invited as { $role }. Choose a name and a password to get an account with the address { $email }.
link-team-mine = You are invited as { $role }. Accept, and the role is added to your account.
link-team-sign-in = You are invited as { $role }. There is already an account with the address { $email }. Sign in with it, then accept on the next page.
link-invitation = Invitation to { $organisation }
link-invitation-lead = You are invited to { $organisation } as { $role }. Choose a name and a password to get an account with the address { $email }.
link-invitation-mine = You are invited to { $organisation } as { $role }. Accept, and the role is added to your account.
link-invitation-sign-in = You are invited to { $organisation } as { $role }. There is already an account with the address { $email }. Sign in with it, then accept on the next page.
link-password = Choose a new password
link-password-lead = The link is for the account { $email }. Once you have chosen a new password, all other devices are signed out.
link-contributor = Help { $municipality } to answer
link-contributor-lead = The coordinator would like your help with questions ahead of the { $year } evaluation. You need no account.
link-interviewee = Your interview in { $municipality }
link-interviewee-lead = You take part in an interview of the { $year } evaluation. This tells you what it is about, when and where. You need no account.
link-until = The link is personal and works until { $moment }. Please do not pass it on.
link-name = Your name
link-email = E-mail address
link-accept-account = Create the account
link-accept-role = Accept
link-accept-password = Save the password
link-accept-part = Open the page
link-sign-in = Sign in
link-stopped = This link cannot be used
link-stopped-next = Do you have an account? Then you can sign in.

## Your part: the page of somebody who came by a link
my-part-interview = Your interview
my-part-answers = Your part of the answers
my-part-lead = The evaluation of { $municipality }, { $year }
my-part-about = What it is about
my-part-about-text = Kommunkompassen looks at how a municipality is led and governed as a whole. The evaluators read its documents and website, ask questions in advance and interview groups of politicians, managers and union representatives. The outcome is points in eight areas and a report on strengths and areas for improvement.
my-part-when = When and where
my-part-when-unknown = The day is not settled yet. You will see it here as soon as it is.
my-part-day = Day
my-part-group = Group
my-part-not-now = The evaluation is not at the step where you are needed, or it is over. The link works again when the time comes.
my-part-over = This part of the evaluation is over. Thank you for taking part.
my-part-answer = What you are asked to do
my-part-answer-text = Answer from what you know and how it works in practice. Point to documents and web pages if you can. What is planned but not done does not count. Answers are saved as you type; mark them as ready when you are done.
my-part-public = What may become public
my-part-public-report = As a rule, the report is a public record once the municipality has received it. It singles out no person, nor a function that only one person holds.
my-part-public-written = What you write here yourself may become a public record. Write nothing about individuals, and nothing that is secret.
my-part-data = Your personal data
my-part-data-kept = Kompass keeps this about you, and your part in the evaluation: { $who }.
my-part-data-use = They are used to invite you and to plan, and are not passed on. To learn more or have something corrected, turn to { $organisation }.
my-part-link = Your link
my-part-link-until = The link works until { $moment }. It opens this part of the evaluation and nothing else.
my-part-link-covers = The link is about these sub-areas:
my-part-leave = Done? Close the page, so that nobody else can use it on this computer. The link opens it again.
my-part-leave-button = Close the page
my-part-decline = Would you rather not take part? Tell whoever sent you the link, and it will be closed.
done-part-closed = The page is closed. The link opens it again.

## Start page
start = Welcome, { $name }
start-waits-second-factor = Turn on one-time codes or add a passkey, so that a password is not enough to take over your account
start-waits-recovery = { $n ->
    [0] Get new recovery codes: all are used
    [one] Get new recovery codes: only { $n } is left
   *[other] Get new recovery codes: only { $n } are left
}
start-evaluations = Evaluations
start-evaluations-caption = The evaluations in which you have a role, or that your organisation has.
start-evaluation = Evaluation
start-kind = Kind
start-step = Step
start-role = Your role
start-no-evaluations = No evaluations yet
start-no-evaluations-manage = Once your organisation has booked an evaluation it stands here. You can book it.
start-no-evaluations-wait = Once you have a role in an evaluation it stands here. Whoever leads the evaluation appoints you.
start-book = Book an evaluation
start-organisations = Organisations
start-runs-installation = You run the installation
start-runs-installation-next = Add the organisations that evaluate or are evaluated, and invite those who run them. You do not see the content of evaluations.
start-add-organisation = Add an organisation
start-nothing = You have no role here yet
start-nothing-next = Ask your administrator to invite you to the organisation, or whoever leads the evaluation to appoint you.

## Profile
profile-lead = The name stands in reports and declarations you are part of. The language is that of pages and messages.
profile-name = Name
profile-email = E-mail address
profile-email-help = You sign in with it. Your administrator can change it.
profile-language = Language
profile-save = Save
profile-roles = Your roles

## Sign-in and security
security-lead = How you sign in, and how your account is protected.
security-demanded = A second factor beside the password is needed here. Turn on one-time codes, or add a passkey and sign in with it. Until then only your own account is open.
security-password = Password
security-password-set = You have a password.
security-password-none = You have no password. You sign in another way.
security-totp = One-time codes
security-totp-on = On: after the password we ask for a code from your app.
security-totp-off = Off. With a code from an app on your phone, a stolen password is not enough.
security-totp-no-password = One-time codes go with a password, and you have none.
security-recovery = Recovery codes
security-recovery-left = { $n ->
    [0] All are used. Make new ones.
    [one] { $n } is left. Make new ones.
   *[other] { $n } are left.
}
security-recovery-none = Recovery codes let you in when your phone is gone. You get them when you turn on one-time codes.
security-passkeys = Passkeys
security-passkeys-n = { $n ->
    [0] None yet. With a passkey you sign in by fingerprint, face or screen lock, without a password.
    [one] You have { $n } passkey.
   *[other] You have { $n } passkeys.
}
security-connected = connected
security-not-connected = not connected
security-connect = Connect
security-disconnect = Disconnect
security-change = Change
security-choose = Choose a password
security-turn-on = Turn on
security-turn-off = Turn off
security-new-codes = Make new ones
security-manage = Manage
security-on = on
security-off = off
security-devices-next = See where you are signed in
connect = Connect { $provider }
connect-lead = You are sent to { $provider } to sign in there. After that you can sign in here with { $provider }.
connect-go = Go on to { $provider }
disconnect = Disconnect { $provider }
disconnect-consequence = You can no longer sign in here with { $provider }. Roles that { $provider } gave you stay until your administrator takes them away.
disconnect-submit = Disconnect

## Password
password-change = Change password
password-choose = Choose a password
password-lead = At least 12 characters. Three or four words that do not belong together are easy to remember and hard to guess. Your other devices are signed out when you change it.
password-current = Current password
password-new = New password
password-new-help = At least 12 characters: three or four words that do not belong together.
password-save = Save the password
done-password = Your password is changed. Your other devices are signed out.
strength-score-0 = Guessed at once
strength-score-1 = Easy to guess
strength-score-2 = Can be guessed
strength-score-3 = Hard to guess
strength-score-4 = Very hard to guess
strength-hint-short = at least 12 characters are needed
strength-hint-long = at most 256 characters
strength-hint-common = many people use it
strength-hint-own-words = it contains your name or address
strength-hint-word = a single word or name is not enough
strength-hint-keyboard = keys in a row are easy to guess
strength-hint-repeats = repeating does not help
strength-hint-sequence = sequences such as abc and 123 do not help
strength-hint-date = dates and years are easy to guess
strength-hint-more-words = add a word or two

## One-time codes
totp-on = Turn on one-time codes
totp-on-lead = You need an app for one-time codes on your phone; your phone's password manager may already be one.
totp-step-one = Scan the picture with the app
totp-picture = QR code for the app
totp-typed = Cannot scan it? Type the key into the app instead:
totp-step-two = Enter the code that the app shows
totp-code = Code from the app
totp-code-help = Six digits. A new code comes every thirty seconds.
totp-turn-on = Turn on
totp-stopped = One-time codes are not on
totp-off = Turn off one-time codes
totp-off-consequence = From then on the password alone lets you in. Your recovery codes stop working.
totp-turn-off = Turn off
done-totp-off = One-time codes are off.
done-totp-on = One-time codes are on already.

## Recovery codes
recovery = New recovery codes
recovery-lead = You get ten new codes. The old ones stop working.
recovery-make = Show new codes
recovery-codes = Your recovery codes
recovery-codes-lead = Print them or keep them in a password manager. They are shown only now. Each lets you in once if your phone is gone.
recovery-copy = Copy
recovery-copied = Copied
recovery-print = Print
recovery-done = I have saved them
recovery-printed = Recovery codes for Kompass, { $email }, { $date }

## Passkeys
passkeys = Passkeys
passkeys-lead = A passkey lives on a device or in a password manager and opens by fingerprint, face, screen lock or a security key. It cannot be guessed and works only here.
passkeys-caption = Your passkeys
passkeys-name = Name
passkeys-made = Added
passkeys-used = Last used
passkeys-never = never
passkeys-none = No passkeys yet
passkeys-none-next = Add one for each device you use, and sign in without a password.
passkeys-add = Add a passkey
passkeys-add-name = Name of the device
passkeys-add-name-help = So that you recognise it, such as Work phone.
passkeys-add-button = Add
passkeys-confirm-first = First confirm that it is you; then you can add a passkey.
passkeys-needs-script = Adding a passkey needs JavaScript. Without it, a password and a one-time code work.
passkeys-remove = Remove
passkey-remove = Remove the passkey { $name }
passkey-remove-consequence = You can no longer sign in with it. Remove it on the device too, so that it is not offered.
done-passkey = The passkey is added.
done-passkey-removed = The passkey is removed.
done-connected = The account is connected.
done-disconnected = The account is disconnected.
done-accepted = The role is yours.

## Devices
devices-lead = This is where you are signed in. Do you not recognise something? Sign it out and change your password.
devices-caption = Signed-in devices, the last used first
devices-device = Device
devices-method = Signed in with
devices-address = Address
devices-since = Signed in
devices-seen = Last used
devices-here = this device
devices-end = Sign out
devices-end-others = Sign out all others
devices-only-this = You are signed in on this device only.
device-browser = { $browser } on { $system }
device-unknown = unknown program
method-password = password
method-password-totp = password and code
method-password-recovery = password and recovery code
method-passkey = passkey
method-link = personal link
done-device-ended = The device is signed out.
done-devices-ended = All other devices are signed out.

## Confirming
confirm = Confirm that it is you
confirm-lead = What you are about to do is sensitive, so we ask once more.
confirm-password = Your password
confirm-by-code = Or a code
confirm-code = Code from the app, or a recovery code
confirm-by-passkey = Confirm with a passkey
confirm-by-provider = Confirm with { $provider }
confirm-submit = Confirm
confirm-no-way = There is no way to confirm here. Sign out and in again; the new sign-in counts as confirmation for a while.

## Why a passkey was not accepted, by code
problem-p01 = Passkeys do not work here, because Kompass has no proper address. Tell your administrator, and sign in another way.
problem-p02 = It took more than five minutes, or was finished already. Start again.
problem-p03 = The passkey is not valid here. Use another one, or sign in another way.
problem-p04 = The passkey may have been copied. Sign in another way, remove it and make a new one.
problem-p05 = You already have 20 passkeys. Remove one you do not use.
problem-p06 = You have no passkey. Confirm in another way.

## Why signing in elsewhere did not work, by code
problem-o01 = The sign-in service cannot be reached. Try again in a while, or sign in another way.
problem-o02 = The sign-in service answers too slowly. Try again in a while, or sign in another way.
problem-o03 = The sign-in service sends more than it should. Tell your administrator.
problem-o04 = The sign-in service gives an answer that cannot be understood. Tell your administrator.
problem-o05 = The answer came from another sign-in service than the one we asked. Tell your administrator.
problem-o06 = The sign-in service points to an unprotected address. Tell your administrator.
problem-o07 = The sign-in did not begin in this browser, took too long or is finished already. Start again.
problem-o08 = The sign-in service did not let you in. Try again, or ask those who run it.
problem-o09 = The sign-in service does not accept Kompass. Tell your administrator.
problem-o10 = The answer of the sign-in service is no longer valid. Start again.
problem-o11 = The sign-in service does not say who you are. Tell your administrator.
problem-o12 = The answer is not signed by the sign-in service. Tell your administrator.
problem-o13 = The answer is meant for somebody else. Start again, and tell your administrator if it happens again.
problem-o14 = The answer is too old, or from the future. Start again. If it happens again, the clocks differ.
problem-o15 = The sign-in service did not ask you to confirm that it is you. Sign out there and try again.
problem-o16 = You are in so many groups that the sign-in service does not send them. Ask those who run it to send only the ones that concern Kompass.
problem-o17 = The sign-in service vouches for no e-mail address of yours. Ask your administrator for an invitation.
problem-o18 = You have no account here. Ask your administrator for an invitation.
problem-o19 = Your account is not connected to that sign-in service. Sign in another way and connect it under Sign-in and security.
problem-o20 = At the sign-in service you are somebody else than here. Sign out there and try again.
problem-o21 = Your account is closed. Ask your administrator.
problem-o22 = An emergency account is not connected to any sign-in service. Use its password.
problem-o23 = The secret of the sign-in service cannot be read. Tell your administrator.

## Style page
style-waiting = What waits and what stops
style-todo = Steps to take
style-ledger = Ledger with what can be done
