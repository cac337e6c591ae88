import Crypto
import KEditEngine
import KEditPlan
import KlingAPI
import KlingMasks
import OrderedJSON
import PNGCodec
import PosixFiles
import Programs

/// Makes the contact sheet of a run, from the journal and from the files of this machine: nobody else
/// is asked.
struct SheetMaker: Sendable {
  private let report: RunReport
  private let page: RunPage
  private let context: CommandContext
  /// The folder that the sheet will be in; absolute.
  private let folder: String

  /// Pictures on the page are no wider and no higher: it is looked at, not printed.
  private static let pictureSide = 720

  init(_ report: RunReport, _ page: RunPage, folder: String, _ context: CommandContext) {
    self.report = report
    self.page = page
    self.folder = folder
    self.context = context
  }

  func make() async -> ContactSheet {
    var edits: [ContactSheet.Edit] = []
    for edit in page.edits { edits.append(await make(edit)) }
    return ContactSheet(title: page.title, facts: page.facts, edits: edits)
  }

  private func make(_ edit: EditPage) async -> ContactSheet.Edit {
    ContactSheet.Edit(
      name: label(edit.report.name), state: edit.state, mood: mood(of: edit),
      facts: edit.facts.filter { $0.label != "prompt" },
      prompt: edit.planned?.task.prompt, frames: await frames(of: edit), clips: clips(of: edit))
  }

  private func mood(of edit: EditPage) -> ContactSheet.Mood {
    switch edit.report.state {
    case "done": .good
    case "failed", "skipped": .bad
    default: edit.report.isMadeElsewhere ? .good : .open
    }
  }

  // MARK: Videos

  /// The source, where it lies here, and what the run has put beside it.
  private func clips(of edit: EditPage) -> [ContactSheet.Clip] {
    var clips: [ContactSheet.Clip] = []
    if let source = sourcePath(of: edit) {
      clips.append(ContactSheet.Clip(title: "before", path: shown(source)))
    }
    let made = edit.files.filter { $0.state != .gone && Self.isVideo($0.file.location) }
      .map(\.file.location)
    for path in made where !Self.isPreview(path) {
      clips.append(ContactSheet.Clip(title: "after", path: shown(path)))
    }
    for path in made where Self.isPreview(path) {
      clips.append(ContactSheet.Clip(title: "masks", path: shown(path)))
    }
    return clips
  }

  private static func isPreview(_ path: String) -> Bool { path.hasSuffix(".preview.mp4") }

  private static func isVideo(_ path: String) -> Bool {
    ["mp4", "mov"].contains(Path.fileExtension(of: path).lowercased())
  }

  /// A path as the page names it: so that both can be moved together.
  private func shown(_ path: String) -> String { Path.relative(path, from: folder) }

  /// Where the video of an edit lies on this machine; `nil` where it does not.
  private func sourcePath(of edit: EditPage) -> String? {
    switch edit.planned?.video {
    case .local(let file):
      let path = Path.join(report.sourceFolder, file.path)
      return (try? FileSystem.exists(path)) == true ? path : nil
    case .result(let name):
      let parent = page.edits.first { $0.report.name == name }
      // Its masks are a video as well, and no source of anything.
      return parent?.files.first {
        $0.state == .unchanged && Self.isVideo($0.file.location)
          && !Self.isPreview($0.file.location)
      }?.file.location
    case .url, .id, nil: return nil
    }
  }

  // MARK: Frames

  private func frames(of edit: EditPage) async -> [ContactSheet.Frame] {
    let source = sourcePath(of: edit)
    var frames: [ContactSheet.Frame] = []
    let size = edit.report.attempt?.session.map { ($0.height, $0.width) }
    for mark in edit.report.marks {
      frames.append(await frame(mark, of: source, size))
    }
    return frames
  }

  private func frame(
    _ mark: EditReport.Mark, of source: String?, _ size: (height: Int, width: Int)?
  ) async -> ContactSheet.Frame {
    let points = mark.pointMarkers
    let masks = masks(of: mark, size)
    let picture = MaskPicture(
      frame: await bitmap(ofFrame: mark.frame, in: source), masks: masks, points: points)
    let count = "frame \(mark.frame), \(points.count) point\(points.count == 1 ? "" : "s")"
    let caption = ([count] + masks.map { MaskFacts($0).summary }).joined(separator: ", ")
    guard let room = BitmapSize(width: Self.pictureSide, height: Self.pictureSide),
      let size = picture.naturalSize?.fitted(into: room),
      let png = try? picture.drawn(in: size).png()
    else { return ContactSheet.Frame(picture: nil, width: 0, height: 0, caption: caption) }
    return ContactSheet.Frame(
      picture: Base64.encode(png), width: size.width, height: size.height, caption: caption)
  }

  /// What the service answered to the mark; nothing where that is unsound, which 'kedit mask' says.
  private func masks(
    of mark: EditReport.Mark, _ size: (height: Int, width: Int)?
  ) -> [RunLengthMask] {
    let answer = SelectionAnswer(frameIndex: mark.frame, masks: mark.masks)
    return (try? FrameMasks(answer, size: size))?.objects.map(\.mask) ?? []
  }

  private func bitmap(ofFrame index: Int, in source: String?) async -> Bitmap? {
    guard let source else { return nil }
    do throws(ProgramError) {
      guard
        case .frame(let png) = try await FFmpeg.frame(
          index, of: source, environment: context.environment.variables)
      else { return nil }
      return try? Bitmap(png: png)
    } catch {
      return nil
    }
  }
}
