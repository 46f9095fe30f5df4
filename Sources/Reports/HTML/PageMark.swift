import RuleCompiler

/// How a page marks what became of a finding: by a glyph and a word, and by colour besides.
enum PageMark: CaseIterable {
  case violated, contested, undecided, waived, uncounted, open, satisfied, holds, holdsNot,
    notApplicable

  init(_ entry: DocumentEntry) {
    let isWaived = entry.outcome.isProblem && entry.report.isWaived
    self =
      switch entry.outcome {
      case .violated, .contested, .undecided:
        if !entry.gates {
          .uncounted
        } else if isWaived {
          .waived
        } else {
          entry.outcome == .violated
            ? .violated : entry.outcome == .contested ? .contested : .undecided
        }
      case .open: .open
      case .satisfied: .satisfied
      case .notApplicable: .notApplicable
      case .told:
        switch entry.report.standing {
        case .yes, .presumedYes: .holds
        default: .holdsNot
        }
      }
  }

  var glyph: String {
    switch self {
    case .violated: "✗"
    case .contested: "⚖"
    case .undecided: "?"
    case .waived: "◇"
    case .uncounted: "△"
    case .open: "○"
    case .satisfied: "✓"
    case .holds: "●"
    case .holdsNot: "–"
    case .notApplicable: "·"
    }
  }

  /// The colour's name.
  var style: String {
    switch self {
    case .violated: "bad"
    case .contested, .undecided: "open"
    case .satisfied: "good"
    case .waived, .uncounted, .open, .holds, .holdsNot, .notApplicable: "calm"
    }
  }

  /// What it means, in a word for so many.
  func word(in language: Language, count: Int = 1) -> String {
    words.said(in: language, count: count)
  }

  var words: Words {
    switch self {
    case .violated: Words("violated", "violée|violées")
    case .contested: Words("contested law", "droit contesté")
    case .undecided: Words("cannot be decided yet", "indécise|indécises")
    case .waived: Words("waived", "tolérée|tolérées")
    case .uncounted:
      Words("told, and counted by no gate", "signalée sans bloquer|signalées sans bloquer")
    case .open: Words("otherwise open", "ouverte par ailleurs|ouvertes par ailleurs")
    case .satisfied: Words("satisfied", "respectée|respectées")
    case .holds: Words("class holds|classes hold", "classe établie|classes établies")
    case .holdsNot:
      Words("class does not hold|classes do not hold", "classe écartée|classes écartées")
    case .notApplicable: Words("not applicable", "sans objet")
    }
  }

  /// The gravest of several.
  static func gravest(_ marks: some Sequence<PageMark>) -> PageMark? {
    marks.min { $0.rank < $1.rank }
  }

  var rank: Int { PageMark.allCases.firstIndex(of: self) ?? 0 }
}

extension Markup {
  /// A glyph, which words beside it say too.
  mutating func glyph(_ mark: PageMark) {
    put(.span, .style("mark t-\(mark.style)"), .hidden, words: mark.glyph)
  }

  mutating func legend(_ marks: [PageMark], in language: Language) {
    put(.ul, .style("legend")) { list in
      for mark in marks.sorted(by: { $0.rank < $1.rank }) {
        list.put(.li) { item in
          item.glyph(mark)
          item.text(mark.word(in: language))
        }
      }
    }
  }
}
