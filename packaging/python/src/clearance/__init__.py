"""Says what the law asks of an AI system of customs, on a given day, and why.

A thin door to the command `clearance`, which came with this package: `assess` reports on one use
case, `gate` decides on any number of them. Neither reads a network, nor a clock but for the day
where none is named.
"""

from ._assessment import Answer, Assessment, ClassOf, Finding
from ._command import ClearanceError, Diagnostic, command, version
from ._gate import Gate, GatedUseCase, GateFinding
from ._verbs import assess, gate

__all__ = [
    "Answer",
    "Assessment",
    "ClassOf",
    "ClearanceError",
    "Diagnostic",
    "Finding",
    "Gate",
    "GateFinding",
    "GatedUseCase",
    "assess",
    "command",
    "gate",
    "version",
]
