import Foundation

/// As much of JSON Schema 2020-12 as our schemas use; any other keyword is an error.
struct MiniSchema {
  let root: [String: Any]

  struct UnknownKeyword: Error { let name: String }

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// What is wrong with a document; nil where it is valid.
  func trouble(with document: String) throws -> String? {
    let value = try JSONSerialization.jsonObject(
      with: Data(document.utf8), options: .fragmentsAllowed)
    return try trouble(value, root, at: "$")
  }

  private func trouble(_ value: Any, _ schema: Any, at path: String) throws -> String? {
    if let flag = schema as? Bool { return flag ? nil : "\(path): nothing is allowed" }
    guard let schema = schema as? [String: Any] else { return "\(path): no schema" }
    for (keyword, demand) in schema.sorted(by: { $0.key < $1.key }) {
      if let trouble = try trouble(value, keyword, demand, schema, at: path) { return trouble }
    }
    return nil
  }

  private func trouble(
    _ value: Any, _ keyword: String, _ demand: Any, _ schema: [String: Any], at path: String
  ) throws -> String? {
    func fails(_ schema: Any) throws -> Bool { try trouble(value, schema, at: path) != nil }
    let here = "\(path): \(keyword)"
    switch keyword {
    case "$schema", "$defs", "format", "$comment", "title", "description", "then", "else":
      return nil
    case "$ref":
      let name = (demand as? String)?.replacing("#/$defs/", with: "") ?? ""
      guard let target = (root["$defs"] as? [String: Any])?[name] else { return "\(here) \(name)" }
      return try trouble(value, target, at: path)
    case "type":
      let types = demand as? [String] ?? [demand as? String ?? ""]
      return types.contains { has(value, type: $0) } ? nil : "\(here) \(types)"
    case "const": return same(demand, value) ? nil : here
    case "enum":
      return (demand as? [Any] ?? []).contains { same($0, value) } ? nil : here
    case "pattern":
      guard let text = value as? String else { return nil }
      let regex = try Regex(demand as? String ?? "")
      return try regex.firstMatch(in: text) == nil ? "\(here) \(text)" : nil
    case "anyOf":
      return try (demand as? [Any] ?? []).contains { try !fails($0) } ? nil : here
    case "allOf":
      return try (demand as? [Any] ?? []).contains(where: fails) ? here : nil
    case "not": return try fails(demand) ? nil : here
    case "if":
      let branch = try fails(demand) ? schema["else"] : schema["then"]
      return try branch.flatMap { try trouble(value, $0, at: path) }
    case "items", "minItems", "uniqueItems":
      return try (value as? [Any]).flatMap { try trouble(in: $0, keyword, demand, at: path) }
    default:
      return try (value as? [String: Any]).flatMap {
        try trouble(in: $0, keyword, demand, schema, at: path)
      }
    }
  }

  private func trouble(
    in items: [Any], _ keyword: String, _ demand: Any, at path: String
  ) throws -> String? {
    switch keyword {
    case "minItems": return items.count >= demand as? Int ?? 0 ? nil : "\(path): \(keyword)"
    case "uniqueItems":
      return Set(items.compactMap { $0 as? NSObject }).count == items.count
        ? nil : "\(path): \(keyword)"
    default:
      for (index, item) in items.enumerated() {
        if let trouble = try trouble(item, demand, at: "\(path)[\(index)]") { return trouble }
      }
      return nil
    }
  }

  private func trouble(
    in members: [String: Any], _ keyword: String, _ demand: Any, _ schema: [String: Any],
    at path: String
  ) throws -> String? {
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let keys = members.keys.sorted()
    switch keyword {
    case "required":
      let missing = (demand as? [String] ?? []).first { members[$0] == nil }
      return missing.map { "\(path): \($0) is required" }
    case "dependentRequired":
      let demands = demand as? [String: [String]] ?? [:]
      let missing = demands.first { key, others in
        members[key] != nil && others.contains { members[$0] == nil }
      }
      return missing.map { "\(path): \($0.key) requires \($0.value)" }
    case "minProperties": return members.count >= demand as? Int ?? 0 ? nil : "\(path): \(keyword)"
    case "maxProperties": return members.count <= demand as? Int ?? 0 ? nil : "\(path): \(keyword)"
    case "propertyNames":
      return try keys.lazy.compactMap { try trouble($0, demand, at: "\(path) name") }.first
    case "properties":
      return try keys.lazy.compactMap { key in
        try properties[key].flatMap { try trouble(members[key]!, $0, at: "\(path).\(key)") }
      }.first
    case "additionalProperties":
      return try keys.lazy.filter { properties[$0] == nil }.compactMap {
        try trouble(members[$0]!, demand, at: "\(path).\($0)")
      }.first
    default: throw UnknownKeyword(name: keyword)
    }
  }

  private func has(_ value: Any, type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": isTruth(value)
    case "integer": value is Int && !isTruth(value)
    case "null": value is NSNull
    case "number": value is NSNumber && !isTruth(value)
    default: false
    }
  }

  private func same(_ one: Any, _ other: Any) -> Bool {
    isTruth(one) == isTruth(other) && (one as? NSObject) == (other as? NSObject)
  }

  private func isTruth(_ value: Any) -> Bool {
    (value as? NSNumber).map { isBoolean($0) } ?? false
  }

  private func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
