### Documents: handing in, describing, reading page by page, asking for documents.

section-documents = Evidence
documents = Documents handed in
document-lead = This is what the evaluation builds on: governing documents, follow-ups, reports and web pages. Their text can be searched and read page by page.
document-code = Number
document-title = Title
document-kind = Kind
document-kind-help = For example policy, plan, decision, report or web page.
document-date = Date
document-file = File
document-receipt = Handed in by
document-text = Text
document-download = Download
document-read = Read
document-caption = Documents in the order in which they were handed in
document-none = No documents yet
document-none-next = Hand in what shows how the municipality is governed: goals and budget, annual report, policies, follow-ups. Tag them with sub-areas so that the evaluators find them.
document-sub-areas = Sub-areas
document-sub-areas-help = Choose those that the documents are about. You can change this later.
document-sub-areas-must = Choose at least one of those you answer for.
document-tagging = Which sub-areas are they about?

## Handing in
document-files = Files
document-limits = At most { $files } files at a time, { $megabytes } MB each.
document-kinds = PDF, Word, Excel, PowerPoint, ODT, text, Markdown, CSV, HTML, PNG or JPEG.
document-drop = You can also drag the files here.
document-drop-large = – the file is too large
document-drop-many = – too many files at once
document-hand-in-go = Hand in
document-done = What became of the files
document-in = Handed in as { $code }.
document-there = The same file is there already as { $code }. It was not added again.
document-refused-large = The file is larger than { $most } MB. Split it, or hand in the part that is needed.
document-refused-full = The documents of the evaluation may take { $most } MB together, and that is not enough for this one. Remove what is not needed, or ask whoever runs Kompass.
document-refused-many = At most { $most } files are taken at once. Hand this one in with the next batch.
document-refused-store = The file could not be saved: the storage is full or out of reach. Nothing of it was kept. Tell whoever runs Kompass and try again.
document-refused-harmful = The malware scanner found something harmful in the file. It was not taken. Fetch the document anew from its source, or ask your IT department.
document-refused-unscanned = The malware scanner gave no answer, so the file was not taken. Try again in a while, and tell the one who runs Kompass if it does not work.
document-refused-empty = The file is empty.
document-refused-no-ending = The name of the file has no ending such as .pdf. Give it a name with the right ending.
document-refused-ending = Files that end with .{ $ending } are not taken. Save it as PDF.
document-refused-is = The file is called .{ $named } but is a { $is } file. Give it the right name, or save it again.
document-refused-text = The file is called .{ $named } but holds only text. Give it the right name, or save it again.
document-refused-old = The file is called .{ $named } but is in an old Office format. Save it in today’s format or as PDF.
document-refused-locked = The file is called .{ $named } but is an Office document with a password. Remove the password and save it again.
document-refused-unknown = The file is called .{ $named } but holds something else. Open it in its program and save it again.
document-address = Add a web address
document-address-lead = Kompass fetches the page as it is now and keeps it, so that everybody reads the same text even if it changes.
document-address-field = Web address
document-address-help = For example https://www.granvik.example/goals-and-budget
document-address-title-help = Leave empty to use the address.
document-address-go = Fetch and hand in
done-document-added = The documents are handed in. Their text is being read now.

## A document
document-edit = Change the details
document-edit-go = Save
document-remove = Remove { $title }?
document-remove-short = Remove
document-remove-go = Remove the document
document-remove-consequence = The document, its file and the text read from it are removed for everybody. This cannot be undone.
done-document-removed = The document is removed.
document-stays = Once the judging has begun all documents stay, because somebody may refer to them. Title and sub-areas can still be changed.
document-used = You can see references to this document in { $places }.
document-stays-back = To the document

## Text
document-state-waiting = being read
document-state-done = searchable
document-state-cut = partly read
document-state-scanned = no text
document-state-none = no text
document-state-encrypted = encrypted
document-state-broken = cannot be read
document-state-heavy = too heavy to read
document-note-waiting = The text is read in the background, usually within seconds. Reload the page in a moment.
document-note-pages = { $n ->
    [one] One page is read.
   *[other] { $n } pages are read.
}
document-note-slides = { $n ->
    [one] One slide is read.
   *[other] { $n } slides are read.
}
document-note-parts = { $n ->
    [one] The text is read.
   *[other] The text is read in { $n } parts.
}
document-note-cut = The first { $n } pages are read. The rest is too much; download the file to read all of it.
document-note-scanned = There is no text in the file; it is probably scanned. It can be downloaded but not searched.
document-note-none = No text is read from such a file. Download it to see it.
document-note-encrypted = The file is locked with a password, so its text cannot be read. Hand it in without one.
document-note-broken = The file seems to be damaged, so its text cannot be read. Open it in its program, save it again and hand it in anew.
document-note-heavy = Reading the text took too much time or memory. Split the file, or download it to read.
document-note-no-file = No file is handed in. Follow the web address to read.
document-pages = Pages of the document
document-pages-more = You reach the rest by turning from page to page.
document-page-of = { $n } of { $of }
document-page-empty = There is no text on this page. It may be a picture.
document-page-note = Only the text is shown here. Pictures, tables and layout are in the file.
document-unit-page = Page { $n }
document-unit-slide = Slide { $n }
document-unit-part = Part { $n }

## Asking for documents
requests = Documents asked for
requests-none = No documents are asked for.
request-waits = waits for an answer
request-answered = answered
request-missing = does not exist
request-withdrawn = taken back
request-late = late
request-until-short = Wanted by
request-new = Ask for a document
request-new-lead = The coordinator sees what you ask for, with its day, on the start page and here.
request-what = Which document do you need?
request-what-help = Write it so that the reader knows what is meant, for example “the latest follow-up of the business strategy”.
request-until = No later than
request-sub-areas-help = Those who answer for the sub-areas by a personal link then see it too.
request-new-go = Ask for the document
request-answer = Answer
request-answer-heading = Answer the request
request-answer-lead = Wanted by { $until }: { $what }
request-answer-how = Your answer
request-answer-documents = The document is here
request-answer-documents-help = Hand it in first unless it is already in the list.
request-answer-missing = There is no such document
request-answer-missing-help = That is an answer too. Tell how it is done instead, if you like.
request-documents = Documents
request-documents-help = The latest ones stand at the top.
request-text = Comment
request-answer-go = Send the answer
request-withdraw = Take back
request-withdraw-go = Take the request back
request-withdraw-consequence = The coordinator need not answer. The request stays in the list as taken back.
done-request-asked = The coordinator now sees that you need the document.
done-request-answered = The answer is saved.
done-request-withdrawn = The request is taken back.

## Among other things
document-my-part = Hand in documents for your sub-areas

## What is wrong
problem-do01 = The title is missing or has more than 300 characters. Write what the document is called.
problem-do02 = Choose at least one of the sub-areas you answer for.
problem-do03 = Once the judging has begun all documents stay. Change title or sub-areas instead.
problem-do04 = Somebody else handed in this document. Ask the coordinator to change it.
problem-do05 = What is at the address is no document that is taken. Hand in the file instead.
problem-do06 = The documents of the evaluation take as much room as they may. Remove what is not needed, or ask whoever runs Kompass.
problem-do07 = That was too much at once. Hand in fewer files at a time.
problem-do08 = Not everything arrived. See what is in the list and hand in the rest again.
problem-do09 = Many are handing in right now. Wait a minute and try again.
problem-do10 = Write which document you need, in at most 500 characters.
problem-do11 = That day is past. Choose today or a later day.
problem-do12 = Choose whether the document exists or not.
problem-do13 = Choose at least one file or document.
problem-do14 = The request is answered already. The answer is in the list.
problem-do15 = The text is too long. Shorten it.
problem-do16 = Somebody removed the document while you handed it in. Hand it in again.
problem-do17 = Write the web address as https://www.example.org/page, in at most 2,000 characters.
problem-do18 = The malware scanner found something harmful in the file. Hand in another.
problem-n01 = This is no web address that can be fetched. Write it as https://www.example.org/page.
problem-n02 = The address leads to no public website. Check the spelling, or hand in the file.
problem-n03 = The website does not answer. Check the address and try again.
problem-n04 = Fetching the page took too long. Try again, or hand in the file.
problem-n05 = What is at the address is too large. Hand in the part that is needed as a file.
problem-n06 = The address leads on too many times. Hand in the address that it ends at.
problem-n07 = The website answers with an error. Open the address in a browser and hand in the one that works.
problem-n08 = The website answers in a form that cannot be read. Hand in the file instead.
