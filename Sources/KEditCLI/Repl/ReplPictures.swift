import CurlTransport
import KEditEngine
import KEditPlan
import KEditREPL
import KlingAPI
import KlingMasks
import PNGCodec
import PosixFiles
import Programs
import TerminalPictures

/// Shows masks over their frames, as far as the terminal can.
actor ReplPictures {
  private let preference: PictureMode.Preference
  private let service: ReplService
  private let context: CommandContext
  private var mode: PictureMode?
  private var folder: PrivateFolder?
  /// Where the video of a session lies on this machine; `nil` where it cannot be had.
  private var videos: [String: String?] = [:]
  /// Frames that were looked at last, by session and number.
  private var frames: [(key: String, bitmap: Bitmap?)] = []
  private var hasToldWhy = false

  init(
    _ preference: PictureMode.Preference, _ service: ReplService, _ context: CommandContext
  ) {
    self.preference = preference
    self.service = service
    self.context = context
  }

  /// What makes the terminal show a mask; `nil` where it shows no pictures.
  func picture(of view: MaskView) async -> String? {
    let mode = chosenMode()
    guard mode != .off else { return nil }
    let frame = await frame(of: view)
    let picture = MaskPicture(
      frame: frame, masks: [view.mask],
      points: view.points.map { PointMarker(x: $0.x, y: $0.y) }, grid: .lines)
    guard let size = picture.naturalSize,
      let layout = PictureLayout(
        of: size, columns: context.io.output.width - 1,
        lines: max(4, context.io.output.height * 2 / 3))
    else { return nil }
    switch mode {
    case .off: return nil
    case .blocks(let colors):
      return TerminalPicture.blocks(
        picture.drawn(in: layout.blockSize), layout: layout, colors: colors)
    case .kitty:
      let drawn = picture.drawn(in: size)
      let image = PixelImage(
        width: drawn.width, height: drawn.height, layout: .rgba, bytes: drawn.bytes)
      guard let png = try? PNG.encode(image) else { return nil }
      return TerminalPicture.kitty(png: png, layout: layout)
    }
  }

  private func chosenMode() -> PictureMode {
    if let mode { return mode }
    let environment = context.environment.variables
    let asks = PictureMode.asksForKitty(preference: preference, environment: environment)
    let chosen = PictureMode.choose(
      preference: preference, environment: environment,
      kittyAnswered: asks && TerminalQuestion.agrees())
    mode = chosen
    return chosen
  }

  // MARK: Frames

  /// So many frames are kept: a person goes back and forth between a few.
  private static let keptFrames = 8

  private func frame(of view: MaskView) async -> Bitmap? {
    let key = "\(view.parsed.sessionID)/\(view.frame)"
    if let known = frames.first(where: { $0.key == key }) { return known.bitmap }
    guard let video = await video(of: view) else { return nil }
    let bitmap = await bitmap(ofFrame: view.frame, in: video)
    frames.append((key, bitmap))
    if frames.count > Self.keptFrames { frames.removeFirst() }
    return bitmap
  }

  private func bitmap(ofFrame index: Int, in video: String) async -> Bitmap? {
    do throws(ProgramError) {
      guard
        case .frame(let png) = try await FFmpeg.frame(
          index, of: video, environment: context.environment.variables),
        let image = try? PNG.decode(png)
      else {
        tell("frame \(index) cannot be read from the video; the mask is shown alone")
        return nil
      }
      return BitmapSize(width: image.width, height: image.height).map {
        Bitmap($0, bytes: image.bytes)
      }
    } catch {
      tell("\(error); masks are shown without their frames")
      return nil
    }
  }

  /// Said once: what is true of one frame is true of the next.
  private func tell(_ words: String) {
    guard !hasToldWhy else { return }
    hasToldWhy = true
    context.inform(words)
  }

  /// The video on this machine, fetched where it is not there.
  private func video(of view: MaskView) async -> String? {
    if case .local(let file) = view.video {
      return Path.join(Path.join(context.io.currentFolder, view.folder), file.path)
    }
    let session = view.parsed.sessionID
    if let known = videos[session] { return known }
    let path = await fetch(view)
    videos[session] = path
    return path
  }

  private func openFolder() throws(FileError) -> PrivateFolder {
    if let folder { return folder }
    let new = try PrivateFolder(in: context.environment["TMPDIR"])
    folder = new
    return new
  }

  /// Videos that the service takes are far smaller.
  private static let videoLimit = 256 << 20

  private func fetch(_ view: MaskView) async -> String? {
    var url = view.parsed.normalizedVideo
    if url == nil, case .url(let source) = view.video { url = source }
    guard let url, let transport = await service.current?.connection.transport else { return nil }
    do throws(FileError) {
      let path = Path.join(try openFolder().path, "video-\(videos.count)")
      let request = HTTPRequest(
        .get, url, headers: [], timeout: .seconds(60), maximumResponseBytes: Self.videoLimit,
        maximumRedirects: 5)
      let response = await transport.answer(to: request)
      guard let response, 200...299 ~= response.head.status else {
        tell("the video cannot be fetched, so masks are shown without their frames")
        return nil
      }
      try FileSystem.write(response.body, to: path, mode: 0o600)
      return path
    } catch {
      tell("the video cannot be kept (\(error.words)), so masks are shown without their frames")
      return nil
    }
  }
}

extension CurlTransport {
  /// What a server answers; `nil` where it cannot be reached.
  fileprivate func answer(to request: HTTPRequest) async -> HTTPResponse? {
    do throws(TransportError) { return try await send(request) } catch { return nil }
  }
}
