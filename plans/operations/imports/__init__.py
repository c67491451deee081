"""A document on its way in, from the upload to the plan.

upload      keeping the file and asking for it to be read
task        reading it, in a child process
draft       as it stands: what the file holds, what was understood, what is asked
edits       one more thing said of it, and taking one back
commit      the plan, as one act; or nothing
new_plan    what a document says becomes a plan; `parts` writes each sort of thing
documents   which plans a file is in already
leads       which lead a printed name means
questions   what is left open, answered later; `answers` what an answer changes
"""
