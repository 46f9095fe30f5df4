import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Why a finding came out as it did, as a tree down to the answers, each with its file and line.
struct ProofTree {
  let page: HTMLDocument
  let entry: DocumentEntry
  let words: EntryWords

  /// A line of the tree.
  struct Node {
    let truth: Truth
    let words: String
    let place: Place
    let depth: Int
    /// The place of the node above it; nil at the top.
    let parent: Int?
  }

  private static let width = 960
  private static let mostDrawn = 14
  private static let mostListed = 60
  private static let indent = 26

  private var wording: Wording { words.wording }

  /// All of it, from the top down; of rules that were told already, what they hang on is left out.
  func nodes(after told: inout Set<String>) -> [Node] {
    let reasons = ReasonWording(wording: wording, home: entry.report.act.id)
    var nodes: [Node] = []
    func add(_ statements: [Statement], _ depth: Int, _ parent: Int?) {
      for statement in statements where nodes.count < ProofTree.mostListed {
        var isTold = false
        if case .rule = statement.subject, !statement.parts.isEmpty {
          isTold =
            !told.insert(
              "\(statement.place.words) \(statement.truth) \(entry.report.finding.use ?? "")"
            ).inserted
        }
        let line = reasons.words(for: statement)
        nodes.append(
          Node(
            truth: statement.truth, words: isTold ? reasons.asAbove(line) : line,
            place: statement.place, depth: depth, parent: parent))
        if !isTold { add(statement.parts, depth + 1, nodes.count - 1) }
      }
    }
    add(entry.report.reasons, 0, nil)
    return nodes
  }

  func put(on section: inout Markup, after told: inout Set<String>) {
    let nodes = self.nodes(after: &told)
    guard !nodes.isEmpty else { return }
    let title = page.say(PageWords.proofOf, page.name(of: entry), words.outcome(entry))
    section.put(.h3, words: words.says(entry))
    let more = nodes.count - ProofTree.mostDrawn
    section.figure(
      drawing(nodes.prefix(ProofTree.mostDrawn)), id: "proof-" + page.id(of: entry), title: title,
      description: nodes.prefix(6).map { sign($0.truth).word + ": " + $0.words }
        .joined(separator: "; "),
      caption: more > 0 ? page.say(PageWords.moreLines, String(more)) : "",
      data: page.say(PageWords.dataList), region: page.say(PageWords.picture, title)
    ) { list(nodes, on: &$0) }
  }

  // MARK: The picture

  private func drawing(_ nodes: ArraySlice<Node>) -> Drawing {
    var drawing = Drawing(width: ProofTree.width)
    let mark = PageMark(entry)
    drawing.box(12, 12, ProofTree.width - 24, 34, style: "bar-\(mark.style)", rounded: 6)
    let head = [
      mark.glyph, page.name(of: entry), "·", words.outcome(entry), "·", words.source(entry),
    ]
    drawing.text(
      head.joined(separator: " "), 26, 34, size: 13, style: "strong", room: ProofTree.width - 60)
    var y = 58
    /// Where the line down from a node begins.
    var below: [Int] = []
    for node in nodes {
      let x = 34 + min(node.depth + 1, 14) * ProofTree.indent
      let lines = TextWidth.lines(
        node.words, to: ProofTree.width - x - 40, size: 13, most: 2)
      let middle = y + 11
      let from = x - ProofTree.indent
      let top = node.parent.map { below[$0] } ?? 46
      drawing.line("M\(from) \(top)V\(middle)H\(x - 11)", "elbow")
      put(sign(node.truth), x, middle, on: &drawing)
      for (number, line) in lines.enumerated() {
        drawing.text(line, x + 18, y + 16 + number * 17, size: 13)
      }
      let end = y + 16 + (lines.count - 1) * 17
      drawing.text(page.short(node.place), x + 18, end + 16, size: 11, style: "soft")
      below.append(middle + 11)
      y = end + 30
    }
    drawing.height = y + 4
    return drawing
  }

  private func put(
    _ sign: (glyph: String, word: String, style: String), _ x: Int, _ y: Int,
    on drawing: inout Drawing
  ) {
    drawing.circle(x, y, radius: 10, style: "c-\(sign.style)")
    drawing.text(
      sign.glyph, x, y + 4, size: 12, anchor: .middle, style: "strong f-\(sign.style)")
  }

  /// Whether something is so says nothing of whether that is good.
  private func sign(_ truth: Truth) -> (glyph: String, word: String, style: String) {
    switch truth {
    case .yes: ("✓", page.say(PageWords.soIs), "calm")
    case .no: ("✗", page.say(PageWords.soIsNot), "calm")
    case .unknown: ("?", page.say(PageWords.soUnknown), "open")
    }
  }

  // MARK: The list

  /// The same as lists in lists.
  func list(_ nodes: [Node], on page: inout Markup) {
    list(nodes, below: nil, on: &page)
  }

  private func list(_ nodes: [Node], below parent: Int?, on page: inout Markup) {
    let own = nodes.indices.filter { nodes[$0].parent == parent }
    guard !own.isEmpty else { return }
    page.put(.ul, .style("proof")) { list in
      for place in own {
        let node = nodes[place]
        let sign = sign(node.truth)
        list.put(.li) { item in
          item.put(.span, .style("mark t-\(sign.style)"), .role("img"), .label(sign.word)) {
            $0.text(sign.glyph)
          }
          item.text(" " + node.words + " ")
          item.put(
            .span, .style("place"),
            words: node.place.origin?.words(in: self.page.language)
              ?? self.page.writer.path(node.place.file) + ":\(node.place.span.start.line)")
          self.list(nodes, below: place, on: &item)
        }
      }
    }
  }
}

extension HTMLDocument {
  /// The last two parts of a path, and the line.
  func short(_ place: Place) -> String {
    let parts = writer.path(place.file).split(separator: "/").suffix(2)
    return parts.joined(separator: "/") + ":\(place.span.start.line)"
  }

  /// Findings whose proof is drawn: the gravest, of several systems one of each.
  var proven: [(words: EntryWords, entry: DocumentEntry)] {
    guard isWhole else { return [] }
    func first(_ part: CaseEntries, _ most: Int) -> [(words: EntryWords, entry: DocumentEntry)] {
      let standing = part.entries.filter { $0.stands && !$0.report.reasons.isEmpty }
      let holding = part.entries.filter {
        PageMark($0) == .holds && !$0.report.reasons.isEmpty
      }
      return (standing.isEmpty ? holding : standing).prefix(most).map { (part.words, $0) }
    }
    if isOne { return first(cases[0], 3) }
    return order.prefix(4).flatMap { first(cases[$0], 1) }
  }

  func putProofs(on main: inout Markup) {
    let proven = self.proven
    guard !proven.isEmpty else { return }
    main.put(.section) { section in
      section.put(.h2, .id("why"), words: say(PageWords.proofs))
      section.put(.p, .style("lead"), words: say(PageWords.proofsLead))
      var told: Set<String> = []
      var file = ""
      for (words, entry) in proven {
        // What was told of one system says nothing of another.
        if entry.useCase.file != file { told = [] }
        file = entry.useCase.file
        ProofTree(page: self, entry: entry, words: words).put(on: &section, after: &told)
      }
    }
  }
}
