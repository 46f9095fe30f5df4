#if canImport(Glibc)
  import CMalloc
  import Glibc
#endif

/// The memory of the process.
enum Memory {
  /// About what the assessment of a use case takes.
  private static let usual = 6 << 20

  /// Part of the heap that has not been touched.
  struct Untouched: @unchecked Sendable {
    fileprivate let start: UnsafeMutableRawPointer?
    fileprivate let count: Int

    /// Has the system give it at once, in large pages where it can: given page by page, as each is
    /// touched, it takes several times as long. It may be in use already.
    func touch() {
      #if canImport(Glibc)
        madvise(start, count, Int32(MADV_HUGEPAGE))
        madvise(start, count, populateWrite)
      #endif
    }
  }

  /// Asks for the usual amount, of which nothing is touched yet.
  static func reserve() -> Untouched {
    #if canImport(Glibc)
      // From the heap, and what is freed stays there.
      mallopt(M_MMAP_THRESHOLD, Int32(4 * usual))
      mallopt(M_TRIM_THRESHOLD, Int32(4 * usual))
      if let start = malloc(usual) {
        let page = Int(getpagesize())
        let first = start + (page - Int(bitPattern: start) % page)
        free(start)
        return Untouched(start: first, count: usual - page)
      }
    #endif
    return Untouched(start: nil, count: 0)
  }
}
