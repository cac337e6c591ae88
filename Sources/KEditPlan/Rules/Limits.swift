/// The numbers that the service's documents set (`api/multi-elements.md`, "Create" and "Limits of
/// the input"), under one name each.
package enum Limits {
  /// Marked frames in a session.
  package static let frames = 10
  /// Points on one frame.
  package static let pointsPerFrame = 10
  /// Characters of `prompt` and of `negative_prompt`, each; counted as Unicode scalars.
  package static let promptScalars = 2_500
  /// "10 MB" of an image, read as 10 × 2²⁰ bytes: what is refused here must be too large by every
  /// reading.
  package static let imageBytes = 10 << 20
  /// The shorter side of an image, in pixels.
  package static let imageSide = 300
  /// Width and height of a source video, in pixels.
  package static let videoSides = 720...2160
  /// Frames per second of a source video.
  package static let frameRates = [24, 30, 60]
}
