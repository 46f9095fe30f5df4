extension RegisterPreset {
  /// The same register, with the law of others asked; of none the preset's own.
  package func asking(_ jurisdictions: [String]) -> RegisterPreset {
    guard !jurisdictions.isEmpty else { return self }
    return RegisterPreset(
      name: name, title: title, file: file, format: format, naming: naming, titles: titles,
      operators: operators, jurisdictions: jurisdictions, facts: facts, silent: silent,
      longestSilent: longestSilent,
      columns: columns, unread: unread, factsByName: factsByName, jurisdictionColumn: nil)
  }
}
