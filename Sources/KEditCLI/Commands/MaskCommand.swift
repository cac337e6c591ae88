import KlingAPI
import KlingMasks
import OrderedJSON
import PlainText
import PosixFiles
import TerminalPictures

/// `kedit mask`: what a mask marks, in numbers and as a picture.
struct MaskCommand: Command {
  private static let over = Option<String>.text(
    "over", placeholder: "PICTURE", help: "Paint it over a PNG or JPEG.", isGivenOnce: true,
    hasVariable: false)
  private static let frame = Option<Int>.wholeNumber(
    "frame", placeholder: "N", in: 0...Int(Int32.max),
    help: "The frame, where there are masks of several.", hasVariable: false)
  private static let against = Option<String>.text(
    "against", placeholder: "MASK", help: "Say how much it agrees with another mask (IoU).",
    isGivenOnce: true, hasVariable: false)

  static let description = CommandDescription(
    name: "mask",
    summary: "Decode a mask: its area and box, and a picture of it.",
    discussion: """
      FILE is JSON: run lengths ('size' and 'counts'), an answer of the service with them, or the
      '.tracking.json' of a preview. RUN and EDIT take from the journal what the service answered when
      the edit was marked. The PNG has the mask's pixels in (116, 255, 82, 163) on nothing,
      with --over on the picture, with its outline.

      Exit codes: 0 done; 1 the mask is unsound; 2 there is no such frame, run or edit; 7 a file cannot be read or
      written.
      """,
    operands: .either("FILE", or: "RUN", "EDIT"),
    options: [
      PictureFile.option.declaration, over.declaration, frame.declaration, against.declaration,
      PictureScreen.option.declaration, ReportFormat.option.declaration,
    ] + ArchiveOptions.all + CommonOptions.all,
    examples: [
      ("kedit mask answer.json", "See what an answer of the service marks."),
      ("kedit mask answer.json --over frame.png -o seen.png", "Paint it over the frame."),
      ("kedit mask 12 clean", "See what the service took for marked in an edit of run 12."),
      ("kedit mask clean.tracking.json --frame 48 -o mask.png", "Take a mask out of a preview."),
    ])

  /// Where the masks come from.
  private enum Origin {
    case file(String)
    case journal(run: Int, edit: String, ArchiveOptions)
  }

  private let origin: Origin
  private let output: PictureFile?
  private let over: String?
  private let frame: Int?
  private let against: String?
  private let pictures: PictureMode.Preference
  private let format: ReportFormat

  init(_ arguments: Arguments) throws(CommandFailure) {
    let operands = arguments.operands
    let archive = try ArchiveOptions(arguments)
    self.origin =
      operands.count == 1
      ? .file(operands[0])
      : .journal(run: try RunNumber.read(operands[0]), edit: operands[1], archive)
    self.output = try arguments.value(PictureFile.option).map { PictureFile(name: $0) }
    self.over = try arguments.value(Self.over)
    self.frame = try arguments.value(Self.frame)
    self.against = try arguments.value(Self.against)
    self.pictures = try arguments.value(PictureScreen.option) ?? .auto
    self.format = try arguments.value(ReportFormat.option) ?? .text
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    var source: MaskSource
    var inputs = [over, against].compactMap { $0 }
    switch origin {
    case .file(let file):
      inputs.append(file)
      source = try MaskSource.file(file, context.io)
    case .journal(let run, let edit, let archive):
      source = try MaskSource.journal(run: run, edit: edit, archive, context)
    }
    try output?.spare(inputs, context.io)
    let ground = try await ground(context)
    if source.size == nil { source.size = ground.map { ($0.height, $0.width) } }
    let isOne = output != nil || over != nil || against != nil
    let answers = isOne ? [try source.oneFrame(frame)] : try source.frames(frame)
    var pages: [MaskPage] = []
    var only: FrameMasks?
    for answer in answers {
      let masks = try FrameMasks(answer, size: source.size)
      if masks.wasReversed {
        context.warn("the size of the mask is given the wrong way round")
      }
      pages.append(MaskPage(masks))
      only = answers.count == 1 ? masks : nil
    }
    if let only, let against {
      pages[0].agreement = try agreement(of: only, with: against, context)
    }
    if let only, let output { try write(only, source, over: ground, to: output, context.io) }
    switch format {
    case .json:
      context.write(["format": "kedit-mask/1", "frames": .array(pages.map(\.json))])
    case .text:
      for page in pages { context.io.output.write(page.lines.joined(separator: "\n") + "\n") }
      if pages.count == 1, let warning = pages[0].warning { context.warn(warning) }
      if let only, !only.objects.isEmpty {
        let screen = PictureScreen(pictures, context)
        let picture = picture(of: only, source, over: ground, grid: .lines)
        if let text = await screen.text(of: picture) { context.io.output.write(text) }
      }
    }
    return .done
  }

  private func picture(
    of masks: FrameMasks, _ source: MaskSource, over ground: Bitmap?, grid: PictureGrid?
  ) -> MaskPicture {
    MaskPicture(
      frame: ground, masks: masks.objects.map(\.mask),
      points: masks.frame.flatMap { source.points[$0] } ?? [], grid: grid)
  }

  private func write(
    _ masks: FrameMasks, _ source: MaskSource, over ground: Bitmap?, to output: PictureFile,
    _ io: IO
  ) throws(CommandFailure) {
    if let ground {
      let picture = picture(of: masks, source, over: ground, grid: nil)
      return try output.write(picture.drawn(in: ground.size), io)
    }
    guard let mask = masks.whole else {
      throw CommandFailure(.faultyFile, "nothing is marked, so there is no mask to write")
    }
    guard mask.height * mask.width <= Bitmap.mostPixels, let bitmap = Bitmap(mask) else {
      throw CommandFailure(
        .faultyFile, "a mask of \(mask.width) × \(mask.height) pixels is too large for a picture")
    }
    try output.write(bitmap, io)
  }

  private func agreement(
    of masks: FrameMasks, with file: String, _ context: CommandContext
  ) throws(CommandFailure) -> Double {
    let other = try MaskSource.file(file, context.io)
    let answer = try other.frames.count == 1 ? other.frames[0] : other.oneFrame(masks.frame)
    let size = masks.whole.map { (height: $0.height, width: $0.width) }
    guard let mine = masks.whole, let others = try FrameMasks(answer, size: size).whole else {
      throw CommandFailure(.faultyFile, "nothing is marked in one of the two masks")
    }
    guard let agreement = mine.intersectionOverUnion(with: others) else {
      throw CommandFailure(
        .faultyFile,
        "the masks are of different sizes: \(mine.width) × \(mine.height) and "
          + "\(others.width) × \(others.height)")
    }
    return agreement
  }

  /// The picture that the mask is painted over; `nil` for none.
  private func ground(_ context: CommandContext) async throws(CommandFailure) -> Bitmap? {
    guard let name = over else { return nil }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileSystem.read(
        Path.join(context.io.currentFolder, name), limit: IO.inputLimit, accepting: .anything)
    } catch {
      throw CommandFailure(.localFile, "'\(harmless(name))' cannot be read: \(error.words)")
    }
    do throws(PictureFault) {
      return try await Bitmap.read(bytes, environment: context.environment)
    } catch {
      throw CommandFailure(
        .faultyFile, "'\(harmless(name))' is \(harmless(error.words, limit: 300))",
        help: error.help)
    }
  }
}
