import Testing

@testable import RuleCompiler

@Suite struct CellTests {
  private static let line = Cells(
    form: .line([
      Boundary(point: .number(Number(2)), isAfter: false),
      Boundary(point: .number(Number(2)), isAfter: true),
      Boundary(point: .number(Number(5)), isAfter: false),
    ]), hasNone: true)

  private static func number(_ text: String) throws -> Value {
    .number(try #require(Number(text)))
  }

  @Test(arguments: [
    ("1.999999", 0), ("2", 1), ("2.000001", 2), ("4.999999", 2), ("5", 3), ("99", 3),
  ])
  func `a number falls into the cell between its boundaries`(text: String, cell: Int) throws {
    #expect(CellTests.line.cell(of: try CellTests.number(text)) == cell)
  }

  @Test func `none has the last cell`() {
    #expect(CellTests.line.count == 5)
    #expect(CellTests.line.cell(of: .none) == 4)
    #expect(Cells(form: .options(3), hasNone: false).noneCell == nil)
    #expect(Cells(form: .options(3), hasNone: true).cell(of: .none) == 3)
  }

  @Test func `a word that no test names is like any other`() {
    let cells = Cells(form: .words(["BE", "NO"]), hasNone: false)
    #expect(cells.count == 3)
    #expect(cells.cell(of: .word("NO")) == 1)
    #expect(cells.cell(of: .word("NL")) == cells.cell(of: .word("SE")))
  }

  /// The cells of a test are those of the values that meet it, and `none` meets no bound.
  @Test(arguments: [
    ("2", [1]), ("[2, 5]", [1, 3]), (">=2", [1, 2, 3]), ("<=2", [0, 1]), ("present", [0, 1, 2, 3]),
    ("none", [4]),
  ])
  func `a test has the cells in which it holds`(test: String, cells: [Int]) throws {
    let two = try CellTests.number("2")
    let tests: [String: RuleCompiler.Test] = [
      "2": .among([two]), "[2, 5]": .among([two, try CellTests.number("5")]),
      ">=2": .atLeast(two), "<=2": .atMost(two), "present": .present, "none": .among([.none]),
    ]
    // With a boundary after 5 too, which `[2, 5]` draws.
    let line = Cells(
      form: .line(
        (CellTests.boundaries + [Boundary(point: .number(Number(5)), isAfter: true)]).sorted()),
      hasNone: false)
    let used = test == "[2, 5]" ? line : CellTests.line
    #expect(used.cells(of: try #require(tests[test])).cells == cells)
  }

  private static var boundaries: [Boundary] {
    if case .line(let boundaries) = line.form { boundaries } else { [] }
  }

  @Test func `a test on a day has the days before it and those from it on`() throws {
    let day = try #require(Day("2027-12-02"))
    let cells = Cells(
      form: .line([Boundary(point: .day(day), isAfter: false)]), hasNone: false)
    #expect(cells.cells(of: .before(.day(day))).cells == [0])
    #expect(cells.cells(of: .onOrAfter(.day(day))).cells == [1])
    #expect(cells.cell(of: .day(day.adding(days: -1))) == 0)
    #expect(cells.cell(of: .day(day)) == 1)
  }

  @Test func `an interval has every cell between its ends`() throws {
    let ends = (try CellTests.number("1"), try CellTests.number("4"))
    #expect(CellTests.line.cells(from: ends.0, to: ends.1).cells == [0, 1, 2])
  }
}

@Suite struct CellSetTests {
  @Test(arguments: [0, 1, 3, 63, 64, 65, 128, 200])
  func `a set of all cells has them all, and no other`(count: Int) {
    let all = CellSet(all: count)
    #expect(all.count == count)
    #expect(all.cells == Array(0..<count))
    #expect(!all.contains(count))
    #expect(all.isEmpty == (count == 0))
  }

  @Test(arguments: [[0], [63], [64], [3, 64, 130], [], [0, 1, 2]])
  func `sets of many cells are compared like those of few`(cells: [Int]) {
    let set = CellSet(cells)
    #expect(set.cells == cells)
    #expect(set.isSubset(of: CellSet(all: 200)))
    #expect(set.isSubset(of: set) && set.union(set) == set)
    #expect(set.isDisjoint(from: CellSet([150])))
    #expect(set.isDisjoint(from: set) == cells.isEmpty)
    #expect(set.union(CellSet([150])).isSubset(of: set) == false)
    #expect(set.single == (cells.count == 1 ? cells[0] : nil))
  }
}
