/// Bytes that stay where they are, and as they are, as long as anything points into them: those
/// of a stored rulebook, in memory or in a mapped file.
@usableFromInline package final class StoredBytes: @unchecked Sendable {
  @usableFromInline package let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// - Parameter release: gives the bytes back, once nothing points into them any more.
  package init(
    _ bytes: UnsafeRawBufferPointer,
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.bytes = bytes
    self.release = release
  }

  /// A copy.
  package convenience init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }

  deinit { release(bytes) }
}

/// A string as it lies in stored bytes, made when it is asked for.
struct StoredString: Sendable {
  private let owner: StoredBytes
  private let start: Int
  private let count: Int

  /// - Parameter range: where its UTF-8 lies, inside the bytes.
  init(_ owner: StoredBytes, at range: Range<Int>) {
    self.owner = owner
    start = range.lowerBound
    count = range.count
  }

  var string: String { String(decoding: utf8, as: UTF8.self) }

  var isValid: Bool { String(validating: utf8, as: UTF8.self) != nil }

  private var utf8: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: owner.bytes[start..<start + count])
  }
}

/// Numbers as they lie in stored bytes, wherever these begin.
@usableFromInline struct StoredNumbers: Sendable {
  @usableFromInline let owner: StoredBytes
  @usableFromInline let offset: Int
  @usableFromInline let count: Int

  /// - Parameter range: where they lie, which is whole numbers inside the bytes.
  init(_ owner: StoredBytes, at range: Range<Int>) {
    self.owner = owner
    offset = range.lowerBound
    count = range.count / MemoryLayout<Int32>.stride
  }

  init(copying numbers: [Int32]) {
    let owner = numbers.withUnsafeBytes { StoredBytes(copying: Array($0)) }
    self.init(owner, at: 0..<owner.bytes.count)
  }

  @inlinable subscript(_ place: Int) -> Int32 {
    precondition(place >= 0 && place < count, "a number has a place among the others")
    return owner.bytes.loadUnaligned(fromByteOffset: offset + 4 * place, as: Int32.self)
  }

  /// As they lie in memory.
  var block: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: owner.bytes[offset..<offset + 4 * count])
  }
}
