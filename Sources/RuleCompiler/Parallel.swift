import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What a pure function makes of each element, in the order of the elements, however many
  /// processors there are.
  package func mapInParallel<Result: Sendable>(_ transform: @Sendable (Element) -> Result)
    -> [Result]
  {
    guard count > 1 else { return map(transform) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, filled in
      // Each turn writes its own place, and all have ended before the array is seen.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: count) { place in
        places.initializeElement(at: place, to: transform(self[place]))
      }
      filled = count
    }
  }
}

/// What two pure functions make, side by side where a processor is free to begin the second before
/// the first has ended; otherwise one after the other.
///
/// `concurrentPerform` would do them in turn wherever it is called from a part of itself.
package func inParallel<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  withoutActuallyEscaping(second) { second in
    let turn = Turn(second)
    DispatchQueue.global(qos: .userInitiated).async { turn.take() }
    let made = first()
    turn.take()
    return (made, turn.result)
  }
}

/// A function that is run by whoever takes it first.
private final class Turn<Result: Sendable>: @unchecked Sendable {
  // Invariant: both belong to who has taken the turn, and then to who was told that it has ended.
  private var body: (@Sendable () -> Result)?
  private var made: Result?

  private let isTaken = Atomic(false)
  private let end = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Result) {
    self.body = body
  }

  func take() {
    guard !isTaken.exchange(true, ordering: .acquiringAndReleasing) else { return }
    run()
    end.signal()
  }

  // By itself, so that nothing of the function is left in a register when its end is told: what
  // does not escape must be gone by then.
  @inline(never)
  private func run() {
    made = body?()
    body = nil
  }

  /// Waits for it.
  var result: Result {
    end.wait()
    guard let made else { preconditionFailure("a turn that has ended has a result") }
    return made
  }
}
