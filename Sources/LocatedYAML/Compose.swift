/// Reads the one document of a YAML text.
func readYAML(_ text: ArraySlice<UInt8>, noting remarks: inout Remarks) -> Node? {
  guard !remarks.refusesDirectives(in: text) else { return nil }
  var composer = Composer(text, noting: remarks)
  defer { remarks = composer.remarks }
  return composer.document()
}

/// Builds a tree from libyaml's events.
///
/// Its functions return nil when reading has ended, with a remark that says why.
private struct Composer: ~Copyable {
  private var events: EventStream
  private(set) var remarks: Remarks
  /// Follows the events through the text, for mistakes whose place libyaml does not tell.
  private var cursor: TextCursor
  /// The brackets that are open.
  private var brackets: [Bracket] = []
  private var anchors: [String: Anchored] = [:]
  private var aliases = 0
  /// Nodes of the source, and nodes that aliases added.
  private var nodes = 0
  private var expanded = 0
  /// The depth of the deepest collection since the last anchor.
  private var deepest = 0

  /// What an alias stands for; nil while its anchor is being read.
  private struct Anchored {
    var node: Node?
    var size = 0
    var height = 0
  }

  init(_ text: ArraySlice<UInt8>, noting remarks: Remarks) {
    events = EventStream(text)
    cursor = TextCursor(text)
    self.remarks = remarks
  }

  mutating func document() -> Node? {
    while let event = next() {
      switch event.kind {
      case .streamStart, .documentStart: continue
      case .streamEnd:
        remarks.note(.emptyDocument(in: remarks.file))
        return nil
      default:
        guard let root = node(event, depth: 0), isAlone(root, event) else { return nil }
        return root
      }
    }
    return nil
  }

  /// Whether the file ends after its first document.
  private mutating func isAlone(_ root: Node, _ event: Event) -> Bool {
    guard next() != nil, let following = next() else { return false }
    if case .scalar(let scalar) = root.shape, scalar.isPlain, scalar.text.isEmpty,
      event.anchor == nil, event.tag == nil
    {
      remarks.note(.emptyDocument(in: remarks.file))
      return false
    }
    guard case .streamEnd = following.kind else {
      remarks.note(.secondDocument(in: remarks.file, at: following.span))
      return false
    }
    if (nodes + expanded - 1) / max(1, remarks.limits.expansion) >= nodes {
      remarks.note(.expandsTooFar(in: remarks.file, at: root.span))
    }
    return true
  }

  private mutating func next() -> Event? {
    guard !remarks.isFull else { return nil }
    if let event = events.next() { return event }
    remarks.note(
      .syntax(events.problem, inside: brackets.last, in: remarks.source, limits: remarks.limits))
    return nil
  }

  private mutating func node(_ event: Event, depth: Int) -> Node? {
    nodes += 1
    guard nodes <= remarks.limits.nodes else {
      remarks.note(.tooManyNodes(limit: remarks.limits.nodes, in: remarks.file, at: event.span))
      return nil
    }
    if event.tag != nil {
      cursor.advance(to: event.span.start)
      remarks.noteTag(at: cursor)
    }
    guard let anchor = event.anchor else { return content(event, depth: depth) }
    return anchored(anchor, event, depth: depth)
  }

  private mutating func anchored(_ name: String, _ event: Event, depth: Int) -> Node? {
    let span = SourceSpan(at: event.span.start, length: name.unicodeScalars.count + 1)
    if remarks.limits.aliases == 0 {
      remarks.note(.anchorRefused(name, in: remarks.file, at: span))
      return content(event, depth: depth)
    }
    if anchors[name] != nil { remarks.note(.repeatedAnchor(name, in: remarks.file, at: span)) }
    anchors[name] = Anchored()
    let (sizeBefore, deepestBefore) = (nodes + expanded, deepest)
    deepest = depth
    let node = content(event, depth: depth)
    anchors[name] = Anchored(
      node: node, size: nodes + expanded - sizeBefore, height: deepest - depth)
    deepest = max(deepest, deepestBefore)
    return node
  }

  private mutating func content(_ event: Event, depth: Int) -> Node? {
    switch event.kind {
    case .alias(let name): alias(name, at: event.span, depth: depth)
    case .scalar(let scalar, let style): self.scalar(scalar, style, at: event.span)
    case .sequenceStart(let isFlow):
      isTooDeep(depth + 1, event.span) ? nil : sequence(event, isFlow: isFlow, depth: depth + 1)
    case .mappingStart(let isFlow):
      isTooDeep(depth + 1, event.span) ? nil : mapping(event, isFlow: isFlow, depth: depth + 1)
    default: preconditionFailure("libyaml emits balanced events")
    }
  }

  private mutating func isTooDeep(_ depth: Int, _ span: SourceSpan) -> Bool {
    deepest = max(deepest, depth)
    let limit = remarks.limits.deepest
    guard depth > limit else { return false }
    remarks.note(.tooDeep(limit: limit, in: remarks.file, at: SourceSpan(at: span.start)))
    return true
  }

  private mutating func scalar(
    _ scalar: Scalar, _ style: Event.ScalarStyle, at span: SourceSpan
  ) -> Node {
    remarks.checkLength(of: scalar, at: span)
    if style == .doubleQuoted, scalar.text.unicodeScalars.contains(where: \.isRefused) {
      cursor.advance(to: span.start)
      remarks.noteRefusedEscapes(at: cursor)
    }
    guard style == .block else { return Node(shape: .scalar(scalar), span: span) }
    cursor.advance(to: span.start)
    let end = cursor.advanceToText(before: span.end)
    return Node(shape: .scalar(scalar), span: SourceSpan(start: span.start, end: end))
  }

  private mutating func sequence(_ start: Event, isFlow: Bool, depth: Int) -> Node? {
    if isFlow { brackets.append(Bracket(sign: "[", position: start.span.start)) }
    var items: [Node] = []
    while let event = next() {
      if case .sequenceEnd = event.kind {
        if isFlow { brackets.removeLast() }
        let end = isFlow ? event.span.end : items.last?.span.end ?? start.span.end
        return Node(
          shape: .sequence(items), span: SourceSpan(start: start.span.start, end: end))
      }
      guard let item = node(event, depth: depth) else { return nil }
      items.append(item)
    }
    return nil
  }

  private mutating func mapping(_ start: Event, isFlow: Bool, depth: Int) -> Node? {
    if isFlow { brackets.append(Bracket(sign: "{", position: start.span.start)) }
    var list = EntryList()
    var end = start.span.end
    while let event = next() {
      if case .mappingEnd = event.kind {
        if isFlow { brackets.removeLast() }
        return Node(
          shape: .mapping(list.entries),
          span: SourceSpan(start: start.span.start, end: isFlow ? event.span.end : end))
      }
      guard let key = node(event, depth: depth), let following = next(),
        let value = node(following, depth: depth)
      else { return nil }
      list.add(key, value, noting: &remarks)
      end = value.span.end
    }
    return nil
  }

  private mutating func alias(_ name: String, at span: SourceSpan, depth: Int) -> Node? {
    let (file, limits) = (remarks.file, remarks.limits)
    let asWritten = Node(shape: .scalar(Scalar(text: "*" + name, isPlain: true)), span: span)
    guard limits.aliases > 0 else {
      remarks.note(.aliasRefused(name, in: file, at: span))
      return asWritten
    }
    aliases += 1
    guard aliases <= limits.aliases else {
      remarks.note(.tooManyAliases(limit: limits.aliases, in: file, at: span))
      return nil
    }
    guard let anchor = anchors[name] else {
      let close = nearest(to: name, among: anchors.keys.sorted())
      remarks.note(.unknownAnchor(name, nearest: close, in: file, at: span))
      return asWritten
    }
    guard let node = anchor.node else {
      remarks.note(.aliasInItself(name, in: file, at: span))
      return asWritten
    }
    expanded += anchor.size
    guard expanded <= limits.mostExpanded else {
      remarks.note(.expandsTooMuch(limit: limits.mostExpanded, in: file, at: span))
      return nil
    }
    guard !isTooDeep(depth + anchor.height, span) else { return nil }
    return Node(shape: node.shape, span: span)
  }
}
