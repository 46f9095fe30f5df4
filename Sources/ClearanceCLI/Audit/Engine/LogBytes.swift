import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Files {
  /// The first bytes of a file; none where it cannot be read.
  func beginning(of path: String) -> [UInt8] {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = bytes.withUnsafeMutableBytes {
      readDescriptor(descriptor, $0.baseAddress, $0.count)
    }
    return Array(bytes.prefix(max(count, 0)))
  }

  /// How many bytes a file has, and their SHA-256.
  func digest(of path: String, isWanted: Bool) throws(Problem) -> (Int, String?) {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
    defer { close(descriptor) }
    guard isWanted else {
      var status = stat()
      return (fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0, nil)
    }
    var hash = SHA256()
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        readDescriptor(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path, errno) }
      if count == 0 { break }
      total += count
      buffer.withUnsafeBytes {
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
    return (total, hash.finalize().hexadecimal)
  }
}

/// What a type with a method `read` cannot call by its own name.
func readDescriptor(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}
