import CurlTransport
import KEditEngine
import KEditPlan
import KEditREPL
import KlingAPI
import KlingMasks
import LineEditor
import PosixFiles
import Programs
import TerminalPictures

/// Shows masks over their frames, as far as the terminal can.
actor ReplPictures {
  private let screen: PictureScreen
  private let service: ReplService
  private let context: CommandContext
  private var folder: PrivateFolder?
  /// Where the video of a session lies on this machine; `nil` where it cannot be had.
  private var videos: [String: String?] = [:]
  /// Frames that were looked at last, by session and number.
  private var frames: [(key: String, bitmap: Bitmap?)] = []
  private var hasToldWhy = false

  init(
    _ preference: PictureMode.Preference, _ service: ReplService, _ context: CommandContext,
    _ entries: Entries
  ) {
    self.screen = PictureScreen(preference, context) {
      guard case .person(let reader, _) = entries else { return false }
      return await reader.lend(.inquiry) {
        let answer = TerminalQuestion.asksForKitty()
        reader.unread(answer.typed)
        return answer.agrees
      }
    }
    self.service = service
    self.context = context
  }

  /// What makes the terminal show a mask; `nil` where it shows no pictures.
  func picture(of view: MaskView) async -> String? {
    guard await screen.showsPictures else { return nil }
    let frame = await frame(of: view)
    return await screen.text(
      of: MaskPicture(
        frame: frame, masks: [view.mask],
        points: view.points.map { PointMarker(x: $0.x, y: $0.y) }, grid: .lines))
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
      let found = try await FFmpeg.frame(
        index, of: video, environment: context.environment.variables)
      if case .frame(let png) = found, let bitmap = try? Bitmap(png: png) { return bitmap }
      if found == .notInstalled {
        tell("ffmpeg is not installed, so masks are shown without their frames")
      } else {
        tell("frame \(index) cannot be read from the video; the mask is shown alone")
      }
      return nil
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

  private func fetch(_ view: MaskView) async -> String? {
    var url = view.parsed.normalizedVideo
    if url == nil, case .url(let source) = view.video { url = source }
    guard let url, let transport = await service.current?.connection.transport else { return nil }
    do throws(FileError) {
      let path = Path.join(try openFolder().path, "video-\(videos.count)")
      do throws(RemoteVideo.Fault) {
        try await RemoteVideo(url: url).fetch(to: path, with: transport)
        return path
      } catch {
        tell("\(error.words), so masks are shown without their frames")
      }
    } catch {
      tell("the video cannot be kept (\(error.words)), so masks are shown without their frames")
    }
    return nil
  }
}
