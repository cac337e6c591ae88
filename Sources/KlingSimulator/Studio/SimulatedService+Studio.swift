import KlingMasks
import OrderedJSON
import PNGCodec
import PosixFiles
import Programs
import Studio

/// Marks and previews on real pictures.
extension SimulatedService {
  func film(of video: SessionVideo) -> Film { Film(video, path: media.path(of: video.media)) }

  /// The region that points mark on a frame: what was clicked at in the picture, or, where there
  /// is no picture to be had, one that is painted around them.
  func regions(_ session: SessionRecord, frame: Int) async throws -> JSON {
    let points = session.selection.points(onFrame: frame)
    let painted = MaskRenderer(video: session.video)
    guard let studio = surroundings.studio, !points.isEmpty else {
      return try painted.json(ofFrame: frame, points: points)
    }
    let film = film(of: session.video)
    let mask = try await desk.frames.pass { () -> RunLengthMask? in
      guard let bitmap = try await picture(frame, of: film, studio) else { return nil }
      return try await desk.work { _ in
        let cover = studio.pick(points, in: bitmap, of: film)
        return try RunLengthMask(
          cover,
          in: FrameLayout(width: bitmap.width, height: bitmap.height, halvesColor: false))
      }
    }
    guard let mask, (mask.width, mask.height) == (film.width, film.height) else {
      tellOfPaintedRegions()
      return try painted.json(ofFrame: frame, points: points)
    }
    return try painted.json(ofFrame: frame, mask: mask)
  }

  private func tellOfPaintedRegions() {
    notices.post(
      "a frame of the video cannot be read: the simulator paints a region around the points",
      to: surroundings.notice)
  }

  private func picture(
    _ frame: Int, of film: Film, _ studio: VideoStudio
  ) async throws -> Bitmap? {
    let key = StudioDesk.FrameKey(path: film.path, index: frame)
    if let kept = desk.keptFrame(key) { return kept }
    let bitmap = try? await studio.frame(frame, of: film)
    if let bitmap { desk.keep(bitmap, as: key) }
    return bitmap
  }

  /// Makes the files of a preview under names that begin so, from the pictures of the video; false
  /// where there is no studio, or nothing to be shown by it.
  func makePreview(_ session: SessionRecord, _ names: PreviewNames) async throws -> Bool {
    guard let studio = surroundings.studio, let first = session.selection.frames.first else {
      return false
    }
    let film = film(of: session.video)
    let draft = media.path(of: "draft-" + names.video)
    return try await desk.films.pass {
      let streams = try await studio.streams(of: film)
      let marks = session.selection.marks
      let masks = try await desk.work { stop in
        let track = try studio.track(film, marks, stop: stop)
        return try studio.overlay(film, track, streams, to: draft, stop: stop)
      }
      try FileSystem.rename(draft, to: media.path(of: names.video))
      let renderer = MaskRenderer(video: session.video)
      try media.write(renderer.tracking(masks).bytes(), to: names.tracking)
      let bitmap = try await picture(first.index, of: film, studio)
      let mask = masks.indices ~= first.index ? [masks[first.index]] : []
      try media.write(try renderer.cover(bitmap, mask), to: names.cover)
      return true
    }
  }
}

/// What the files of a preview are called.
struct PreviewNames: Sendable {
  let video: String
  let cover: String
  let tracking: String

  init(_ id: String) {
    video = MediaName.preview(id, "mp4")
    cover = MediaName.preview(id, "png")
    tracking = MediaName.preview(id, "json")
  }
}
