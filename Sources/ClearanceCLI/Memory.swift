#if canImport(Glibc)
  import CMalloc
  import Glibc
#endif

/// The memory of the process.
enum Memory {
  /// About what the assessment of a use case takes.
  private static let usual = 6 << 20

  /// Has the system give the usual amount at once, in large pages where it can: given page by
  /// page, as each is touched, it takes several times as long.
  static func prepare() {
    #if canImport(Glibc)
      // From the heap, and what is freed stays there.
      mallopt(M_MMAP_THRESHOLD, Int32(4 * usual))
      mallopt(M_TRIM_THRESHOLD, Int32(4 * usual))
      guard let start = malloc(usual) else { return }
      let page = Int(getpagesize())
      let first = start + (page - Int(bitPattern: start) % page)
      madvise(first, usual - page, Int32(MADV_HUGEPAGE))
      madvise(first, usual - page, populateWrite)
      free(start)
    #endif
  }
}
