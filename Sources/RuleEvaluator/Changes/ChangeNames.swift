package import RuleCompiler

extension Changes {
  /// What is said of a lever as the case is.
  package func answer(to lever: Lever) -> Answer? { base.answer(to: lever) }

  /// The name of the item that a lever is about; nil where it is about none.
  package func itemName(of lever: Lever) -> String? {
    guard let place = lever.item, let list = base.rules.vocabulary[lever.fact].list else {
      return nil
    }
    return base.useCase.lists[list]?.items[place].name
  }

  /// Whether the fact is asked as the case is, or may be.
  package func isAsked(_ lever: Lever) -> Bool {
    guard let place = lever.item else { return !base.isClosed(lever.fact, lever.context) }
    let fact = base.rules.vocabulary[lever.fact]
    guard let list = fact.list, let item = base.useCase.lists[list]?.items[place] else {
      return true
    }
    return base.closedValue(of: fact, item, lever.context) == nil
  }

  /// The cells of the fact of a change; nil where no rule tests it by itself.
  package func cells(of change: Change) -> Cells? {
    levers.slots[change.slot].variable.map { base.program[$0].cells }
  }

  /// A value in a cell of a change.
  package func value(of change: Change, _ cell: Int) -> Value? {
    levers.slots[change.slot].values[cell]
  }
}
