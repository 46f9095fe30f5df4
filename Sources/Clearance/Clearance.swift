@_exported public import LocatedYAML
@_exported public import Reports
@_exported public import RuleCompiler
@_exported public import RuleEvaluator
