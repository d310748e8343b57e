### The places within an evaluation.

sections = Parts of the evaluation
section-overview = Overview
section-people = Team and access
section-links = Personal links
