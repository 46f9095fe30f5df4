/// The whole of Clearance under one name: rules in, use cases in, assessments and reports out.
///
/// Rules are files that somebody has read; a use case is a file of answers; the day is an argument.
/// Nothing here reads a disk, a clock or a network.
///
/// ```swift
/// let vocabulary = SourceFile(
///   path: "vocabulary.yaml",
///   text: """
///     language: 1
///     vocabulary: example
///     groups: {system: The system}
///     facts:
///       system.can_stop:
///         ask: {en: Can somebody stop it?, fr: Quelqu'un peut-il l'arrêter ?}
///         type: yes_no
///         of: system
///     """)
/// let act = SourceFile(
///   path: "act.yaml",
///   text: """
///     language: 1
///     act: stop-act
///     title: Act on Stopping
///     jurisdiction: NL
///     applies: {from: 2026-01-01}
///     bearers: {keeper: keeper}
///     """)
/// let rules = SourceFile(
///   path: "rules.yaml",
///   text: """
///     language: 1
///     act: stop-act
///     definitions:
///       keeper: {helper: yes, when: always}
///     obligations:
///       stop_control:
///         provision: [stop-act/3]
///         cite: Art. 3
///         says: Somebody can stop the system
///         bearer: keeper
///         about: system
///         when: always
///         requires: system.can_stop
///     """)
/// let answers = SourceFile(
///   path: "case.yaml",
///   text: """
///     language: 1
///     use_case: lane-chooser
///     jurisdictions: [NL]
///     facts:
///       system: {can_stop: no}
///     """)
///
/// let rulebook = try Rulebook([vocabulary, act, rules])
/// let useCase = try UseCase(answers, answering: rulebook)
/// let day = Day(2026, 11, 22)!
/// let assessment = rulebook.assess(useCase, on: day)
/// for finding in assessment.findings where finding.verdict.effective == .violated {
///   print("violated")
/// }
/// print(assessment.rendered(as: .text))
/// ```
///
/// A mistake in a file is thrown as `RulebookError` or `UseCaseError`, which holds every diagnostic
/// at once.
@_exported public import LocatedYAML
@_exported public import Reports
@_exported public import RuleCompiler
@_exported public import RuleEvaluator
