/// The size of a mask, where the service is in two minds about the order of its sides.
package struct MaskSize: Hashable, Sendable {
  package let height: Int
  package let width: Int
  /// The pair was given as width and height, which deserves a warning.
  package let wasReversed: Bool

  /// Reads a response's `size`, documented as `[height, width]`.
  ///
  /// It is taken the other way round where only that fits the frame that `init` told of
  /// (`api/multi-elements.md`, ruling 2). `nil` unless it is a pair.
  package init?(_ size: [Int], frame: (height: Int, width: Int)?) {
    guard size.count == 2 else { return nil }
    let isReversed =
      if let frame {
        (size[0], size[1]) != (frame.height, frame.width)
          && (size[1], size[0]) == (frame.height, frame.width)
      } else {
        false
      }
    self.height = isReversed ? size[1] : size[0]
    self.width = isReversed ? size[0] : size[1]
    self.wasReversed = isReversed
  }
}
