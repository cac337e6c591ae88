package import MediaFacts

/// What the simulator takes from the world around it, so that a test can give it another one.
package struct SimulatorSurroundings: Sendable {
  /// What looking into a video file brought.
  package enum Probe: Hashable, Sendable {
    case facts(VideoFacts)
    /// It is no video that can be read; why.
    case unreadable(String)
    /// There is no program here to look into it.
    case unavailable
  }

  /// Unix time in milliseconds.
  package var now: @Sendable () -> Int
  /// Looks into the video at a path.
  package var probe: @Sendable (_ path: String) async -> Probe
  /// Draws a clip of that many seconds (1280 x 720, 30 frames a second) into a new file; false
  /// where there is no program here that can.
  package var drawClip: @Sendable (_ path: String, _ seconds: Int) async -> Bool
  /// Works on the pictures of videos; nothing where there is no program here that can, and results
  /// are the sources as they are.
  package var studio: VideoStudio?
  /// What a person is told when a source becomes the result; nothing where that is wanted.
  package var noticeWithoutStudio: String?
  /// Told, once each, what a person at the terminal should know.
  package var notice: @Sendable (String) -> Void

  package init(
    now: @escaping @Sendable () -> Int,
    probe: @escaping @Sendable (_ path: String) async -> Probe,
    drawClip: @escaping @Sendable (_ path: String, _ seconds: Int) async -> Bool,
    studio: VideoStudio? = nil, noticeWithoutStudio: String? = nil,
    notice: @escaping @Sendable (String) -> Void
  ) {
    self.now = now
    self.probe = probe
    self.drawClip = drawClip
    self.studio = studio
    self.noticeWithoutStudio = noticeWithoutStudio
    self.notice = notice
  }

  /// Lets results be the sources as they are, because that is wanted.
  package mutating func leaveOutStudio() {
    studio = nil
    noticeWithoutStudio = nil
  }
}
