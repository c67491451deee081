"""Holding the record against its chains. It detects; it does not prevent (docs/trail.md).

checks     the table: each check with what it finds, and running them
findings   the names of what can be found
rows       reading rows that may hold anything
expunged   what redactions and purges took away by right
chains     links, heads, and what stands in no chain
acts       change sets, their manifests, and the history rows that these cover
present    live rows, where actions stand, frozen states and stored files
"""

from audits.verification.checks import CHECKS, faults
from audits.verification.findings import FINDINGS, Fault

__all__ = ["CHECKS", "FINDINGS", "Fault", "faults"]
