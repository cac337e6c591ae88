/// The ids of the callbacks that were taken, as long as they could be sent again: a bounded memory.
///
/// Only ids of callbacks whose signature was right belong here, for only those are the service's.
package struct SeenCallbacks: Sendable {
  /// How many ids are kept; where there are more, the oldest is forgotten. A callback that is taken
  /// twice asks once more and does nothing else.
  private let capacity: Int
  private var expiries: [String: Int] = [:]
  /// In the order in which they came; those before `first` are forgotten.
  private var order: [String] = []
  private var first = 0

  package init(capacity: Int = 4096) {
    self.capacity = max(1, capacity)
  }

  /// How many are remembered.
  package var count: Int { expiries.count }

  /// Takes the id of a callback.
  ///
  /// - Parameters:
  ///   - id: of the callback, in ASCII.
  ///   - timestamp: when it was signed; after its tolerance it is refused for its age.
  ///   - now: Unix time in seconds.
  /// - Returns: false where it was taken before.
  package mutating func insert(_ id: String, timestamp: Int, now: Int) -> Bool {
    guard expiries[id] == nil else { return false }
    while first < order.count, let expiry = expiries[order[first]],
      expiry < now || expiries.count >= capacity
    {
      expiries[order[first]] = nil
      first += 1
    }
    if first > capacity {
      order.removeFirst(first)
      first = 0
    }
    expiries[id] = timestamp + CallbackVerifier.tolerance
    order.append(id)
    return true
  }

  /// Forgets an id: what it said could not be taken now, and may be sent again.
  package mutating func remove(_ id: String) {
    guard expiries.removeValue(forKey: id) != nil else { return }
    if let index = order[first...].lastIndex(of: id) { order.remove(at: index) }
  }
}
