"""Where files are kept: in a folder beside the database, or in a bucket that speaks the protocol of S3.

choice     which of both, from the environment
folder     the default
bucket     with EVIDENCE_S3_BUCKET, and the extra packages that docs/running.md names
"""
