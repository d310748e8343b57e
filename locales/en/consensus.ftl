### Consensus, and texts that two people have written.

conflict-heading = Somebody else changed the same text
conflict-lead = While you were writing, a colleague saved the same text. Nothing was overwritten. Compare the texts and choose what is to stand.
conflict-theirs = Saved by your colleague
conflict-mine = Yours
conflict-empty = Empty.
conflict-only-here = only here:
conflict-end = end of what is only here
conflict-field = Text to save
conflict-field-help = This is your text. Change it if you like before you save.
conflict-save-mine = Save my text
conflict-save-both = Save both
conflict-keep-theirs = Keep the other text
conflict-both-help = If you save both, your colleague's text comes first and yours after it. Then you can work them together.
style-conflict = Two people have written the same text
style-conflict-mine = The goals are known throughout the municipality and are followed up every four months. The companies are left out.
style-conflict-theirs = The goals are known throughout the municipality but are not followed up. The companies are left out.
