"""A document on its way in, from the upload to the plan.

opening      keeping the file and asking for it to be read
reading      the task that reads it, in a child process
standing     the draft as it stands: what the file holds, what was understood, what is asked
amending     one more thing said of it, and taking one back
committing   the plan, as one act; or nothing
"""
