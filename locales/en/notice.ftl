### Notifications and mail: what a person is told, on the page and in the mail.

## What has happened
notice-place = { $municipality } { $year }
notice-appointed = You are now { $roles }
notice-asked = The evaluators ask more about your answers
notice-document = The evaluators ask for a document
notice-fact-check = The text can be read and commented on until { $date }
notice-delivered = The report has been delivered
notice-password = The password of your account was changed
notice-second-factor = One-time codes were turned on or off for your account
notice-passkey = A passkey was added to or removed from your account
notice-provider = A sign-in service was connected to or disconnected from your account
notice-security-text = Was it not you? Change your password and tell the system administrator.

## Reminders
notice-soon = { $what } – by { $date }
notice-late = { $what } – should have been done { $date }
notice-interviews = { $n ->
    [one] One interview to hold tomorrow
   *[other] { $n } interviews to hold tomorrow
}
notice-actions = { $n ->
    [one] One action to be finished
   *[other] { $n } actions to be finished
}

## The page
notices = Notifications
notices-lead = What has happened in your evaluations and to your account, the latest first.
notices-unread = { $n ->
    [one] One unread notification
   *[other] { $n } unread notifications
}
notices-none = No notifications
notices-none-lead = When something happens that concerns you, it is listed here.
notices-gone = Notification about something that you no longer have access to
notices-new = New
notices-open = Open
notices-read = Mark as read
notices-read-all = Mark all as read
done-notice-read = The notification is marked as read.
done-notices-read = All notifications are marked as read.

## The profile
profile-mail = Mail
profile-mail-lead = About your account, and with personal links, you always get mail at once.
profile-mail-when = When do you want mail about evaluations?
profile-mail-at-once = When it happens
profile-mail-daily = Once a day, all in one mail
profile-mail-none = This installation sends no mail. Everything is listed under Notifications.
profile-mail-save = Save the choice
done-mail-wish = The choice is saved.

## Mail
mail-greeting = Hello { $name },
mail-subject = { $place }: { $title }
mail-many = { $n ->
    [one] One thing in Kompass
   *[other] { $n } things in Kompass
}
mail-all = See all notifications
mail-reminder = Reminder: { $subject }
mail-from = This mail comes from Kompass at { $address }
mail-no-reply = It cannot be replied to.
mail-settings = Choose how often you get mail: { $address }
mail-link-invitation = Open the invitation
mail-link-part = Open the questions
mail-link-interview = Open the page about the interview
mail-invited = You are invited as { $roles }. Open the link to accept.
mail-password = Whoever administers Kompass has made a link with which you choose a new password for the account { $email }.
mail-password-not-you = Did you not ask for it? Do not use the link, and tell whoever administers Kompass.
mail-questions = { $n ->
    [one] You have one question to answer.
   *[other] You have { $n } questions to answer.
}
mail-questions-by = { $n ->
    [one] You have one question to answer by { $date }.
   *[other] You have { $n } questions to answer by { $date }.
}
mail-asked = The evaluators ask more about something that you have answered.
mail-answers-soon = You have questions left to answer, by { $date }.
mail-answers-late = You have questions left that should have been answered by { $date }. Please answer as soon as you can.
mail-interview-tomorrow = Your interview is tomorrow, { $date }. The page says when and where.
mail-test-subject = Test from Kompass
mail-test-text = Mail works. This was sent from Kompass at { $address } as a test.

## Mail that did not arrive
jobs = Mail and jobs
jobs-lead = What Kompass does afterwards: it sends mail and looks for what is due soon.
jobs-waiting = { $n ->
    [0] Nothing is waiting.
    [one] One job is waiting.
   *[other] { $n } jobs are waiting.
}
jobs-oldest = The oldest since { $moment }.
jobs-no-mail = No mail server is configured: no mail is sent, and personal links are handed over by hand.
jobs-failed = Tried again
jobs-failed-lead = What did not work. Kompass tries again by itself, at growing intervals for two days.
jobs-next = Next attempt { $moment }
jobs-aside = Could not be done
jobs-none = No job was given up.
jobs-link = Mail with a personal link
jobs-notices = Mail with notifications
jobs-announce = Notification about something that happened
jobs-day = Reminders of the day
jobs-to = to { $address }
jobs-attempts = { $n ->
    [one] one attempt
   *[other] { $n } attempts
}
jobs-take-up = Try again
jobs-take-up-now = Try now
jobs-take-up-all = Try all of them again
jobs-drop = Leave it
done-job-taken-up = It will be done again shortly.
done-job-dropped = It will not be done.

## Links that are sent
handout-mailed = The link is being sent to { $address }. Should the mail not arrive, you can hand the link over yourself: it is shown only now.
handout-mailed-all = Whoever has an e-mail address also gets the link by mail.
delegation-remind-lead-mail = Kompass reminds by mail three days before and the day after. To remind by yourself, send the text from your own mail program, then note here that you have.
