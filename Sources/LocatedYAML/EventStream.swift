import CLibYAML

/// One step of a YAML document as libyaml tells it.
struct Event {
  enum Kind {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case alias(String)
    case scalar(Scalar, ScalarStyle)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
  }

  /// How text was written, as far as that is asked.
  enum ScalarStyle {
    case plain, singleQuoted, doubleQuoted, block
  }

  let kind: Kind
  /// Of a block collection's end, the place of the next token: beyond comments and blank lines. Of text in
  /// a block, too, the end lies beyond blank lines.
  let span: SourceSpan
  let anchor: String?
  let tag: String?
}

/// The events of a text, from libyaml.
///
/// `yaml_parser_t` points into itself once it has its input, so it lives on the heap and never
/// moves; the input is copied because libyaml reads it as it goes.
struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// - Parameter text: UTF-8 without a byte order mark; no other encoding is tried.
  init(_ text: ArraySlice<UInt8>) {
    input = .allocate(capacity: text.count)
    _ = input.initialize(from: text)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else { fatalError("no memory for a YAML parser") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, UnsafePointer(input.baseAddress), text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event, or nil where the text is not YAML: then `problem` says why, and nothing follows.
  mutating func next() -> Event? {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { return nil }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }

  /// What libyaml had against the text.
  var problem: Problem {
    Problem(
      words: parser.pointee.problem.map { String(cString: $0) } ?? "",
      context: parser.pointee.context.map { String(cString: $0) } ?? "",
      position: SourcePosition(parser.pointee.problem_mark),
      contextPosition: SourcePosition(parser.pointee.context_mark),
      isMemory: parser.pointee.error == YAML_MEMORY_ERROR)
  }

  /// An error in libyaml's words.
  struct Problem {
    /// Such as "did not find expected ',' or ']'".
    let words: String
    /// Such as "while parsing a flow sequence".
    let context: String
    let position: SourcePosition
    /// Where that sequence began; the start of the file where there is no context.
    let contextPosition: SourcePosition
    let isMemory: Bool
  }
}

extension SourcePosition {
  /// Marks count lines and Unicode scalars from 0.
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

extension Event {
  fileprivate init(_ event: yaml_event_t) {
    span = SourceSpan(
      start: SourcePosition(event.start_mark), end: SourcePosition(event.end_mark))
    switch event.type {
    case YAML_ALIAS_EVENT:
      let alias = event.data.alias
      (kind, anchor, tag) = (.alias(text(alias.anchor) ?? ""), nil, nil)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let style = Event.style(scalar.style)
      kind = .scalar(
        Scalar(text: text(scalar.value, scalar.length), isPlain: style == .plain), style)
      (anchor, tag) = (text(scalar.anchor), text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      kind = .sequenceStart(isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE)
      (anchor, tag) = (text(start.anchor), text(start.tag))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      kind = .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE)
      (anchor, tag) = (text(start.anchor), text(start.tag))
    default:
      (kind, anchor, tag) = (Event.bareKind(of: event.type), nil, nil)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> ScalarStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  private static func bareKind(of type: yaml_event_type_t) -> Kind {
    switch type {
    case YAML_STREAM_START_EVENT: .streamStart
    case YAML_STREAM_END_EVENT: .streamEnd
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: preconditionFailure("libyaml emits an event of a known type before the stream's end")
    }
  }
}

private func text(_ start: UnsafeMutablePointer<yaml_char_t>?) -> String? {
  start.map { String(cString: $0) }
}

private func text(_ start: UnsafeMutablePointer<yaml_char_t>?, _ length: Int) -> String {
  String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
}
