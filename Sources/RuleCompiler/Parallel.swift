import Dispatch

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

/// What two pure functions make, side by side where there are two processors.
package func inParallel<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  // Each turn sets its own, and both have ended before they are seen.
  nonisolated(unsafe) var results: (First?, Second?) = (nil, nil)
  withUnsafeMutablePointer(to: &results) { pointer in
    nonisolated(unsafe) let pointer = pointer
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 { pointer.pointee.0 = first() } else { pointer.pointee.1 = second() }
    }
  }
  guard let first = results.0, let second = results.1 else { fatalError("both have run") }
  return (first, second)
}
