import Testing

@testable import RuleCompiler

@Suite struct NumberTests {
  @Test(arguments: [
    ("0", 0, 0), ("7", 7, 0), ("-3", -3, 0), ("0.85", 85, 2), ("12.50", 125, 1), ("-0.5", -5, 1),
    ("-0", 0, 0), ("0.0", 0, 0), ("100", 100, 0), ("999999999999999", 999_999_999_999_999, 0),
    ("123456789.123456", 123_456_789_123_456, 6),
  ])
  func `a decimal is kept as it was written, without idle zeros`(
    text: String, digits: Int64, places: UInt8
  ) throws {
    let number = try #require(Number(text))
    #expect(number.digits == digits)
    #expect(number.places == places)
  }

  // What YAML 1.1 or a careless reader would have taken for a number.
  @Test(arguments: [
    "", "-", "+1", "01", "007", "1_000", "1e3", "1E3", ".5", "5.", "-.5", "1.2.3", "0x10", "0o7",
    "12:30", "1,5", "NaN", ".inf", "∞", "½", "１", "1 000", "1000000000000000", "0.1234567",
  ])
  func `whatever could be read in two ways is no number`(text: String) {
    #expect(Number(text) == nil)
  }

  @Test func `a tenth and two tenths are three tenths`() throws {
    let sum = try #require(Number("0.1")).adding(#require(Number("0.2")))
    #expect(sum == Number("0.3"))
    #expect(try #require(Number("0.56")).adding(Number(0)) == Number("0.56"))
    #expect(sum?.description == "0.3")
  }

  @Test(arguments: [
    ("0.3", "0.30"), ("1", "1.0"), ("-0", "0"), ("2.50", "2.5"),
  ])
  func `one value is one number, however it is written`(one: String, other: String) throws {
    #expect(try #require(Number(one)) == #require(Number(other)))
    #expect(try #require(Number(one)).hashValue == #require(Number(other)).hashValue)
  }

  @Test func `numbers are ordered by value and not by their digits`() {
    let texts = [
      "-10", "-1.5", "-0.5", "0", "0.09", "0.1", "0.11", "0.9", "1", "9.99", "10", "100",
    ]
    let numbers = texts.compactMap { Number($0) }
    #expect(numbers.reversed().sorted().map(\.description) == texts)
  }

  // Exact halves, on both sides of zero; half up goes towards plus infinity.
  @Test(arguments: [
    ("98.5", "1", Rounding.halfUp, "99"), ("98.4", "1", .halfUp, "98"),
    ("-98.5", "1", .halfUp, "-98"), ("-98.6", "1", .halfUp, "-99"),
    ("98.5", "1", .halfEven, "98"), ("99.5", "1", .halfEven, "100"),
    ("-98.5", "1", .halfEven, "-98"), ("98.1", "1", .up, "99"), ("-98.9", "1", .up, "-98"),
    ("98.9", "1", .down, "98"), ("-98.1", "1", .down, "-99"), ("100", "1", .up, "100"),
    ("110", "0.85", .halfUp, "94"), ("118", "0.85", .halfUp, "100"),
  ])
  func `a product is rounded as it says`(
    text: String, factor: String, rounding: Rounding, product: String
  ) throws {
    let found = try #require(Number(text))
      .multiplied(by: #require(Number(factor)), rounding: rounding)
    #expect(found == Number(product))
  }

  @Test func `without rounding a product is exact`() throws {
    let product = try #require(Number("0.1")).multiplied(by: #require(Number("0.2")), rounding: nil)
    #expect(product == Number("0.02"))
  }

  @Test func `what does not fit is no number, and no other one`() throws {
    let most = try #require(Number("999999999999999"))
    var sum: Number? = most
    for _ in 0..<20_000 { sum = sum?.adding(most) }
    #expect(sum == nil)
    #expect(most.multiplied(by: most, rounding: nil) == nil)
    #expect(most.multiplied(by: most, rounding: .halfUp) == nil)
  }
}
