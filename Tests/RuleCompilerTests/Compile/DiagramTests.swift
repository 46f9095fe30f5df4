import Testing

@testable import RuleCompiler

/// A diagram that is small enough to be built.
private func sure(_ node: NodeID?) throws -> NodeID { try #require(node) }

@Suite struct DiagramTests {
  private static func variable(_ index: Int) -> VariableID { VariableID(index: index) }

  @Test func `a node whose children are alike is that child`() {
    var diagrams = Diagrams()
    #expect(diagrams.node(DiagramTests.variable(0), [.yes, .yes, .yes]) == .yes)
    #expect(diagrams.count == 0)
  }

  @Test func `one function has one node, however it was put together`() throws {
    var builder = DiagramBuilder()
    let a = builder.test(DiagramTests.variable(0), CellSet([1]), of: 2)
    let b = builder.test(DiagramTests.variable(1), CellSet([0, 2]), of: 3)
    let c = builder.test(DiagramTests.variable(2), CellSet([1]), of: 2)
    // De Morgan, distribution, absorption, double negation.
    let both = try sure(builder.all([a, b]))
    let not = try sure(builder.not(both))
    let notA = try sure(builder.not(a))
    let notB = try sure(builder.not(b))
    #expect(builder.any([notA, notB]) == not)
    #expect(builder.not(not) == both)
    let either = try sure(builder.any([b, c]))
    let first = try sure(builder.all([a, b]))
    let second = try sure(builder.all([a, c]))
    #expect(builder.all([a, either]) == builder.any([first, second]))
    #expect(builder.any([a, both]) == a)
    #expect(builder.any([a, notA]) == .yes)
    #expect(builder.all([a, notA]) == .no)
    #expect(builder.all([]) == .yes)
    #expect(builder.any([]) == .no)
  }

  @Test func `a test and its complement are each other's negation`() throws {
    var builder = DiagramBuilder()
    for cells in [[0], [1, 2], [0, 3], [], [0, 1, 2, 3]] {
      let others = (0..<4).filter { !cells.contains($0) }
      let one = builder.test(DiagramTests.variable(0), CellSet(cells), of: 4)
      let other = builder.test(DiagramTests.variable(0), CellSet(others), of: 4)
      #expect(builder.not(one) == other)
    }
  }

  /// Every function of two variables with two and three cells, against its table.
  @Test func `choosing is done cell by cell`() throws {
    var builder = DiagramBuilder()
    let leaves = [NodeID.no, .yes, .violated]
    func node(_ table: Int) -> (NodeID, [NodeID]) {
      var rest = table
      let values = (0..<6).map { _ -> NodeID in
        defer { rest /= 3 }
        return leaves[rest % 3]
      }
      let inner = [0, 1].map { row in
        builder.node(DiagramTests.variable(1), Array(values[row * 3..<row * 3 + 3]))
      }
      return (builder.node(DiagramTests.variable(0), inner), values)
    }
    for (first, second) in zip(stride(from: 0, to: 729, by: 7), stride(from: 728, to: 0, by: -7)) {
      let (then, thens) = node(first)
      let (otherwise, others) = node(second)
      let condition = builder.test(DiagramTests.variable(1), CellSet([0, 2]), of: 3)
      let chosen = try sure(builder.choose(condition, then, otherwise))
      let expected = (0..<6).map { $0 % 3 == 1 ? others[$0] : thens[$0] }
      let inner = [0, 1].map { row in
        builder.node(DiagramTests.variable(1), Array(expected[row * 3..<row * 3 + 3]))
      }
      #expect(chosen == builder.node(DiagramTests.variable(0), inner))
    }
  }

  @Test func `what grows too big is given up, not cut short`() {
    var builder = DiagramBuilder(budget: 4)
    let tests = (0..<8).map {
      builder.test(DiagramTests.variable($0), CellSet([1]), of: 2)
    }
    var pairs: NodeID? = .no
    // x0 x4 + x1 x5 + x2 x6 + x3 x7 is large in this order.
    for index in 0..<4 {
      pairs = pairs.flatMap { sum in
        builder.all([tests[index], tests[index + 4]]).flatMap { builder.any([sum, $0]) }
      }
    }
    #expect(pairs == nil)
  }
}

extension DiagramBuilder {
  /// The node that branches on a variable.
  fileprivate mutating func node(_ variable: VariableID, _ children: [NodeID]) -> NodeID {
    var result = children[children.count - 1]
    for (cell, child) in children.enumerated().dropLast() {
      let here = test(variable, CellSet([cell]), of: children.count)
      guard let next = choose(here, child, result) else {
        preconditionFailure("small diagrams fit")
      }
      result = next
    }
    return result
  }
}
