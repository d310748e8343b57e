### Forms that save while they are filled in.

autosave = Saved as you type
autosave-lead = The text is saved when you pause. If the connection breaks, it stays in your browser until it has been saved. Nothing is saved on this page; the field is here to try it out.
autosave-sample = Try typing
autosave-saved = Saved { $hour }:{ $minute }
autosave-found = You wrote this at { $hour }:{ $minute }, but it could not be saved then. It is being saved now.
autosave-waits = Kept in this browser at { $hour }:{ $minute }. Not sent yet.
autosave-away = Not saved – no connection. The text stays in this browser and is saved when the connection is back.
autosave-conflict = The text was changed since you opened the page, by a colleague or by you in another window. Save to compare.
autosave-wrong = Not saved – something needs to be put right. Save to see what.
autosave-refused = Not saved – you have been signed out, or the text can no longer be changed. It stays in this browser. Open the page again.
