import Dispatch

extension Array where Element: Sendable {
  /// What a pure function makes of each element, in the order of the elements, however many
  /// processors there are.
  func mapInParallel<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
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
