import Synchronization

/// A value that is made when it is first asked for, and then kept.
///
/// Whoever asks at the same time from another thread may make it a second time; all are given the
/// same.
final class Lazily<Value: Sendable>: Sendable {
  private let kept = AtomicLazyReference<Box>()
  private let make: @Sendable () -> Value

  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  var value: Value { (kept.load() ?? kept.storeIfNil(Box(make()))).value }
}
