import Synchronization

/// A value that is made when it is first asked for, and then kept.
///
/// Whoever asks at the same time from another thread may make it a second time; all are given the
/// same.
package final class Lazily<Value: Sendable>: Sendable {
  /// The address of the box, which is owned; 0 until it is made. `AtomicLazyReference` would look
  /// up its own type each time it is asked.
  private let kept = Atomic<UInt>(0)
  private let make: @Sendable () -> Value

  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  package init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  package var value: Value {
    let address = kept.load(ordering: .acquiring)
    return (address == 0 ? keep() : Lazily.box(at: address)).value
  }

  @inline(never)
  private func keep() -> Box {
    let made = Unmanaged.passRetained(Box(make()))
    let (isFirst, earlier) = kept.compareExchange(
      expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
    if isFirst { return made.takeUnretainedValue() }
    made.release()
    return Lazily.box(at: earlier)
  }

  private static func box(at address: UInt) -> Box {
    guard let pointer = UnsafeRawPointer(bitPattern: address) else {
      preconditionFailure("a box has an address")
    }
    return Unmanaged<Box>.fromOpaque(pointer).takeUnretainedValue()
  }

  deinit {
    if let pointer = UnsafeRawPointer(bitPattern: kept.load(ordering: .acquiring)) {
      Unmanaged<Box>.fromOpaque(pointer).release()
    }
  }
}
