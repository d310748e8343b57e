### Interviews: the plan of the visit, people, what interviewees are told, and supplements.

## The plan
interview-list = Interviews
interview-list-lead = Who is interviewed, when and where. Only the team and the coordinator see the names.
interview-plan = Plan an interview
interview-plan-lead = A group meets the evaluators at a set time. Clashes are told at once, with the reason.
interview-edit = Change the interview
interview-save = Save
interview-group = Group
interview-day = Day
interview-day-help = The days of the visit.
interview-day-open-help = The days of the visit are not set yet, so any day will do, three at most.
interview-time = Time
interview-begins = Begins
interview-ends = Ends
interview-ends-help = Reckon with 18 questions an hour at most. An hour and a half is enough for 27.
interview-room = Room
interview-evaluators = Evaluators
interview-evaluators-help = Choose those who will be there, if that is settled. Nobody you choose can be in two interviews at once.
interview-state = State
interview-state-planned = planned
interview-state-moved = changed
interview-state-held = { $people ->
    [one] held, { $people } person
   *[other] held, { $people } people
}
interview-state-over = held
interview-state-cancelled = called off
interview-schedule = Schedule
interview-none = No interviews yet
interview-none-next = Plan an interview for each group. Then add the people.
interview-back = Back
interview-print = Print

interview-cancel = Call the interview off
interview-cancel-consequence = It stays in the schedule as called off, and interviewees see so on their page. This cannot be undone; plan a new one instead.
interview-cancel-go = Call off
done-interview-cancelled = The interview is called off. Tell those who were to come as well.

interview-held = The interview was held
interview-held-people = Number of people who came
interview-held-people-help = The number is printed in the report, the names never are. Write 0 if the interview was not held after all.

interview-terms = Last day and contact
interview-terms-lead = Everybody who is interviewed is told this, on their page and in the information letter.
interview-terms-date = Last day for supplements
interview-terms-date-help = What comes later is marked as late, and the lead evaluator decides whether it is considered.
interview-terms-contact = Whom can they ask?
interview-terms-contact-help = Name and telephone or e-mail, of the coordinator for example.
interview-terms-until = Supplements are taken until { $date }.
interview-terms-open = No last day for supplements is set.

## To look at
interview-warnings = To look at
interview-warn-no-visit = The days of the visit are not set.
interview-warn-majority = { $group }: nobody from the majority takes part.
interview-warn-opposition = { $group }: nobody from the opposition takes part.
interview-warn-bloc-unknown = { $people ->
    [one] { $group }: of { $people } person it is not recorded whether they belong to the majority or the opposition.
   *[other] { $group }: of { $people } people it is not recorded whether they belong to the majority or the opposition.
}
interview-warn-no-interview = { $group }: no interview is planned.
interview-warn-no-people = { $interview }: nobody has been added.
interview-warn-outside = { $interview }: the day is no longer one of the visit.

## People
interview-people = People
interview-people-lead = The list is for planning. It is never part of the report or of files that are downloaded.
interview-people-count = People
interview-people-caption = In alphabetical order
interview-people-none = Nobody has been added yet
interview-people-none-here = Nobody has been added to this interview
interview-people-none-next = Add a person and choose which interview they take part in.
interview-person-new = Add a person
interview-person-lead = Nobody should sit in an interview with their own manager. So name the manager if they are interviewed too.
interview-person-name = Name
interview-person-title = Title or function
interview-person-email = E-mail address
interview-person-email-help = Shown beside the personal link, so that you know where it goes.
interview-person-interviews = Interviews
interview-person-interviews-help = Choose the interviews that the person takes part in.
interview-person-manager = Immediate manager
interview-person-manager-help = Only if the manager is in the list too.
interview-person-manager-none = not in the list
interview-person-bloc = Majority or opposition
interview-person-bloc-help = For politicians. Both sides should take part.
interview-person-party = Party
interview-bloc-majority = the majority
interview-bloc-opposition = the opposition
interview-bloc-none = neither
interview-bloc-none-help = Officials and union representatives.
interview-person-remove = Remove { $name } from the list
interview-person-remove-consequence = { $name } disappears from the list and from their interviews, and the personal link stops working. What was handed in stays.
interview-person-remove-go = Remove from the list
done-interview-person-removed = The person has been removed from the list.

## Personal links for everybody
interview-links = Personal links to the interview
interview-links-lead = By a personal link each of them sees when and where the interview is, and can add something afterwards. New links take the place of old ones.
interview-links-go = Make links for everybody in the interview
interview-links-once = The links are shown only now. Hand them over one by one, so that nobody else can read them.
interview-links-until = They work until { $moment }.
interview-links-none = Nobody to make links for
interview-links-caption = A link for each person
interview-links-link = Personal link

## What nobody was asked
interview-coverage = What has been asked
interview-coverage-summary = { $asked } of { $of } questions have been put to some group.
interview-coverage-lead = A question counts as asked when it has a note or is marked.
interview-coverage-count = { $asked } of { $of }
interview-coverage-can = Can still be asked: { $groups }
interview-coverage-nobody = No group that can be asked is left.
interview-coverage-all = Everything has been asked.

## Calendar
interview-calendar = Interviews { $place }
interview-calendar-of = Interview: { $group }
interview-calendar-about = Kommunkompassen in { $place }
interview-calendar-mine = Kommunkompassen interview in { $municipality }
interview-calendar-told = Open your personal link to read about the interview. { $organisation } answers questions.
interview-calendar-fetch = Fetch for your calendar (.ics)
interview-mine-moved = The time or the place has changed. If the interview is in your calendar, fetch the file again and it replaces the old one.
interview-mine-cancelled = The interview has been called off. If it is in your calendar, fetch the file again and it is struck out.

## Information to the groups
interview-letters = Information letters
interview-letters-lead = A letter for each group, to print or to copy into a mail.
interview-letter = Information for: { $group }
interview-letter-lead = { $organisation } evaluates { $municipality } by Kommunkompassen { $year }. You are invited to one of the group interviews. This tells you what it is about.
interview-letter-help = Print the page, or copy the text into a mail. The personal page says the same.
interview-letter-open = Information letter to the group
interview-told-about = What it is about
interview-told-about-text = Kommunkompassen looks at how the municipality is led and governed as a whole, not at how single people do their work. The evaluators have read its documents and website and had questions answered in advance. In the interviews they want to hear what does not show there. The municipality gets points in each of these areas:
interview-told-groups = Group interviews are held with:
interview-told-before = Before the interview
interview-told-practice = Tell us how things work in practice and how you see them. That is hard to read up on.
interview-told-effect = Think through what results and effects you have seen. They weigh heavily in the end.
interview-told-snapshot = The present state is what is judged. What is planned but not carried out does not count.
interview-told-short = Time is short and everybody should be heard, so brief and concrete answers are welcome.
interview-told-some = Not every group gets every question. Some are put to one or two groups only.
interview-told-unknown = If you do not know, say so. Nobody will press you for an answer.
interview-told-supplement = If you think of something important afterwards, you can add it on your personal page.
interview-told-supplement-until = If you think of something important afterwards, you can add it on your personal page until { $date }.
interview-told-sought = What the evaluators look for
interview-told-strategy = A common way of working, written down or visible in what is done.
interview-told-scope = That all services concerned work that way, and how it turns out.
interview-told-results = That it brings results for residents and users, and that results are followed up and analysed.
interview-told-use = How what you say is used
interview-told-whole = Answers are put together with documents and other interviews into a picture of the whole municipality.
interview-told-nobody = The report singles out no person, nor a function that only one person holds. It only says which groups were interviewed and how many people.
interview-told-feedback = The outcome is a written report and oral feedback. The municipality decides who is invited; we recommend everybody who was interviewed.
interview-told-public = What may become public
interview-told-notes = The evaluators' notes are working material that the municipality does not see. They can become a public record if they are kept in an archive.
interview-told-supplements = What you add is read by the evaluators and by the municipality's coordinator. Once received it can become a public record. Write nothing about individuals, and nothing that is secret.
interview-told-report = As a rule, the report is a public record once the municipality has received it.
interview-told-data = Your personal data
interview-told-data-what = Kompass holds your name, which interview you take part in and, where planning needs it, title, e-mail address, party and immediate manager.
interview-told-data-who = They are used to plan the interviews. The team of the evaluation and the municipality's coordinator see them, and they are not passed on.
interview-told-data-long = They stay until they are removed from the plan, or until the evaluation is disposed of under the records plan of { $organisation }.
interview-told-ask = To learn what is held about you, to have something corrected or to ask about the interview, turn to { $organisation }.
interview-told-ask-contact = Questions about the interview: { $contact }. To learn what is held about you or to have something corrected, turn to { $organisation }.

## Supplements
supplement-list = Supplements
supplement-lead = What interviewees and the coordinator have added after the interviews.
supplement-none = No supplements yet
supplement-none-next = Whoever was interviewed can add something on their personal page. The coordinator can do so here.
supplement-new = Add a supplement
supplement-new-lead = The evaluators read it, and it can become a public record.
supplement-interview = About
supplement-no-interview = no interview in particular
supplement-late = late
supplement-waits = awaits a decision
supplement-considered = considered
supplement-not-considered = not considered
supplement-rule = Decide
supplement-rule-heading = Is the late supplement considered?
supplement-rule-lead = { $name } wrote after the last day: “{ $text }”
supplement-ruling = Is the supplement considered?
supplement-reason = Reason
supplement-reason-help = Read by the team.
supplement-own = Add something
supplement-own-lead = Write what is important but did not come up. The evaluators and the municipality's coordinator read it, and it can become a public record.
supplement-own-text = Supplement
supplement-own-until = No later than { $date }. What comes later is marked as late, and the lead evaluator decides whether it is considered.
supplement-own-open = Write as soon as you can, while the evaluators are working.
supplement-own-go = Hand in
done-supplement-added = Thank you, the supplement has been received.

## Why something did not work
problem-in01 = The framework has no such group. Choose one that it has.
problem-in02 = The interview ends before it begins. Set a later time.
problem-in03 = { $first } is not a day of the visit. Choose one that is, or change the visit.
problem-in04 = Interviews may take three days at most. Choose a day that has interviews already.
problem-in05 = { $first } is no evaluator of the team. Choose somebody else.
problem-in06 = { $first } is taken { $second }. Choose another room or time.
problem-in07 = { $first } is in another interview { $second }. Choose somebody else or another time.
problem-in08 = { $first } is in another interview { $second }. Move one of them.
problem-in09 = { $first } would sit in the same interview as their manager, { $second }. Let each take part in a different one.
problem-in10 = The manager must be somebody else in the list.
problem-in11 = One of the interviews is not there. Open the page again and choose anew.
problem-in12 = The interview was held or called off already. Plan a new one.
problem-in13 = The note is empty. Write what was said.
problem-in14 = The note has more than 10,000 characters. Make it two.
problem-in15 = { $first } is neither a question nor a sub-area. Write codes as 1.4 or 1.4.2.
problem-in16 = You can only correct your own notes of the same interview.
problem-in17 = The text has more than 200 characters. Shorten it.
problem-in18 = The supplement is empty or has more than 10,000 characters.
problem-in19 = Give the reason, in 10,000 characters at most.
problem-in20 = This is no time of day. Write it as 09:30.
problem-in21 = Write the number of people in digits, for example 7.
problem-in23 = Choose whether the supplement is considered.
problem-in24 = The interview is planned for a later day. Mark it once it was held, or change the day first.
