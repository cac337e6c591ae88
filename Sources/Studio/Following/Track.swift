/// Where the followed thing is in each frame of a video.
package struct Track: Sendable {
  /// Of the small pictures in which it was followed.
  package let layout: FrameLayout
  /// One for each frame.
  package let covers: [Cover]

  /// Around the thing in a frame, in pixels of a frame of that size; empty where it is not there.
  package func box(ofFrame index: Int, in frame: FrameLayout) -> Area {
    guard covers.indices ~= index else { return Area(x: 0, y: 0, width: 0, height: 0) }
    return covers[index].mask.markedArea
      .scaled(from: (layout.width, layout.height), to: (frame.width, frame.height))
  }
}
