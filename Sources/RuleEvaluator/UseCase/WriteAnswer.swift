package import LocatedYAML
package import RuleCompiler

/// What somebody says to a question, to be written into a use case.
package enum Reply: Sendable, Hashable {
  case fact(Answer.Said)
  /// Names of new items, and whether there are no others.
  case items([String], isComplete: Bool)
  case judgement(verdict: Bool, by: String, on: Day, reason: String)
}

extension UseCase {
  /// The file of a use case with an answer in it; every other byte is as it was.
  ///
  /// - Parameter source: the very file that this use case was read from.
  /// - Returns: nil where the file has no place for such an answer.
  package func writing(
    _ reply: Reply, to question: Question, into source: SourceFile, of rules: CheckedRules
  ) -> SourceFile? {
    var file = source
    for (path, value) in places(of: reply, to: question, rules) {
      var said: [Diagnostic] = []
      guard let root = Node.read(file, limits: .useCase, noting: &said),
        let edits = file.edits(setting: path, to: value, in: root)
      else { return nil }
      file = file.applying(edits)
    }
    return file
  }

  /// Which values are written, and under which keys.
  private func places(
    of reply: Reply, to question: Question, _ rules: CheckedRules
  ) -> [(path: [String], value: NewValue)] {
    let vocabulary = rules.vocabulary
    switch (question, reply) {
    case (.fact(let id, let context), .fact(let said)):
      let fact = vocabulary[id]
      return [(owner(of: fact, context) + fact.keys, fact.written(said))]
    case (.itemFact(let id, let item), .fact(let said)):
      let fact = vocabulary[id]
      guard let list = fact.list.map({ vocabulary[$0].name }) else { return [] }
      return [(["lists", list, "items", item, fact.keys[1]], fact.written(said))]
    case (.list(let id), .items(let names, let isComplete)):
      let path = ["lists", vocabulary[id].name]
      let whole = (path + ["complete"], NewValue.flag(isComplete))
      if names.isEmpty, lists[id] == nil { return [whole, (path + ["items"], .mapping([]))] }
      return [whole] + names.map { (path + ["items", $0], .mapping([])) }
    case (.judgement(let name, _), .judgement(let verdict, let by, let day, let reason)):
      let value = NewValue.mapping([
        .init("verdict", .flag(verdict)), .init("by", .text(by)), .init("on", .word("\(day)")),
        .init("reason", .text(reason)),
      ])
      return [(["judgements", name], value)]
    case (.fact, _), (.itemFact, _), (.list, _), (.judgement, _), (.membership, _):
      return []
    }
  }

  /// Under which key an answer stands: with its use, unless the case names no uses or says
  /// something of every use already.
  private func owner(of fact: Fact, _ context: Int) -> [String] {
    guard fact.level != .system, context < uses.count else { return ["facts"] }
    if let said = answers[fact.id]?.said, said != .unknown { return ["facts"] }
    return ["uses", uses[context].name, "facts"]
  }
}

extension Fact {
  /// Its group and its name in it.
  fileprivate var keys: [String] {
    name.split(separator: ".", maxSplits: 1).map(String.init)
  }

  /// An answer as a use case says it.
  package func written(_ said: Answer.Said) -> NewValue {
    switch said {
    case .unknown: .word("unknown")
    case .unsayable(let why): .mapping([.init("unknown", .text(why))])
    case .value(let value): written(value)
    case .partly(let has, let hasNot):
      .mapping(
        [("has", has), ("has_not", hasNot)].filter { !$1.isEmpty }.map {
          .init($0, .list($1.map(option)))
        })
    }
  }

  private func written(_ value: Value) -> NewValue {
    switch value {
    case .none: .word("none")
    case .option(let place): type == .yesNo ? .flag(place == 1) : option(place)
    case .number(let number): .number(number.description)
    case .day(let day): .word(day.description)
    case .instant(let instant): .word(instant.description)
    case .word(let word): type == .country ? .word(word) : .text(word)
    case .members(let members): .list(members.map(option))
    }
  }

  private func option(_ place: Int) -> NewValue { .word(options[place].name) }
}
