import LocatedYAML
package import RuleCompiler

extension UseCase {
  /// The same case where some things are said otherwise; what is set to nil is no longer said.
  package func saying(_ said: [Lever: Answer.Said?], _ vocabulary: Vocabulary) -> UseCase {
    var common = answers
    var own = uses.map(\.answers)
    var lists = lists
    for (lever, said) in said {
      let fact = vocabulary[lever.fact]
      if let item = lever.item, let id = fact.list, let list = lists[id] {
        lists[id] = list.saying(said, of: lever.fact, item)
      } else if own.isEmpty || fact.level == .system {
        common[lever.fact] = said.map { common[lever.fact].saying($0, in: file) }
        for index in own.indices {
          own[index][lever.fact] = said.map { own[index][lever.fact].saying($0, in: file) }
        }
      } else {
        own[lever.context][lever.fact] = said.map {
          own[lever.context][lever.fact].saying($0, in: file)
        }
      }
    }
    return with(common, own, lists)
  }

  private func with(
    _ answers: Answers, _ own: [Answers], _ lists: [ListID: ItemList]
  ) -> UseCase {
    UseCase(
      name: name, title: title, operatorName: operatorName, jurisdictions: jurisdictions,
      asIf: asIf, day: day, file: file, answers: answers,
      uses: zip(uses, own).map { use, answers in
        Use(name: use.name, title: use.title, answers: answers, place: use.place)
      }, lists: lists, evidence: evidence, waivers: waivers, judgements: judgements,
      readings: readings, expectations: expectations, asks: asks)
  }
}

extension Answer? {
  /// Another answer at the same place; where there was none, at the start of the file.
  fileprivate func saying(_ said: Answer.Said, in file: String) -> Answer {
    let start = SourceSpan(start: .start, end: .start)
    return Answer(said: said, place: self?.place ?? Place(file: file, span: start))
  }
}

extension ItemList {
  fileprivate func saying(_ said: Answer.Said?, of fact: FactID, _ place: Int) -> ItemList {
    var items = items
    let old = items[place]
    var answers = old.answers
    answers[fact] = said.map { answers[fact].saying($0, in: old.place.file) }
    items[place] = Item(name: old.name, answers: answers, place: old.place)
    return ItemList(items: items, isComplete: isComplete, place: self.place)
  }
}

extension Evaluation {
  /// Answers to facts that are no longer asked, and that are not what these are then: they fall
  /// away with the change that closes their guard.
  package var idleAnswers: [Lever] {
    var found: [Lever] = []
    for context in answers.indices {
      for (id, answer) in answers[context] {
        let fact = rules.vocabulary[id]
        guard fact.level != .system || context == 0, isClosed(id, context),
          let otherwise = fact.guarding?.otherwise, answer.excludes(otherwise)
        else { continue }
        found.append(Lever(fact: id, context: context))
      }
    }
    for (_, list) in useCase.lists {
      for (place, item) in list.items.enumerated() {
        for (id, answer) in item.answers {
          let isIdle = answers.indices.contains { context in
            closedValue(of: rules.vocabulary[id], item, context).map(answer.excludes) ?? false
          }
          if isIdle { found.append(Lever(fact: id, context: 0, item: place)) }
        }
      }
    }
    return found.sorted()
  }
}
