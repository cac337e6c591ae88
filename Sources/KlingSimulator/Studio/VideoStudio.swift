import KlingMasks
import PNGCodec
import Programs
import Studio

/// Works on the frames of real videos, with the `ffmpeg` of this machine.
package struct VideoStudio: Sendable {
  private let environment: [String: String]

  /// More than the largest video takes on a slow machine.
  private static let timeout = Duration.seconds(1_800)
  /// x264's constant rate factor: what is not edited stays what it was, to the eye.
  private static let quality = 15
  private static let previewQuality = 22

  /// `nil` where ffmpeg or ffprobe is not installed.
  package init?(environment: [String: String]) {
    let path = environment["PATH"]
    guard ProgramSearch.find("ffmpeg", path: path) != nil,
      ProgramSearch.find("ffprobe", path: path) != nil
    else { return nil }
    self.environment = environment
  }

  /// A frame of a film; `nil` where it cannot be had.
  func frame(_ index: Int, of film: Film) async throws -> Bitmap? {
    let finding = try await FFmpeg.frame(index, of: film.path, environment: environment)
    guard case .frame(let file) = finding else { return nil }
    let image = try PNG.decode(file)
    return BitmapSize(width: image.width, height: image.height).map {
      Bitmap($0, bytes: image.bytes)
    }
  }

  /// A reference image, no larger than is of use; `nil` where it cannot be read.
  func picture(_ content: [UInt8], width: Int, height: Int) async throws -> Bitmap? {
    guard let natural = BitmapSize(width: width, height: height),
      let room = BitmapSize(width: 1_080, height: 1_080)
    else { return nil }
    let size = natural.fitted(into: room)
    let pixels = try await PictureReader.pixels(
      content, width: size.width, height: size.height, environment: environment)
    return pixels.map { Bitmap(size, bytes: $0) }
  }

  func streams(of film: Film) async throws -> SourceStreams {
    try await SourceStreams.of(film.path, environment: environment)
  }

  /// What was clicked at in one frame, in its full size.
  func pick(_ points: [Point], in bitmap: Bitmap, of film: Film) -> Grid<UInt8> {
    let frame = Frame(bitmap)
    let small = frame.reduced(to: film.small)
    let mark = Tracker.Mark(frame: 0, points: points.map { FramePoint(x: $0.x, y: $0.y) })
    let track = Tracker(frames: [small], marks: [mark]).track()
    return Enlarger(from: film.small, to: frame.layout).enlarged(track.covers[0], over: frame)
  }

  // MARK: Whole films: these block

  /// Follows what is marked.
  func track(_ film: Film, _ marks: [Tracker.Mark], stop: WorkStop) throws -> Track {
    let layout = film.small
    var frames: [Frame] = []
    var decoder = try decode(film, layout, stop: stop)
    // Whatever a file says of its length, memory is bounded.
    while frames.count < film.frameCount + 8, let bytes = try decoder.next() {
      frames.append(Frame(layout, bytes: bytes))
    }
    guard !frames.isEmpty else { throw CodingFailure(words: "the video has no frames") }
    let track = Tracker(frames: frames, marks: marks).track { stop.isStopped }
    guard !stop.isStopped else { throw ProgramError.cancelled }
    return track
  }

  /// Shows in a film what is followed in it, and gives the mask of each frame, in the film's size.
  func overlay(
    _ film: Film, _ track: Track, _ streams: SourceStreams, to path: String, stop: WorkStop
  ) throws -> [RunLengthMask] {
    let layout = film.preview
    let enlarger = Enlarger(from: track.layout, to: layout)
    var masks: [RunLengthMask] = []
    try remake(film, layout, streams, to: path, quality: VideoStudio.previewQuality, stop: stop) {
      frame, index in
      let cover = track.covers.indices ~= index ? track.covers[index] : .nothing
      let whole = enlarger.enlarged(cover, over: frame)
      masks.append(
        try RunLengthMask(whole.resized(from: layout, to: film.layout), in: film.layout))
      frame.paint(whole)
    }
    return masks
  }

  /// Makes the result of an edit.
  func render(
    _ film: Film, _ edit: FilmEdit, _ streams: SourceStreams, to path: String, stop: WorkStop
  ) throws {
    let track = edit.marks.isEmpty ? nil : try track(film, edit.marks, stop: stop)
    let places = try places(film, track, stop: stop)
    var remover: Remover?
    if let track, edit.removes {
      remover = Remover(try background(film, track, stop: stop))
    }
    let enlarger = Enlarger(from: film.small, to: film.layout)
    let views = track?.views(in: film.layout) ?? []
    try remake(film, film.layout, streams, to: path, quality: VideoStudio.quality, stop: stop) {
      frame, index in
      if let track, track.covers.indices ~= index, remover != nil {
        let hole = Hole(enlarger.enlarged(track.covers[index], over: frame), in: film.layout)
        remover?.fill(hole, in: &frame, view: views[index])
      }
      places.lay(edit.pictures, into: &frame, index: index)
    }
  }

  /// Where pictures are laid: where the marked thing is, else where the first frame is quiet.
  private func places(_ film: Film, _ track: Track?, stop: WorkStop) throws -> Places {
    if let track { return Places(following: track, in: film.layout) }
    let layout = film.small
    var decoder = try decode(film, layout, stop: stop)
    guard let bytes = try decoder.next() else {
      throw CodingFailure(words: "the video has no frames")
    }
    return Places(
      quietestOf: Frame(layout, bytes: bytes), in: film.layout, frameCount: film.frameCount)
  }

  /// What is seen behind the followed thing at other times.
  private func background(_ film: Film, _ track: Track, stop: WorkStop) throws -> Background {
    let layout = film.layout
    let around = track.boxesInFirst(in: layout)
      .reduce(Area(x: 0, y: 0, width: 0, height: 0)) { $0.united(with: $1) }
    let margin = max(24, film.height / 9)
    let enlarger = Enlarger(from: track.layout, to: layout)
    let doubts = track.doubtfulBoxes(in: layout)
    let views = track.views(in: layout)
    var collector = Background.Collector(
      layout,
      area: Area(
        x: around.x - margin, y: around.y - margin, width: around.width + 2 * margin,
        height: around.height + 2 * margin),
      frameCount: track.covers.count)
    var decoder = try decode(film, layout, stop: stop)
    var index = 0
    while index < track.covers.count, let bytes = try decoder.next() {
      let frame = Frame(layout, bytes: bytes)
      // Wider than what is filled: a fringe of the thing is not to be taken for what is behind it.
      let hole = Hole(
        enlarger.enlarged(track.covers[index], over: frame), in: layout, margin: 2.5)
      collector.add(frame, index: index, view: views[index], hole: hole, doubt: doubts[index])
      index += 1
    }
    return collector.finish()
  }

  private func decode(
    _ film: Film, _ layout: FrameLayout, stop: WorkStop
  ) throws(ProgramError) -> VideoDecoder {
    try VideoDecoder(
      film.path, size: (layout.width, layout.height),
      pixels: layout.halvesColor ? .halfColor : .fullColor, frameBytes: layout.byteCount,
      environment: environment, timeout: VideoStudio.timeout, stop: stop)
  }

  /// Decodes a film, changes each of its frames, and encodes it again; one frame is held at a time.
  private func remake(
    _ film: Film, _ layout: FrameLayout, _ streams: SourceStreams, to path: String, quality: Int,
    stop: WorkStop, _ change: (inout Frame, _ index: Int) throws -> Void
  ) throws {
    let settings = VideoEncoder.Settings(
      width: layout.width, height: layout.height, rate: "\(film.rate)",
      pixels: layout.halvesColor ? .halfColor : .fullColor, quality: quality, source: streams)
    var decoder = try decode(film, layout, stop: stop)
    var encoder = try VideoEncoder(
      path, settings, soundOf: film.path, environment: environment, timeout: VideoStudio.timeout,
      stop: stop)
    var index = 0
    while let bytes = try decoder.next() {
      var frame = Frame(layout, bytes: bytes)
      try change(&frame, index)
      try encoder.add(frame.bytes)
      index += 1
    }
    try encoder.finish()
  }
}

/// What is to be done to a film.
struct FilmEdit: Sendable {
  let marks: [Tracker.Mark]
  /// Whether what is marked is taken out.
  let removes: Bool
  /// What is laid into its place.
  let pictures: [Bitmap]
}
