import RuleCompiler

/// A fixed phrase of reports. Its words stand in `PhraseWords.swift`, both languages side by side.
enum Phrase: CaseIterable {
  // Headings
  case today, upcomingFrom, notBinding, unverified, wholeSystem, use, acts, nothingToReport
  // The head of an assessment
  case rulebook, member, unknownMember, presumedReach, notLoaded, classToday, classFromTo
  case classLater, daysLeft, classesJoined
  // Verdicts
  case violated, satisfied, open, contested, yes, no, presumed, ended, notApplicable
  case sayViolated, saySatisfied, sayNotApplicable, sayYes, sayNo, sayContested, sayPresumed, or,
    orMore
  // What is bound, how gravely, how firmly
  case obligation, prohibition, right, classification, definition, rightOf
  case low, medium, high, critical
  case binding, endeavour, guidance, draft, proposed, voluntary
  case text, paraphrase, secondary, memory
  // Answers
  case answerIs, nobodySaid, cannotBeSaid, knownInPart, membersIn, membersOut, doesNotArise
  case butNot, notOnly, none, noneOfThem, quoted, assumedAnswer, sepSays, cited, clauses
  // Tests
  case allOf, nothingBut, something, atLeast, atMost, before, onOrAfter, lessThan, fromTo
  case measureIs, measureIsSo, measureIsNotSo, measureUnknown, theDay, days, hours, seconds
  // Reasons
  case holds, holdsNot, holdsUnknown
  case takesOut, wouldDerogate, takesBack, derogatesNot, derogatesUnknown
  case readAs, readAsNot, readAsUnknown
  case classIs, classIsNot, classUnknown, namedWithCite
  case someItems, noSuchItem, everyItem, noneListed, notEveryItem, listNotGiven, listNotWhole
  case itemsOpen
  case someUse, noUse, someUseOpen, everyUse, notEveryUse, everyUseOpen
  case judged, notJudged, lawAsked, lawNotAsked, lawUnknown
  case covers, coversNot, coversUnknown, hasRole, hasRoleNot, hasRoleUnknown
  case notYetLaw, noLongerLaw, requirementMet, requirementNotMet, requirementUnknown
  // Classes that are not given
  case noHigherClass, notInClass, notInClassLater, notYetInClass, shutsOut, shutsOutAll, shutsOutOne
  case cameClosest, takesOutBesides, schemeOfClasses, classesOfScheme, whereNoOther
  // Findings
  case restsOnAssumed, judgedByPerson
  case because, ofUse, asAbove, oneAnswer, questionsMatter, nothingToAsk, moreQuestions,
    moreReasons, hangsOnReading
  case eachReading, readingLeadsTo, nameAReading, whateverTheAnswer, andMore
  case alsoRestsOn, takenReading, presumedUntilShown, untilThen, noLonger
  case evidenceHeld, evidenceHeldUntil, evidenceLapsed, evidenceMissing, remedy
  case waived, waiverExpired, waiverOtherVerdict, waiverOtherFacts, waiverRuleChanged
  case waiverRuleUnchecked, waiverSelfGranted
  // Questions that are not about a fact of the case
  case ofItem, isMember, judgeThis, inUse
  // Counts
  case leadViolated, leadWaived, leadPresumed, leadUndecided, leadChange, leadNothing, askNext,
    explainMore
  case countViolated, countPresumed, countContested, countUndecided, countOpen, countYes, countNo
  case countSatisfied, countNotApplicable, countOthers, countWaived, countNotBinding
  case countUnverified, countUpcoming, countFindings
  // Explanations
  case inForce, always, lawFrom, lawUntil, lawFromUntil, addedNote
  case byItself, whenCondition, unlessCondition, mustBeShown, requires, conditionAll, conditionAny
  case conditionNot, conditionSome, conditionEvery, conditionWhere, conditionHas
  case conditionSomeUse, conditionEveryUse, asks
  case readings, source, onlyAPerson, bearer, severity, evidenceAsked, namesRules, namedBy, examples
  case helper, verdictOn, why, whatItRestsOn, settlesIt, settlesItWith
  case settlesItWithin, cannotBeSettled, entangled, classOf, noExamples
  // Interviews
  case questionCount, interviewHead, interviewNothing, answerBy, askedFor, writeAs, choices,
    severalChoices
  case settles, interviewOf, programme, engineer, legal, vendor, yesOrNo, aNumber, aDate
  case aTime, aCountry, aText
}

/// A phrase in both languages; `|` parts the words for one from the words for several.
struct Words: Equatable {
  let english: String
  let french: String

  init(_ english: String, _ french: String) {
    self.english = english
    self.french = french
  }

  /// As it stands in the catalogue, with its places for arguments.
  func `in`(_ language: Language) -> String {
    switch language {
    case .english: english
    case .french: french.inFrenchTypography
    }
  }
}

extension Phrase {
  /// The phrase with its arguments in the places `{1}`, `{2}`…
  ///
  /// - Parameter count: chooses between the words for one and for several; 0 is several in
  ///   English and one in French.
  func said(in language: Language, _ arguments: [String] = [], count: Int? = nil) -> String {
    var words = words.in(language)
    let isOne = count.map { language == .french ? $0 < 2 : $0 == 1 } ?? true
    if arguments.isEmpty, !words.utf8.contains(UInt8(ascii: "|")) { return words }
    return words.withUTF8 { bytes in
      let bar = bytes.firstIndex(of: UInt8(ascii: "|"))
      guard let bar else { return Phrase.filled(bytes, arguments) }
      return Phrase.filled(
        UnsafeBufferPointer(rebasing: isOne ? bytes[..<bar] : bytes[(bar + 1)...]), arguments)
    }
  }

  /// Puts arguments into a phrase; what an argument says is not looked at again.
  static func fill(_ phrase: String, _ arguments: [String]) -> String {
    guard !arguments.isEmpty else { return phrase }
    var phrase = phrase
    return phrase.withUTF8 { filled($0, arguments) }
  }

  private static func filled(
    _ phrase: UnsafeBufferPointer<UInt8>, _ arguments: [String]
  ) -> String {
    var result: [UInt8] = []
    var rest = phrase[...]
    while !arguments.isEmpty, let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      // One digit, and the brace that closes.
      let place = Int(rest[open + 1]) - Int(UInt8(ascii: "0"))
      guard (1...arguments.count).contains(place) else {
        preconditionFailure("a phrase has no more places than it is given arguments")
      }
      if result.isEmpty { result.reserveCapacity(256) }
      result += rest[..<open]
      result += arguments[place - 1].utf8
      rest = rest[(open + 3)...]
    }
    result += rest
    return String(decoding: result, as: UTF8.self)
  }
}
