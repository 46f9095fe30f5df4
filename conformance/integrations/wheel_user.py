"""What a user of the module might write."""

import sys

import clearance

assessment = clearance.assess(sys.argv[1], on="2026-12-02", lang="fr")
print(assessment.name, assessment.day.isoformat(), assessment.counts["violated"])
for finding in assessment.violated:
    print(f"- {finding.act} {finding.cite} ({finding.severity}): {finding.says}")
