import LocatedYAML

extension Level: Storable {}
extension FactNature: Storable {}
extension Respondent: Storable {}

extension Option: Storable {
  func store(into writer: inout StoreWriter) { writer.write(name, words) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(name: try reader.read(), words: try reader.read())
  }
}

extension FactType: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .yesNo: writer.write(0)
    case .oneOf(let options, let ordered): writer.write(1, options, ordered)
    case .someOf(let options): writer.write(2, options)
    case .number(let unit): writer.write(3, unit)
    case .date: writer.write(4)
    case .time: writer.write(5)
    case .country: writer.write(6)
    case .text: writer.write(7)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 8) {
    case 0: self = .yesNo
    case 1: self = .oneOf(try reader.read(), ordered: try reader.read())
    case 2: self = .someOf(try reader.read())
    case 3: self = .number(unit: try reader.read())
    case 4: self = .date
    case 5: self = .time
    case 6: self = .country
    default: self = .text
    }
  }
}

extension Guard: Storable {
  func store(into writer: inout StoreWriter) { writer.write(condition, otherwise) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(condition: try reader.read(), otherwise: try reader.read())
  }
}

extension Fact: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(
      id, name, level, list, type, question, help, nature, measureOf, respondent, sources,
      allowsNone, isOperational, place, guarding)
  }

  convenience init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      id: try reader.read(), name: try reader.read(), level: try reader.read(),
      list: try reader.read(), type: try reader.read(), question: try reader.read(),
      help: try reader.read(), nature: try reader.read(), measureOf: try reader.read(),
      respondent: try reader.read(), sources: try reader.read(), allowsNone: try reader.read(),
      isOperational: try reader.read(), place: try reader.read(), guarding: try reader.read())
  }
}

extension FactList: Storable {
  func store(into writer: inout StoreWriter) { writer.write(id, name, item, question) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      id: try reader.read(), name: try reader.read(), item: try reader.read(),
      question: try reader.read())
  }
}

extension ModelMark: Storable {
  func store(into writer: inout StoreWriter) { writer.write(fact, options) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(fact: try reader.read(), options: try reader.read())
  }
}

extension Vocabulary: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(facts, lists, groups, countries, parties, classes, topics, models)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      facts: try reader.read(), lists: try reader.read(), groups: try reader.read(),
      countries: try reader.read(), parties: try reader.read(), classes: try reader.read(),
      topics: try reader.read(), models: try reader.read())
  }
}

extension Membership.Member: Storable {
  func store(into writer: inout StoreWriter) { writer.write(code, period) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(code: try reader.read(), period: try reader.read())
  }
}

extension Membership: Storable {
  func store(into writer: inout StoreWriter) { writer.write(code, title, isComplete, members) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      code: try reader.read(), title: try reader.read(), isComplete: try reader.read(),
      members: try reader.read())
  }
}

extension Memberships: Storable {
  func store(into writer: inout StoreWriter) { writer.write(bodies) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(bodies: try reader.read())
  }
}
