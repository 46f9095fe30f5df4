import RuleCompiler

/// Nodes by inner nodes: a dictionary for the many that are looked up while diagrams are walked.
struct NodeMap: Sendable {
  /// A key and its value; the key of a free slot is a leaf, which no key is.
  private struct Slot {
    var key = NodeID.no
    var value = NodeID.no
  }

  private var slots: [Slot] = []
  private var count = 0

  subscript(_ key: NodeID) -> NodeID? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[place(of: key)]
    return slot.key == key ? slot.value : nil
  }

  /// Adds a key that is not there yet.
  mutating func insert(_ value: NodeID, for key: NodeID) {
    if slots.count < (count + 1) * 2 { grow() }
    slots[place(of: key)] = Slot(key: key, value: value)
    count += 1
  }

  mutating func removeAll() {
    guard count > 0 else { return }
    slots = []
    count = 0
  }

  /// Where a key stands, or would: open addressing, the next slot when one is taken.
  private func place(of key: NodeID) -> Int {
    let mask = slots.count - 1
    let hash = UInt64(UInt32(bitPattern: key.index)) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: hash >> 32) & mask
    while !slots[place].key.isLeaf, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: max(64, old.count * 2))
    for slot in old where !slot.key.isLeaf { slots[place(of: slot.key)] = slot }
  }
}
